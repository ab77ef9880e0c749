import type { Labelled } from "./labelled.js";

/** How many signups these stand for. */
export function weightOf(signups: readonly Labelled[]): number {
  return signups.reduce((sum, { weight }) => sum + weight, 0);
}

/** The share of signups that something holds for, by weight, 0..1; undefined when there are none. */
export function shareOf<Tier extends string>(
  signups: readonly Labelled<Tier>[],
  holds: (signup: Labelled<Tier>) => boolean,
): number | undefined {
  const all = weightOf(signups);
  return all > 0 ? weightOf(signups.filter(holds)) / all : undefined;
}

/** The least number that half of them, by weight, do not exceed; undefined when there are none. */
export function medianOf<Tier extends string>(
  signups: readonly Labelled<Tier>[],
  numberOf: (signup: Labelled<Tier>) => number,
): number | undefined {
  const half = weightOf(signups) / 2;
  const pairs = signups.map((signup) => ({ number: numberOf(signup), weight: signup.weight }));
  pairs.sort((a, b) => a.number - b.number);
  let passed = 0;
  for (const { number, weight } of pairs) {
    passed += weight;
    if (weight > 0 && passed >= half) return number;
  }
  return undefined;
}
