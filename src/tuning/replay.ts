import { type Decision, type Grant, judgeAgain, type Reason, type SignupPolicy } from "trialgate";
import type { HistoryRecord, Label } from "./history.js";

/** A signup of the past, as a policy judges it today. */
export interface Judged<Tier extends string = string> extends Omit<HistoryRecord, "assessment"> {
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
}

/** How to replay. */
export interface ReplayOptions {
  /** Epoch ms: a label that was known only later is taken as unknown. Default: all labels count. */
  readonly knownBy?: number | undefined;
}

/**
 * Judges a history again, lazily, in its order: no signal runs, nothing is asked or counted. Signups that could not be
 * read (`degraded` names `input`) were judged by nobody and are left out.
 */
export function* replay<Tier extends string>(
  history: Iterable<HistoryRecord>,
  policy: SignupPolicy<Tier>,
  { knownBy = Number.POSITIVE_INFINITY }: ReplayOptions = {},
): Generator<Judged<Tier>> {
  for (const { assessment, label, labelledAt, group } of history) {
    if (assessment.degraded.includes("input")) continue;
    const { points, probability, coverage, decision, outcome, reasons } = judgeAgain(assessment, policy);
    const isKnown: boolean = label !== undefined && (labelledAt === undefined || labelledAt <= knownBy);
    yield {
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
      ...(isKnown && { label: label as Label, labelledAt }),
      ...(group !== undefined && { group }),
    };
  }
}
