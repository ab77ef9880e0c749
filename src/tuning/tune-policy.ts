import { type DataPolicy, definePolicy, openPolicy, type PolicyData, type ResolvedPolicy } from "trialgate";
import { type CalibrationMethod, calibrationOf } from "./calibrate.js";
import { type HeadlineDifferences, headlineDifferences } from "./compare/headline-differences.js";
import type { Pair } from "./compare/pairs.js";
import type { HistoryRecord } from "./history.js";
import { historyWarnings } from "./history-warnings.js";
import { holdoutWeights } from "./holdout-weights.js";
import { type PolicyChange, policyDiff } from "./policy-diff.js";
import { judgedOne } from "./replay.js";
import { checkedRecords } from "./tune/checked-records.js";
import { type KindWeights, kindWeights, weighedBy } from "./tune/class-weights.js";
import { type Fold, hasBothKinds, timeFolds } from "./tune/folds.js";
import { labelledRows } from "./tune/labelled-rows.js";
import { policyDataOf } from "./tune/policy-data-of.js";
import { type TuneOptions, type TunePlan, tunePlan } from "./tune/tune-plan.js";
import { tuneWarnings } from "./tune/tune-warnings.js";
import { tunedBy } from "./tune/tuned-by.js";

/** A policy after its labels. Plain JSON. */
export interface TunedPolicy<Tier extends string = string> {
  /** For `definePolicy`, with the same signals, or a `.json` file. Every weight is spelled out. */
  readonly policy: PolicyData<Tier>;
  /** What it does differently from the policy it was made from; empty where labels changed nothing. */
  readonly diff: readonly PolicyChange[];
  readonly report: TuningReport;
  /** Why all this should not be believed as it stands, each as `code: sentence`. */
  readonly warnings: readonly string[];
}

/** What tuning gained on signups that it did not learn from. */
export interface TuningReport {
  /** Labelled signups that count, by kind. */
  readonly labels: { readonly abuse: number; readonly people: number };
  /** Each cut in time: what came before was learned from, what came after was tried. */
  readonly folds: readonly FoldReport[];
  /** Both policies on the tried signups of all folds; left out where there are too few labels. */
  readonly heldOut?: HeadlineDifferences;
  /** How the probabilities were calibrated, on held-out signups too. */
  readonly calibration: CalibrationMethod;
}

/** One cut in time. */
export interface FoldReport {
  readonly trainedOn: number;
  readonly triedOn: number;
  /** Epoch ms: the first and the last signup that was tried. */
  readonly from: number;
  readonly to: number;
}

/**
 * Lets the labels of a history correct a policy's weights, as far as they can tell: each is pulled towards what it is now, so
 * without labels the policy stays as it is, a hundred move what they speak of most, and a reason they never show keeps
 * its weight for the attack that has not come yet. Caps, floor and corroboration stay, no weight changes its sign, and one
 * of 0 stays 0. With enough labels thresholds are chosen by cost and probabilities calibrated. The same history in any
 * order makes the same policy. A holdout in the history is made use of.
 * @throws TrialgateError `invalid_input` for records that cannot be judged; `invalid_config` for wrong options, or for
 * signals that are not those of the policy.
 */
export function tunePolicy<Tier extends string>(
  history: Iterable<HistoryRecord>,
  policy: DataPolicy<Tier>,
  options: TuneOptions = {},
): TunedPolicy<Tier> {
  const plan = tunePlan(policy, options);
  const records = checkedRecords(history);
  // Of all records: those whom the holdout lifted may have no label yet.
  const rows = labelledRows(holdoutWeights(records), plan);
  const folds = timeFolds(rows, plan.folds);
  // Once for all that is tried: a fold may hold one kind alone, and has no share to mend then.
  const tested = folds.flatMap(({ test }) => test);
  const weights = kindWeights(tested, plan.abuseShare);
  const trials = folds.map((fold) => tried(fold, policy, { plan, weights }));
  const pairs = trials.flatMap((trial) => trial.pairs);
  const { knots, ...calibration } = calibrationOf(
    pairs.map(({ next }) => ({ points: next.points, isAbuse: next.label === "abuse", weight: next.weight })),
  );
  const resolved: ResolvedPolicy<Tier> = {
    ...(hasBothKinds(rows) ? tunedBy(rows, policy.resolved, plan) : policy.resolved),
    ...(knots && { calibration: knots }),
  };
  const data = policyDataOf(resolved, plan.signals);
  const tuned = definePolicy<Tier>(data, { signals: plan.signals });
  const heldOut = headlineDifferences(pairs, { current: plan.measuring, next: plan.measuring });
  const abuse = rows.filter(({ label }) => label === "abuse").length;
  return {
    policy: data,
    diff: policyDiff(policy, tuned),
    report: {
      labels: { abuse, people: rows.length - abuse },
      folds: trials.map(({ fold }) => fold),
      ...(pairs.length > 0 && { heldOut }),
      calibration,
    },
    warnings: [
      ...historyWarnings(records, { knownBy: plan.knownBy, minLabels: 0 }),
      ...tuneWarnings(records, rows, { current: policy, tuned, isCalibrated: knots !== undefined }),
      ...gainWarning(heldOut),
    ],
  };
}

interface Trial {
  readonly fold: FoldReport;
  /** Each tried signup under the policy as it is, and as the fold's training tuned it. */
  readonly pairs: readonly Pair[];
}

/** Tunes on the older part of a fold, by all the same steps, and judges the younger one. */
function tried<Tier extends string>(
  { train, test }: Fold,
  policy: DataPolicy<Tier>,
  { plan, weights }: { readonly plan: TunePlan; readonly weights: KindWeights },
): Trial {
  const tuned = openPolicy(tunedBy(train, policy.resolved, plan));
  const ats = test.map(({ assessment }) => assessment.at);
  return {
    fold: {
      trainedOn: train.length,
      triedOn: test.length,
      from: ats[0] ?? 0,
      to: ats.at(-1) ?? 0,
    },
    pairs: weighedBy(weights, test).flatMap((row) => {
      const [current, next] = [judgedOne(row, policy), judgedOne(row, tuned)];
      return current && next ? [{ current, next }] : [];
    }),
  };
}

/** Where even the held-out signups do not speak for the change, nobody should make it. */
function gainWarning({ lossPer1000, recallAt1 }: HeadlineDifferences): readonly string[] {
  const isWorse = (lossPer1000?.difference.low ?? 0) > 0 || (recallAt1?.difference.high ?? 0) < 0;
  return isWorse ? ["no-gain: on held-out signups the tuned policy is worse; keep the present one"] : [];
}
