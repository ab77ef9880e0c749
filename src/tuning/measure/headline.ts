import type { Estimator } from "./bootstrap.js";
import type { Figures } from "./figures.js";
import type { Labelled } from "./labelled.js";
import type { Estimate, Headline } from "./quality.js";

const names = [
  "recallAt1",
  "recallAt5",
  "prAuc",
  "rocAuc",
  "calibrationError",
  "lossPer1000",
] as const satisfies readonly (keyof Figures & keyof Headline)[];

/** The figures that stand at the top, of these signups. `tiers`: most generous first. */
export function headlineOf<Tier extends string>(
  signups: readonly Labelled<Tier>[],
  tiers: readonly Tier[],
  estimate: Estimator,
): Headline<Tier> {
  const people = signups.filter(({ label }) => label === "legitimate").length;
  const figures: Partial<Record<(typeof names)[number], Estimate>> = {};
  for (const name of names) {
    const found = estimate((read) => read[name]);
    if (found !== undefined) figures[name] = found;
  }
  const atOnce = tiers.flatMap((tier, place) => {
    const share = estimate((read) => read.atOnce[place] ?? Number.NaN);
    return share === undefined ? [] : [[tier, share] as const];
  });
  return {
    people,
    abuse: signups.length - people,
    ...figures,
    ...(atOnce.length > 0 && { atOnce: Object.fromEntries(atOnce) as Record<Tier, Estimate> }),
  };
}
