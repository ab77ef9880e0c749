import { days } from "../../core/clock.js";
import type { DisposableTier } from "../lists.js";
import type { DroppedNames, SourceState } from "./snapshot.js";

/** How long a domain that was dropped from a list is still taken for `broad`, and after that for `historic`: days. */
const BROAD_DAYS = 90;
const HISTORIC_DAYS = 730;

const dayOf = (ms: number): number => Math.floor(ms / days(1));

/** The names of a group. */
export function namesOf(text: string | undefined): string[] {
  return text === undefined || text === "" ? [] : text.split(" ");
}

/**
 * What a list held and holds no more, after a download that found `listed`: what just left it was last seen when the
 * list was last known to be right. Whatever came back, or left two years ago, is forgotten.
 */
export function droppedNames(
  before: SourceState | undefined,
  listed: ReadonlySet<string>,
  at: number,
): DroppedNames[] {
  if (before === undefined) return [];
  const groups = new Map<number, string[]>();
  const lapsed: DroppedNames = [dayOf(before.checkedAt), before.listed ?? ""];
  for (const [day, text] of [lapsed, ...(before.dropped ?? [])]) {
    if (dayOf(at) - day > HISTORIC_DAYS) continue;
    const gone = namesOf(text).filter((name) => !listed.has(name));
    if (gone.length > 0) groups.set(day, [...(groups.get(day) ?? []), ...gone]);
  }
  return [...groups]
    .sort(([a], [b]) => b - a)
    .map(([day, names]): DroppedNames => [day, names.sort().join(" ")]);
}

/** What a name that left a list of `tier` on a day is still worth, if anything. */
export function lapsedTier(tier: DisposableTier, day: number, at: number): DisposableTier | undefined {
  const age = dayOf(at) - day;
  if (age > HISTORIC_DAYS) return undefined;
  return age > BROAD_DAYS || tier === "historic" ? "historic" : "broad";
}
