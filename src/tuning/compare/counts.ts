import type { Pair } from "./pairs.js";

/** How many signups, by their weight. */
export interface Counts {
  readonly people: number;
  readonly abuse: number;
  readonly unlabelled: number;
}

/** How many of each label there are among some signups. */
export function countsOf(pairs: readonly Pair[]): Counts {
  const withLabel = (wanted: "legitimate" | "abuse" | undefined): number =>
    countOf(pairs.filter(({ current }) => current.label === wanted));
  return { people: withLabel("legitimate"), abuse: withLabel("abuse"), unlabelled: withLabel(undefined) };
}

/** How many signups there are in all, by their weight. */
export function countOf(pairs: readonly Pair[]): number {
  return pairs.reduce((sum, { current }) => sum + current.weight, 0);
}
