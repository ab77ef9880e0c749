import type { SignupPolicy } from "trialgate";
import { decisions } from "trialgate/core";
import type { HistoryRecord } from "../history.js";
import { lastRevisions } from "../last-revisions.js";
import { type Judged, judgedOne, type ReplayOptions } from "../replay.js";

/** A signup of the past under two policies. Of who does not move no reasons are kept: there is nothing to explain, and a lot to hold. */
export interface Pair {
  readonly current: Judged;
  readonly next: Judged;
}

/** Judges each signup by both policies: of an id that was judged more than once the last revision. */
export function pairsOf(
  history: Iterable<HistoryRecord>,
  current: SignupPolicy,
  next: SignupPolicy,
  options: ReplayOptions,
): readonly Pair[] {
  return lastRevisions(history, options).flatMap((record) => {
    const [was, is] = [judgedOne(record, current), judgedOne(record, next)];
    if (was === undefined || is === undefined) return [];
    const pair = { current: was, next: is };
    return hasMoved(pair) ? [pair] : [{ current: { ...was, reasons: [] }, next: { ...is, reasons: [] } }];
  });
}

/** Whether the next policy would do something else. */
export function hasMoved({ current, next }: Pair): boolean {
  return current.tier !== next.tier || current.decision !== next.decision;
}

/** Above 0 where the next policy is kinder: more credit, or as much under a milder decision; 0 where it is as kind. */
export function kindness({ current, next }: Pair): number {
  const credits = next.grant.credits - current.grant.credits;
  return credits === 0 ? severityOf(current) - severityOf(next) : credits;
}

const severityOf = ({ decision }: Judged): number => decisions.indexOf(decision);

/** Some signups by a name that each of them has, in the order in which the names come. */
export function grouped(
  pairs: readonly Pair[],
  nameOf: (pair: Pair) => string,
): readonly (readonly [Pair, ...Pair[]])[] {
  const groups = new Map<string, [Pair, ...Pair[]]>();
  for (const pair of pairs) {
    const name = nameOf(pair);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [pair]);
    else group.push(pair);
  }
  return [...groups.values()];
}
