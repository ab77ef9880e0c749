import { days } from "trialgate";
import { drift } from "./drift.js";
import type { HistoryRecord, Label } from "./history.js";
import { isKnownBy } from "./known-by.js";
import { checkLabelOptions } from "./label-problems.js";
import { watchVersions } from "./mixed-versions.js";
import { percent } from "./percent.js";
import type { ReplayOptions } from "./replay.js";

/** Labels of each kind below which nothing should be decided. Assumed: intervals of fewer are too narrow. */
export const leastLabels = 50;

/** What a history is looked at with. */
export interface HistoryWarningOptions extends ReplayOptions {
  /** How many of each label there should be. Default 50. */
  readonly minLabels?: number | undefined;
}

/**
 * Why figures of this history should not be believed as they stand, each as `code: sentence`; empty when nothing is known
 * against it. About the history alone, whatever policy judges it: records that are not of one kind, labels that are few,
 * absent or too young, and signals that drift between its older and its younger half. Records of weight 0 are not looked at.
 * @throws TrialgateError `invalid_config` for wrong options.
 */
export function historyWarnings(
  history: readonly HistoryRecord[],
  options: HistoryWarningOptions = {},
): readonly string[] {
  checkLabelOptions(options, ["knownBy", "minLabels"]);
  const counted = history.filter(({ weight = 1 }) => weight > 0);
  const versions = watchVersions();
  for (const record of counted) versions.add(record);
  return [
    ...versions.warnings(),
    ...labelWarnings(counted, options),
    ...delayWarnings(counted, options),
    ...driftWarnings(counted),
  ];
}

function labelWarnings(
  history: readonly HistoryRecord[],
  { minLabels = leastLabels, ...options }: HistoryWarningOptions,
): readonly string[] {
  const { all, labelled, abuse } = labelsOf(history, options);
  const found = { abuse, legitimate: labelled - abuse };
  return [
    ...(labelled < all
      ? [`unlabelled: ${percent(1 - labelled / all)} of the records have no label and are in no figure`]
      : []),
    ...Object.entries(found)
      .filter(([, count]) => count < minLabels)
      .map(
        ([label, count]) =>
          `few-labels: ${count} with the label ${label}, fewer than ${minLabels}: too few to decide by`,
      ),
  ];
}

/**
 * Abuse is mostly known within days, innocence only after weeks: among young signups the labelled ones are then
 * mostly abuse. Young are those that the slower of the two labels has had no time to reach.
 */
function delayWarnings(history: readonly HistoryRecord[], options: ReplayOptions): readonly string[] {
  const delay = {
    abuse: medianDelayMs(history, "abuse", options),
    legitimate: medianDelayMs(history, "legitimate", options),
  };
  const horizon = lastKnown(history, options) - Math.max(delay.abuse, delay.legitimate);
  const old = labelsOf(
    history.filter(({ assessment: { at } }) => at < horizon),
    options,
  );
  const young = labelsOf(
    history.filter(({ assessment: { at } }) => at >= horizon),
    options,
  );
  const [before, since] = [old.abuse / old.labelled, young.abuse / young.labelled];
  const isDelayed = young.labelled / young.all < old.labelled / old.all;
  const differs = Math.abs(since - before) > 0.1 * Math.max(since, before) + 0.02;
  if (!isDelayed || !differs || Math.min(old.labelled, young.labelled) < leastLabelled) return [];
  const [day] = new Date(horizon).toISOString().split("T");
  return [
    `label-delay: ${percent(since)} of the labelled signups since ${day} are abuse, ${percent(before)} before: abuse is known after ${inDays(delay.abuse)} days, innocence after ${inDays(delay.legitimate)} (medians); leave the youngest signups out`,
  ];
}

// Of fewer labels no share is worth a warning.
const leastLabelled = 20;

/** From signup to label; not a number where no label has a time. */
function medianDelayMs(history: readonly HistoryRecord[], wanted: Label, options: ReplayOptions): number {
  const delays = history.flatMap((record) => {
    const { labelledAt, assessment } = record;
    return labelledAt !== undefined && knownLabel(record, options) === wanted
      ? [labelledAt - assessment.at]
      : [];
  });
  return delays.sort((a, b) => a - b)[Math.floor(delays.length / 2)] ?? Number.NaN;
}

/** Epoch ms up to which labels came in. */
function lastKnown(
  history: readonly HistoryRecord[],
  { knownBy = Number.POSITIVE_INFINITY }: ReplayOptions,
): number {
  const latest = history.reduce(
    (last, { labelledAt = last }) => Math.max(last, labelledAt),
    Number.NEGATIVE_INFINITY,
  );
  return Math.min(latest, knownBy);
}

function labelsOf(
  history: readonly HistoryRecord[],
  options: ReplayOptions,
): { readonly all: number; readonly labelled: number; readonly abuse: number } {
  const labels = history.map((record) => knownLabel(record, options));
  return {
    all: labels.length,
    labelled: labels.filter((label) => label !== undefined).length,
    abuse: labels.filter((label) => label === "abuse").length,
  };
}

/** Between the two halves of its time: signups of one instant are never parted. */
function driftWarnings(history: readonly HistoryRecord[]): readonly string[] {
  const times = history.map(({ assessment: { at } }) => at).sort((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)] ?? 0;
  const older = history.filter(({ assessment: { at } }) => at < middle);
  const younger = history.filter(({ assessment: { at } }) => at >= middle);
  const shifted = drift(older, younger).filter(({ level }) => level !== "stable");
  const rest = shifted.slice(mostDrifts).map(({ signal }) => signal);
  return [
    ...shifted
      .slice(0, mostDrifts)
      .flatMap(({ signal, psi, level, bins: [most] }) =>
        most === undefined
          ? []
          : [
              `drift: ${signal} changed between the older and the younger half (population stability index ${psi.toFixed(2)}, ${level}; most by ${most.bin}: ${percent(most.before)} then, ${percent(most.after)} since)`,
            ],
      ),
    ...(rest.length > 0 ? [`drift: also changed, though less: ${rest.join(", ")}`] : []),
  ];
}

// Where the world changed everything did, and other warnings are overlooked among a dozen of these.
const mostDrifts = 3;

function knownLabel(
  record: HistoryRecord,
  { knownBy = Number.POSITIVE_INFINITY }: ReplayOptions,
): Label | undefined {
  return isKnownBy(record, knownBy) ? record.label : undefined;
}

const inDays = (ms: number): string => (ms / days(1)).toFixed(1);
