import type { ResolvedPolicy, TierData } from "trialgate";
import { basePoints, climb, weigh } from "trialgate/core";
import { type Costs, lossOf } from "../measure/costs.js";
import type { LabelledRow } from "./labelled-rows.js";

// A threshold is half of what a policy promises to people: one tuning moves it by no more than this, in points.
const farthest = 15;
// What the schema of policies allows as points.
const [lowestLimit, highestLimit] = [-1_000, 1_000];
// What a move must save for each point of it, as a share of the loss; less is chance. Assumed.
const leastGain = 0.001;

/**
 * The tiers with the `maxPoints` that would have cost least in these rows: credit that abuse takes, against people who turn
 * away. Each limit moves by whole points, 15 at most, and only where that saves something; the order of tiers stays, and
 * so does all that a tier asks for beside points. Exact: with the limits in order, the cheapest ones below each candidate are
 * all that the next one needs to know.
 */
export function cheapestTiers<Tier extends string>(
  rows: readonly LabelledRow[],
  policy: ResolvedPolicy<Tier>,
  costs: Costs,
): readonly TierData<Tier>[] {
  // Tiers with the same limit (the better one asks for a fact) keep sharing it.
  const limits = [...new Set(policy.tiers.flatMap(({ maxPoints }) => maxPoints ?? []))].sort((a, b) => a - b);
  if (limits.length === 0) return policy.tiers;
  const lossUpTo = lossesByBand(rows, policy, limits, costs);
  const stay = limits.reduce(
    (sum, limit, band) => sum + lossUpTo(band, limit) - lossUpTo(band, limits[band - 1] ?? lowest),
    lossUpTo(limits.length, highest) - lossUpTo(limits.length, limits.at(-1) ?? lowest),
  );
  const least = Math.ceil(basePoints(policy) + policy.goodFloor);

  interface Choice {
    readonly limits: readonly number[];
    /** Of everybody up to the last of the limits, with the price of moving. */
    readonly loss: number;
  }
  let choices: readonly Choice[] = [{ limits: [], loss: 0 }];
  for (const [band, now] of limits.entries()) {
    choices = movesOf(now).flatMap((limit) => {
      const below = choices.filter(({ limits }) => limit > (limits.at(-1) ?? least - 1));
      const best = cheapest(
        below.map((choice) => {
          const from = lossUpTo(band, choice.limits.at(-1) ?? lowest);
          const price = stay * leastGain * Math.abs(limit - now);
          return {
            limits: [...choice.limits, limit],
            loss: choice.loss + lossUpTo(band, limit) - from + price,
          };
        }),
      );
      return best === undefined ? [] : [best];
    });
  }
  const best = cheapest(
    choices.map((choice) => ({
      ...choice,
      loss:
        choice.loss +
        lossUpTo(limits.length, highest) -
        lossUpTo(limits.length, choice.limits.at(-1) ?? lowest),
    })),
  );
  const moved = new Map(limits.map((limit, place) => [limit, best?.limits[place] ?? limit]));
  return policy.tiers.map((tier) =>
    tier.maxPoints === undefined ? tier : { ...tier, maxPoints: moved.get(tier.maxPoints) ?? tier.maxPoints },
  );
}

const [lowest, highest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** The candidates, those nearest to the present limit first, so that equals leave it where it is. */
function movesOf(now: number): readonly number[] {
  const steps = Array.from({ length: farthest }, (_, step) => [now - step - 1, now + step + 1]);
  return [now, ...steps.flat().filter((limit) => limit >= lowestLimit && limit <= highestLimit)];
}

function cheapest<Priced extends { readonly loss: number }>(choices: readonly Priced[]): Priced | undefined {
  return choices.reduce<Priced | undefined>(
    (best, one) => (best === undefined || one.loss < best.loss ? one : best),
    undefined,
  );
}

/**
 * What all rows with up to so many points would cost if their points put them into this band, the `band`-th from below:
 * rules, coverage, needs and proofs have their say as ever.
 */
function lossesByBand<Tier extends string>(
  rows: readonly LabelledRow[],
  policy: ResolvedPolicy<Tier>,
  limits: readonly number[],
  costs: Costs,
): (band: number, points: number) => number {
  const credits = new Map<string, number>(policy.tiers.map((tier) => [tier.id, tier.credits]));
  const judged = rows.map(({ assessment, label, weight }) => {
    const { results, channel, fallback } = assessment;
    const { points, coverage } = weigh(results, policy);
    const losses = [...limits, highest].map((at) => {
      const { tier, decision } = climb(
        results,
        { points: at, coverage, channel, degraded: fallback },
        policy,
      );
      return weight * lossOf({ label, decision, credits: credits.get(tier) ?? 0 }, costs);
    });
    return { points, losses };
  });
  judged.sort((a, b) => a.points - b.points);
  const points = Float64Array.from(judged, (row) => row.points);
  const sums = [...limits, highest].map((_, band) => {
    const sum = new Float64Array(judged.length + 1);
    for (const [place, { losses }] of judged.entries()) {
      sum[place + 1] = (sum[place] ?? 0) + (losses[band] ?? 0);
    }
    return sum;
  });
  return (band, upTo) => sums[band]?.[countUpTo(points, upTo)] ?? 0;
}

/** How many of the sorted values are at most this one. */
function countUpTo(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
