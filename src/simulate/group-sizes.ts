import type { Random } from "./random.js";

/** Splits `count` into groups of about `size`, unequal as groups are; together exactly `count`, none of them empty. */
export function groupSizes(random: Random, count: number, size: number): readonly number[] {
  const weights = Array.from({ length: Math.max(1, Math.round(count / Math.max(1, size))) }, () =>
    random.lognormal(1, 0.35),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Cut points rather than rounded sizes, so that they add up.
  let upTo = 0;
  const cuts = weights.map((weight) => {
    upTo += weight;
    return Math.round((count * upTo) / total);
  });
  return cuts.map((cut, place) => cut - (cuts[place - 1] ?? 0)).filter((each) => each > 0);
}
