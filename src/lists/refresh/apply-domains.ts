import { droppedNames, namesOf } from "./domain-history.js";
import { implausibleCount } from "./plausible-change.js";
import { readDomainList } from "./read-domain-list.js";
import type { SourceState } from "./snapshot.js";

/** What a downloaded list makes of a source: the changed part of its state, and what changed. */
export interface Applied {
  readonly state: Pick<SourceState, "entries" | "listed" | "dropped" | "v4" | "v6">;
  readonly added: number;
  readonly removed: number;
  readonly kept: number;
  readonly guarded: number;
  readonly quarantined: readonly string[];
}

/** What the caller says about one application. */
export interface ApplyOptions {
  readonly at: number;
  /** Whether an unlikely change of size is fine this time. */
  readonly isAccepted: boolean;
  /** Whether any list flags the name already. */
  readonly isKnown: (name: string) => boolean;
  readonly goodStanding?: ((domain: string) => number) | undefined;
}

/** This many accounts in good standing at a domain contradict a list that newly names it. */
const CONTRADICTED_FROM = 3;

/** Takes over a list of domains, or says why not. */
export function applyDomains(
  text: string,
  before: SourceState | undefined,
  { at, isAccepted, isKnown, goodStanding }: ApplyOptions,
): Applied | { readonly reason: string } {
  const list = readDomainList(text);
  if ("reason" in list) return list;
  const entries = list.names.length + list.guarded;
  const unlikely = before && !isAccepted ? implausibleCount(before.entries, entries) : undefined;
  if (unlikely !== undefined) return { reason: unlikely };

  const old = new Set(namesOf(before?.listed));
  const isContradicted = (name: string): boolean =>
    goodStanding !== undefined && !old.has(name) && !isKnown(name) && goodStanding(name) >= CONTRADICTED_FROM;
  const quarantined = list.names.filter(isContradicted);
  const held = new Set(quarantined);
  const listed = new Set(list.names.filter((name) => !held.has(name)));
  const kept = [...old].filter((name) => listed.has(name)).length;
  return {
    state: { entries, listed: [...listed].join(" "), dropped: droppedNames(before, listed, at) },
    added: listed.size - kept,
    removed: old.size - kept,
    kept,
    guarded: list.guarded,
    quarantined,
  };
}
