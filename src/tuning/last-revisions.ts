import { couldBeRead } from "./could-be-read.js";
import type { HistoryRecord } from "./history.js";
import { isKnownBy } from "./known-by.js";
import { lastJudgements } from "./last-judgements.js";
import type { ReplayOptions } from "./replay.js";

/**
 * The signups of a history, one record each as `lastJudgements` finds it, oldest first whatever its order. Left out are
 * signups that could not be read, those of weight 0, which stand for nobody, and labels that were known too late.
 */
export function lastRevisions(
  history: Iterable<HistoryRecord>,
  { knownBy = Number.POSITIVE_INFINITY }: ReplayOptions = {},
): readonly HistoryRecord[] {
  const { last } = lastJudgements(readable(history, knownBy), ({ assessment }) => assessment);
  return last
    .filter(({ weight = 1 }) => weight > 0)
    .sort((a, b) => a.assessment.at - b.assessment.at || (a.assessment.id < b.assessment.id ? -1 : 1));
}

function* readable(history: Iterable<HistoryRecord>, knownBy: number): Generator<HistoryRecord> {
  for (const record of history) if (couldBeRead(record)) yield asKnown(record, knownBy);
}

function asKnown(record: HistoryRecord, knownBy: number): HistoryRecord {
  const { label: _, labelledAt: __, ...unlabelled } = record;
  return isKnownBy(record, knownBy) ? record : unlabelled;
}
