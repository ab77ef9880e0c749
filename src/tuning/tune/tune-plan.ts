import { type DataPolicy, definePolicy, type SignupSignal, standardSignals, TrialgateError } from "trialgate";
import { type Problem, problemUnless, suggestion, unknownOptions } from "trialgate/core";
import { labelProblems } from "../label-problems.js";
import { type MeasureOptions, type MeasurePlan, measurePlan } from "../measure/options.js";
import type { ReplayOptions } from "../replay.js";
import { policyDataOf } from "./policy-data-of.js";

/** How to tune. What is measured with stands in `MeasureOptions`. */
export interface TuneOptions extends Omit<MeasureOptions, "blockMs">, ReplayOptions {
  /** Full reason codes whose weights stay. */
  readonly keep?: readonly string[] | undefined;
  /** The signals that the policy was defined with. Default: `standardSignals()`. */
  readonly signals?: readonly SignupSignal[] | undefined;
  /** Whether the tiers' `maxPoints` are chosen by what mistakes cost. Default: `choose` from 1,000 labels, 100 of each kind; `keep` below. */
  readonly thresholds?: "choose" | "keep" | undefined;
  /**
   * The share of abuse among all signups, 0..1 exclusive: becomes the policy's `prior`, once there are labels to learn from
   * (five of each kind). Default: the policy's prior stays, and thresholds, calibration and figures take it for the truth,
   * whatever the labels hold; labels seldom come evenly.
   */
  readonly abuseShare?: number | undefined;
  /**
   * How far off the present weights probably are, in points, one standard deviation: half of it pulls four times as hard
   * towards them. Default: from 20 (a factor of four in odds) with few labels down to 4 with 6,000, since labels come in
   * campaigns, and a thousand more of the same say nothing of the attack that is not among them. In simulated worlds that
   * found what labels can teach and kept .92 recall of attacks that were absent from them.
   */
  readonly deviation?: number | undefined;
  /** Folds split by time that the report is made of, 3..20. Default 4. */
  readonly folds?: number | undefined;
}

/** The options with defaults filled in. */
export interface TunePlan {
  readonly knownBy: number | undefined;
  readonly keep: ReadonlySet<string>;
  readonly signals: readonly SignupSignal[];
  /** `undefined`: as the number of labels says. */
  readonly thresholds: "choose" | "keep" | undefined;
  readonly abuseShare: number;
  /** By how many labels there are. */
  readonly deviation: (labels: number) => number;
  readonly folds: number;
  readonly measuring: MeasurePlan<string>;
}

const optionNames = [
  "keep",
  "signals",
  "thresholds",
  "abuseShare",
  "deviation",
  "folds",
  "knownBy",
  "costs",
  "startingTier",
  "resamples",
  "seed",
  "cluster",
] as const satisfies readonly (keyof TuneOptions)[];

/**
 * Fills in defaults.
 * @throws TrialgateError `invalid_config`, with everything that is wrong.
 */
export function tunePlan(policy: DataPolicy, options: TuneOptions): TunePlan {
  const { resolved } = policy;
  const { keep = [], signals = standardSignals(), thresholds, abuseShare, deviation, folds = 4 } = options;
  const { knownBy, costs, startingTier, resamples, seed, cluster } = options;
  const codes = Object.keys(resolved.reasons);
  const problems: readonly Problem[] = [
    ...unknownOptions(Object.keys(options), optionNames),
    ...keep.flatMap((code, place) =>
      problemUnless(
        codes.includes(code),
        `keep.${place}`,
        `"${code}" is not a reason code of the policy; ${suggestion(code, codes, 12)}`,
      ),
    ),
    ...problemUnless(
      thresholds === undefined || thresholds === "choose" || thresholds === "keep",
      "thresholds",
      'must be "choose" or "keep"',
    ),
    ...labelProblems(options),
    ...problemUnless(
      deviation === undefined || (deviation > 0 && deviation <= 1_000),
      "deviation",
      "must be points, above 0, at most 1000",
    ),
    ...problemUnless(
      Number.isInteger(folds) && folds >= 3 && folds <= 20,
      "folds",
      "must be a whole number, 3..20",
    ),
  ];
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
  checkSignals(policy, signals);
  return {
    knownBy,
    keep: new Set(keep),
    signals,
    thresholds,
    abuseShare: abuseShare ?? resolved.prior,
    deviation: deviation === undefined ? standardDeviation : () => deviation,
    folds,
    measuring: measurePlan(policy.grants, { costs, startingTier, resamples, seed, cluster }),
  };
}

const standardDeviation = (labels: number): number => Math.min(20, Math.max(4, Math.sqrt(100_000 / labels)));

/** With other signals the data would come out as another policy than was tuned. */
function checkSignals({ resolved, version }: DataPolicy, signals: readonly SignupSignal[]): void {
  const message =
    "must be those that the policy was defined with, of this version of the library: with these, its data makes another policy";
  const known = new Set(
    signals.flatMap(({ id, reasons }) => Object.keys(reasons).map((name) => `${id}.${name}`)),
  );
  const isWhole = Object.keys(resolved.reasons).every((code) => known.has(code));
  if (isWhole && definePolicy(policyDataOf(resolved, signals), { signals }).version === version) return;
  throw new TrialgateError("invalid_config", [{ path: "signals", message }]);
}
