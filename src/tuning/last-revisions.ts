import { couldBeRead } from "./could-be-read.js";
import type { HistoryRecord } from "./history.js";
import type { ReplayOptions } from "./replay.js";

/**
 * The signups of a history, one record each: of an id the last revision. A label is about the signup, so one that only an
 * earlier revision carries holds for the last one too. Left out are signups that could not be read, those of weight 0,
 * which stand for nobody, and labels that were known too late.
 */
export function lastRevisions(
  history: Iterable<HistoryRecord>,
  { knownBy = Number.POSITIVE_INFINITY }: ReplayOptions = {},
): readonly HistoryRecord[] {
  const last = new Map<string, HistoryRecord>();
  for (const given of history) {
    if (!couldBeRead(given)) continue;
    const { id } = given.assessment;
    const record = asKnown(given, knownBy);
    const other = last.get(id);
    last.set(id, other === undefined ? record : latest(other, record));
  }
  return [...last.values()].filter(({ weight = 1 }) => weight > 0);
}

function asKnown(record: HistoryRecord, knownBy: number): HistoryRecord {
  const { label: _, labelledAt, ...unlabelled } = record;
  return labelledAt === undefined || labelledAt <= knownBy ? record : unlabelled;
}

function latest(a: HistoryRecord, b: HistoryRecord): HistoryRecord {
  const [earlier, last] = a.assessment.revision > b.assessment.revision ? [b, a] : [a, b];
  const { label, labelledAt } = earlier;
  return last.label === undefined && label !== undefined ? { ...last, label, labelledAt } : last;
}
