import type { HistoryRecord, Label } from "../history.js";
import { lastRevisions } from "../last-revisions.js";
import type { ReplayOptions } from "../replay.js";

/** A record whose truth is known, as a fit looks at it. */
export type LabelledRow = HistoryRecord & { readonly label: Label; readonly weight: number };

/** The labelled signups of a history, oldest first whatever its order: of each id the last revision. */
export function labelledRows(
  history: readonly HistoryRecord[],
  options: ReplayOptions = {},
): readonly LabelledRow[] {
  const rows = lastRevisions(history, options).flatMap(({ label, weight = 1, ...rest }) =>
    label === undefined ? [] : [{ ...rest, label, weight }],
  );
  return rows.sort(
    (a, b) => a.assessment.at - b.assessment.at || (a.assessment.id < b.assessment.id ? -1 : 1),
  );
}
