import type { HistoryRecord, Label } from "../history.js";

/** A record whose truth is known, as a fit looks at it. */
export type LabelledRow = HistoryRecord & { readonly label: Label; readonly weight: number };

/**
 * The labelled signups of a history, oldest first whatever its order: of each id the last revision. A label is about the
 * signup, so one that only an earlier revision carries holds for the last one too. Signups that could not be read and
 * records of weight 0 are left out.
 * @param history Checked.
 * @param knownBy Epoch ms: a label that was known only later does not count.
 */
export function labelledRows(
  history: readonly HistoryRecord[],
  knownBy: number = Number.POSITIVE_INFINITY,
): readonly LabelledRow[] {
  const latest = new Map<string, HistoryRecord>();
  for (const given of history) {
    if (given.assessment.degraded.includes("input")) continue;
    const { label: told, ...rest } = given;
    const isKnown = told !== undefined && (given.labelledAt === undefined || given.labelledAt <= knownBy);
    const record: HistoryRecord = isKnown ? given : rest;
    const { id } = record.assessment;
    const other = latest.get(id);
    latest.set(id, other === undefined ? record : later(other, record));
  }
  const rows = [...latest.values()].flatMap(({ label, weight = 1, ...rest }) =>
    label !== undefined && weight > 0 ? [{ ...rest, label, weight }] : [],
  );
  return rows.sort(
    (a, b) => a.assessment.at - b.assessment.at || (a.assessment.id < b.assessment.id ? -1 : 1),
  );
}

function later(a: HistoryRecord, b: HistoryRecord): HistoryRecord {
  const [earlier, last] = a.assessment.revision > b.assessment.revision ? [b, a] : [a, b];
  return last.label === undefined && earlier.label !== undefined ? { ...last, label: earlier.label } : last;
}
