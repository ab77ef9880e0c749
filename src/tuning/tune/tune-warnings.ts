import type { DataPolicy } from "trialgate";
import type { HistoryRecord, Label } from "../history.js";
import { percent } from "../percent.js";
import { abuseShareOf } from "./class-weights.js";
import type { LabelledRow } from "./labelled-rows.js";

const fewLabels = 100;
// Of fewer signups no share is worth a warning.
const fewSignups = 20;
// A reason that is seen on one kind alone, and on so much of it, may well be made from the label.
const suspiciousShare = 0.5;

/** Why a tuned policy should not be believed as it stands, each as `code: sentence`. */
export function tuneWarnings(
  history: readonly HistoryRecord[],
  rows: readonly LabelledRow[],
  {
    current,
    tuned,
    isCalibrated,
  }: { readonly current: DataPolicy; readonly tuned: DataPolicy; readonly isCalibrated: boolean },
): readonly string[] {
  return [
    ...(rows.length < fewLabels
      ? [
          `few-labels: ${rows.length} labels; below ${fewLabels} chance moves the weights as much as truth does`,
        ]
      : []),
    ...shareWarning(rows, tuned.resolved.prior),
    ...selectionWarning(history, rows),
    ...leakWarning(rows, current, tuned),
    ...(isCalibrated ? [] : calibrationWarning(current, tuned)),
  ];
}

function shareWarning(rows: readonly LabelledRow[], prior: number): readonly string[] {
  const share = abuseShareOf(rows);
  if (share === 0 || share === 1) return [];
  const logOdds = Math.log((share / (1 - share)) * ((1 - prior) / prior));
  if (Math.abs(logOdds) < Math.log(1.5)) return [];
  return [
    `abuse-share: ${percent(share)} of the labels are abuse, and the policy's prior is ${percent(prior)}; where all signups get a label, pass abuseShare ${share.toFixed(3)}`,
  ];
}

/** Labels that are rarer where the verdict was stricter come from what the policy let happen. */
function selectionWarning(
  history: readonly HistoryRecord[],
  rows: readonly LabelledRow[],
): readonly string[] {
  if (rows.some(({ assessment }) => assessment.holdout !== undefined)) return [];
  const labelled = new Set(rows.map(({ assessment }) => assessment.id));
  const tiers = new Map<string, { all: number; labelled: number }>();
  for (const { assessment } of history) {
    const { tier } = assessment.verdict;
    const sums = tiers.get(tier) ?? { all: 0, labelled: 0 };
    sums.all += 1;
    if (labelled.has(assessment.id)) sums.labelled += 1;
    tiers.set(tier, sums);
  }
  const shares = [...tiers]
    .filter(([, { all }]) => all >= fewSignups)
    .map(([tier, { all, labelled }]) => ({ tier, share: labelled / all }))
    .sort((a, b) => a.share - b.share || (a.tier < b.tier ? -1 : 1));
  const [least, most] = [shares[0], shares.at(-1)];
  if (least === undefined || most === undefined || !(least.share <= most.share / 2 && most.share > 0))
    return [];
  return [
    `label-selection: of "${least.tier}" ${percent(least.share)} have a label, of "${most.tier}" ${percent(most.share)}: who was held back shows nothing, and only a holdout tells what they are`,
  ];
}

/** A reason that the outcome itself brought about looks like a perfect one. */
function leakWarning(
  rows: readonly LabelledRow[],
  current: DataPolicy,
  tuned: DataPolicy,
): readonly string[] {
  const counts = { abuse: 0, legitimate: 0 };
  const seen = new Map<string, typeof counts>();
  for (const { assessment, label } of rows) {
    counts[label] += 1;
    for (const result of assessment.results) {
      if (result.status !== "ok") continue;
      for (const { code } of result.evidence) {
        const sums = seen.get(code) ?? { abuse: 0, legitimate: 0 };
        sums[label] += 1;
        seen.set(code, sums);
      }
    }
  }
  const isSuspicious = (kind: Label, other: Label, sums: typeof counts): boolean =>
    sums[other] === 0 && sums[kind] >= Math.max(fewSignups, suspiciousShare * counts[kind]);
  const suspects = [...seen]
    .filter(
      ([, sums]) => isSuspicious("abuse", "legitimate", sums) || isSuspicious("legitimate", "abuse", sums),
    )
    .map(([code]) => code)
    .filter((code) => current.resolved.reasons[code]?.points !== tuned.resolved.reasons[code]?.points)
    .sort();
  if (suspects.length === 0) return [];
  return [
    `label-leak: ${suspects.join(", ")}: on half of one kind and on nobody else; if the label itself brings it about, keep its weight`,
  ];
}

/** Probabilities of other weights are nobody's. */
function calibrationWarning({ resolved: was }: DataPolicy, { resolved: is }: DataPolicy): readonly string[] {
  const hasMoved = Object.entries(is.reasons).some(
    ([code, { points }]) => was.reasons[code]?.points !== points,
  );
  return is.calibration !== undefined && hasMoved
    ? [
        "calibration-old: too few labels to calibrate the new weights; the policy still has the curve of the old ones",
      ]
    : [];
}
