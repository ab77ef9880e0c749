import type { HistoryRecord, Label } from "../history.js";
import { lastRevisions } from "../last-revisions.js";
import type { ReplayOptions } from "../replay.js";

/** A record whose truth is known, as a fit looks at it. */
export type LabelledRow = HistoryRecord & { readonly label: Label; readonly weight: number };

/** The labelled of `lastRevisions`. */
export function labelledRows(
  history: readonly HistoryRecord[],
  options: ReplayOptions = {},
): readonly LabelledRow[] {
  return lastRevisions(history, options).flatMap(({ label, weight = 1, ...rest }) =>
    label === undefined ? [] : [{ ...rest, label, weight }],
  );
}
