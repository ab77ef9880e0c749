import { lifetimeMs, type SealedCounter } from "../../core/counter.js";
import type { Claim } from "../../core/ledger.js";
import { type FormerCounter, type Observation, repeatMs } from "../../core/store.js";

/** Kinds as one character each: a table has many rows. */
const kinds = { distinct: "d", sum: "s", rate: "r" } as const;

/** What is to be written under one key: as a new row, or into the one that is there. */
interface Write {
  readonly key: string;
  readonly kind: (typeof kinds)[SealedCounter["kind"]];
  /** The window, or the half-life of a rate. */
  readonly spanMs: number;
  readonly expiresAt: number;
  /** When the members were last seen: now, unless a clock was set back. */
  readonly seenAt: number;
  readonly bound?: number | undefined;
  readonly members?: readonly string[] | undefined;
  readonly amount?: number | undefined;
  /** Keys under earlier secrets. */
  readonly former: readonly string[];
  /** Former key and former member, for each member that may stand under an earlier secret. */
  readonly moved: readonly (readonly [key: string, member: string])[];
}

/** What the function `observe` is asked, as JSON: what the tables decide is decided there, and all else here. */
export function observeQuestion({ at, once, counters, former = [] }: Observation): string {
  const earlier = counters.map(({ key }, place) =>
    former.flatMap((names) => names.counters[place] ?? []).filter((name) => name.key !== key),
  );
  const written = counters.flatMap((counter, place) =>
    counter.readOnly === true ? [] : [{ counter, earlier: earlier[place] ?? [] }],
  );
  const lifetimes = written.map(({ counter }) => at + lifetimeMs(counter));
  return JSON.stringify({
    at,
    repeatMs,
    keys: [...new Set([once.key, ...former.map(({ key }) => key)])],
    fingerprints: [once.fingerprint, ...former.map(({ fingerprint }) => fingerprint)],
    identity: once.identity,
    formerIdentity: former.flatMap(({ identity }) => identity),
    label: once.label,
    expiresAt: Math.max(at + repeatMs, ...lifetimes),
    writes: writesOf(written, at),
    reads: counters.map(({ key }, place) => ({
      keys: [key, ...(earlier[place] ?? []).map((name) => name.key)],
    })),
    held: heldOf(written, once.key),
    released: written.flatMap(({ counter, earlier }) => [counter, ...earlier].map(standing)),
  });
}

/** What the function `peek` is asked, as JSON. */
export function peekQuestion(counters: readonly SealedCounter[], at: number): string {
  return JSON.stringify({ at, reads: counters.map(({ key }) => ({ keys: [key] })) });
}

/** What the function `claim` is asked, as JSON. A budget is a sum under a key that no counter has. */
export function claimQuestion({ at, subject, amounts, budgets }: Claim): string {
  const longestMs = Math.max(0, ...budgets.map(({ windowMs }) => windowMs));
  return JSON.stringify({
    at,
    subject,
    amounts,
    expiresAt: at + longestMs,
    budgets: budgets.map(({ key, windowMs, limit }) => ({
      key: `budget:${key}`,
      spanMs: windowMs,
      limit,
      expiresAt: at + windowMs,
    })),
  });
}

interface Written {
  readonly counter: SealedCounter;
  readonly earlier: readonly FormerCounter[];
}

/** One write for each key: a statement cannot write a row twice. */
function writesOf(written: readonly Written[], at: number): readonly Write[] {
  const writes = new Map<string, Write>();
  for (const one of written) {
    const write = writeOf(one, at);
    const known = writes.get(write.key);
    writes.set(write.key, known === undefined ? write : together(known, write));
  }
  return [...writes.values()];
}

function writeOf({ counter, earlier }: Written, at: number): Write {
  const { key, kind } = counter;
  const common = {
    key,
    kind: kinds[kind],
    spanMs: counter.kind === "rate" ? counter.halfLifeMs : counter.windowMs,
    expiresAt: at + lifetimeMs(counter),
    seenAt: at,
    former: earlier.map((name) => name.key),
  };
  if (counter.kind !== "distinct") return { ...common, amount: counter.amount, moved: [] };
  const moved = earlier.map(({ key, member = "" }) => [key, member] as const);
  return { ...common, bound: counter.bound, members: [counter.member], moved };
}

/** Two writes under one key: members join, and an amount is added once however often it is asked for. */
function together(known: Write, more: Write): Write {
  const { members = [], bound = 0 } = known;
  if (more.members === undefined) return known;
  return {
    ...more,
    expiresAt: Math.max(known.expiresAt, more.expiresAt),
    bound: Math.max(bound, more.bound ?? 0),
    members: [...new Set([...members, ...more.members])],
    moved: [...known.moved, ...more.moved],
  };
}

/**
 * Which counters hold the subject: `[key]` for sums and rates, `[key, member]` for members, and with the attribute
 * behind it where the member is the subject itself, which is what relates it to others. Each once.
 */
function heldOf(written: readonly Written[], subject: string): readonly (readonly string[])[] {
  const held = new Map(
    written.map(({ counter }) => {
      if (counter.kind !== "distinct") return [standing(counter), [counter.key]];
      const { key, member, attribute = "" } = counter;
      return [standing(counter), member === subject ? [key, member, attribute] : [key, member]];
    }),
  );
  return [...held.values()];
}

/** A key and who stands under it, as one text. */
function standing(name: { readonly key: string; readonly member?: string | undefined }): string {
  return name.member === undefined ? name.key : `${name.key}=${name.member}`;
}
