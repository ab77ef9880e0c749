import type { Calibration, CalibrationData, DataPolicy } from "trialgate";
import type { HistoryRecord } from "./history.js";
import { checkLabelOptions } from "./label-problems.js";
import { judgedOne } from "./replay.js";
import { checkedRecords } from "./tune/checked-records.js";
import { withAbuseShare } from "./tune/class-weights.js";
import { fewestOfAKind } from "./tune/folds.js";
import { isotonicCalibration } from "./tune/isotonic.js";
import { labelledRows } from "./tune/labelled-rows.js";
import { type Observed, plattScaling } from "./tune/platt.js";

/** How to calibrate. */
export interface CalibrateOptions {
  /** Epoch ms: a label that was known only later does not count. Default: all count. */
  readonly knownBy?: number | undefined;
  /**
   * The share of abuse among all signups, 0..1 exclusive, where the labels have another: abuse is then weighed against people
   * accordingly. Default: the labels' own share, which is right when everybody gets a label.
   */
  readonly abuseShare?: number | undefined;
}

/** What the points of a policy mean, as far as labels tell. */
export interface Calibrated extends CalibrationMethod {
  /** For the policy's `calibration`; left out with the method `none`. */
  readonly calibration?: CalibrationData;
}

/** How a curve was found, or why none was. */
export interface CalibrationMethod {
  /** `platt` from 50 labels, `isotonic` from 1,000 (with five of each kind at least). */
  readonly method: "platt" | "isotonic" | "none";
  /** Labelled signups, by kind. */
  readonly labels: { readonly abuse: number; readonly people: number };
  /** Why this method and no other: one sentence. */
  readonly because: string;
}

const fewestForPlatt = 50;
const fewestForIsotonic = 1_000;

/**
 * Finds what the points of a policy mean in a history with labels. Only probabilities change by it, never a tier. Labels
 * that the policy's weights were tuned on flatter it: `tunePolicy` calibrates on held-out ones instead.
 * @throws TrialgateError `invalid_input` for a record that cannot be judged, `invalid_config` for wrong options.
 */
export function calibrate(
  history: Iterable<HistoryRecord>,
  policy: DataPolicy,
  options: CalibrateOptions = {},
): Calibrated {
  checkLabelOptions(options, ["knownBy", "abuseShare"]);
  const { knownBy, abuseShare } = options;
  const rows = labelledRows(checkedRecords(history), { knownBy });
  const weighed = abuseShare === undefined ? rows : withAbuseShare(rows, abuseShare);
  const observed = weighed.flatMap((row) => {
    const judged = judgedOne(row, policy);
    if (judged === undefined) return [];
    return [{ points: judged.points, isAbuse: row.label === "abuse", weight: row.weight }];
  });
  const { knots, ...method } = calibrationOf(observed);
  return { ...(knots && { calibration: { prior: policy.resolved.prior, knots } }), ...method };
}

/** The curve for points that were given before, by whatever means. */
export function calibrationOf(
  observed: readonly Observed[],
): CalibrationMethod & { readonly knots?: Calibration } {
  const abuse = observed.filter(({ isAbuse }) => isAbuse).length;
  const labels = { abuse, people: observed.length - abuse };
  const few = Math.min(labels.abuse, labels.people);
  if (observed.length < fewestForPlatt || few < fewestOfAKind) {
    const needed = `it takes ${fewestForPlatt}, and ${fewestOfAKind} of each kind`;
    return { method: "none", labels, because: `There are too few labels: ${needed}.` };
  }
  const isotonic = observed.length >= fewestForIsotonic ? isotonicCalibration(observed) : undefined;
  if (isotonic !== undefined) {
    const because = "There are enough labels to let the curve have any rising form.";
    return { method: "isotonic", knots: isotonic, labels, because };
  }
  const platt = plattScaling(observed, labels);
  if (platt === undefined) {
    return { method: "none", labels, because: "In these labels more points do not mean more abuse." };
  }
  const because = `There are enough labels for a level and a slope; any form of curve takes ${fewestForIsotonic}.`;
  return { method: "platt", knots: platt, labels, because };
}
