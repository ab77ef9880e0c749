import { type Decision, type Grant, judgeAgain, type Reason, type SignupPolicy } from "trialgate";
import { couldBeRead } from "./could-be-read.js";
import type { HistoryRecord, Label } from "./history.js";
import { isKnownBy } from "./known-by.js";
import { checkLabelOptions } from "./label-problems.js";

/** A signup of the past, as a policy judges it today. */
export interface Judged<Tier extends string = string> {
  readonly id: string;
  /** Epoch ms of the signup. */
  readonly at: number;
  readonly revision: number;
  readonly points: number;
  readonly probability: number;
  readonly coverage: number;
  readonly tier: Tier;
  readonly decision: Decision;
  readonly grant: Grant;
  readonly reasons: readonly Reason[];
  /** Left out where nobody knew by then. */
  readonly label?: Label | undefined;
  /** Epoch ms; there only beside a label. */
  readonly labelledAt?: number | undefined;
  readonly group?: string | undefined;
  /** How many signups it stands for. */
  readonly weight: number;
}

/** How to replay. */
export interface ReplayOptions {
  /** Epoch ms: a label that was known only later is taken as unknown. Default: all labels count. */
  readonly knownBy?: number | undefined;
}

/**
 * Judges a history again, lazily, in its order: no signal runs, nothing is asked or counted. Signups that could not be
 * read (`degraded` names `input`) were judged by nobody and are left out.
 * @throws TrialgateError `invalid_config` at once for wrong options; `invalid_input` when it comes to what is no record:
 * `readRecord` checks those of a file.
 */
export function replay<Tier extends string>(
  history: Iterable<HistoryRecord>,
  policy: SignupPolicy<Tier>,
  options: ReplayOptions = {},
): Generator<Judged<Tier>> {
  checkLabelOptions(options, optionNames);
  return judgedOf(history, policy, options);
}

/**
 * One record as {@link replay} judges it, for histories that come line by line; `undefined` where that leaves it out.
 * @throws TrialgateError as {@link replay} does.
 */
export function judgeRecord<Tier extends string>(
  record: HistoryRecord,
  policy: SignupPolicy<Tier>,
  options: ReplayOptions = {},
): Judged<Tier> | undefined {
  checkLabelOptions(options, optionNames);
  return judgedOne(record, policy, options);
}

const optionNames = ["knownBy"] as const;

function* judgedOf<Tier extends string>(
  history: Iterable<HistoryRecord>,
  policy: SignupPolicy<Tier>,
  options: ReplayOptions,
): Generator<Judged<Tier>> {
  for (const record of history) {
    const judged = judgedOne(record, policy, options);
    if (judged !== undefined) yield judged;
  }
}

/** The same without a look at the options: for whoever judges a whole history and has checked them, or has none. */
export function judgedOne<Tier extends string>(
  record: HistoryRecord,
  policy: SignupPolicy<Tier>,
  { knownBy = Number.POSITIVE_INFINITY }: ReplayOptions = {},
): Judged<Tier> | undefined {
  if (!couldBeRead(record)) return undefined;
  const { assessment, label, labelledAt, group, weight = 1 } = record;
  const { points, probability, coverage, decision, outcome, reasons } = judgeAgain(assessment, policy);
  const isKnown = label !== undefined && isKnownBy(record, knownBy);
  return {
    id: assessment.id,
    at: assessment.at,
    revision: assessment.revision,
    points,
    probability,
    coverage,
    tier: outcome.tier,
    decision,
    grant: outcome.grant,
    reasons,
    ...(isKnown && { label, labelledAt }),
    ...(group !== undefined && { group }),
    weight,
  };
}
