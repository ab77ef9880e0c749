import type { ResolvedPolicy } from "trialgate";
import { basePoints, pointsOf, shiftedCalibration } from "trialgate/core";
import { withAbuseShare } from "./class-weights.js";
import { designOf } from "./design.js";
import { fitWeights } from "./fit-weights.js";
import type { LabelledRow } from "./labelled-rows.js";
import { cheapestTiers } from "./thresholds.js";
import type { TunePlan } from "./tune-plan.js";

// Reasons that were seen on fewer labelled signups tell nothing about themselves.
const fewestSeen = 5;
const fewestForThresholds = { all: 1_000, ofAKind: 100 } as const;

/** What these rows make of a policy: its weights, its prior if another was given, and its thresholds. */
export function tunedBy<Tier extends string>(
  rows: readonly LabelledRow[],
  policy: ResolvedPolicy<Tier>,
  { keep, abuseShare, deviation, thresholds, measuring }: TunePlan,
): ResolvedPolicy<Tier> {
  const design = designOf(rows, policy, basePoints(policy));
  const points = fitWeights(design, {
    deviation: deviation(rows.length),
    fixed: (column) => keep.has(design.codes[column] ?? "") || (design.fires[column] ?? 0) < fewestSeen,
  });
  const reasons = { ...policy.reasons };
  for (const [column, code] of design.codes.entries()) {
    const reason = reasons[code];
    const weight = tenths(points[column] ?? 0);
    if (reason !== undefined && weight !== tenths(reason.points))
      reasons[code] = { ...reason, points: weight };
  }
  const tuned = { ...withPrior(policy, abuseShare), reasons };
  if (thresholds === "keep" || (thresholds === undefined && !isEnoughForThresholds(rows))) return tuned;
  return { ...tuned, tiers: cheapestTiers(withAbuseShare(rows, abuseShare), tuned, measuring.costs) };
}

/** The curve of a resolved policy holds at its prior: it goes along. */
function withPrior<Tier extends string>(policy: ResolvedPolicy<Tier>, prior: number): ResolvedPolicy<Tier> {
  const { calibration } = policy;
  if (calibration === undefined || prior === policy.prior) return { ...policy, prior };
  const by = pointsOf(prior) - pointsOf(policy.prior);
  return { ...policy, prior, calibration: shiftedCalibration(calibration, by) };
}

// No label tells more of a weight, and people read it.
function tenths(points: number): number {
  const rounded = Math.round(points * 10) / 10;
  return rounded === 0 ? 0 : rounded;
}

function isEnoughForThresholds(rows: readonly LabelledRow[]): boolean {
  const abuse = rows.filter(({ label }) => label === "abuse").length;
  const { all, ofAKind } = fewestForThresholds;
  return rows.length >= all && Math.min(abuse, rows.length - abuse) >= ofAKind;
}
