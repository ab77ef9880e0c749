import type { LabelledRow } from "./labelled-rows.js";

/** A cut through a history: what is learned before it is tried on what came after. */
export interface Fold {
  readonly train: readonly LabelledRow[];
  readonly test: readonly LabelledRow[];
}

/** Fewer labels of a kind than this teach nothing that could be tried. */
export const fewestOfAKind = 5;

/**
 * Folds split by time: the history is cut into one block more than there are folds, with about equally many labels, and
 * each block after the first is tried by what all before it teach, as it would be in life. Signups of one instant stay
 * together. Folds whose training has too few labels of a kind are left out.
 * @param rows Oldest first.
 */
export function timeFolds(rows: readonly LabelledRow[], folds: number): readonly Fold[] {
  const cuts = Array.from({ length: folds + 2 }, (_, block) => {
    let cut = Math.round((rows.length * block) / (folds + 1));
    while (cut < rows.length && rows[cut]?.assessment.at === rows[cut - 1]?.assessment.at) cut += 1;
    return cut;
  });
  return cuts.slice(1, -1).flatMap((cut, place) => {
    const fold = { train: rows.slice(0, cut), test: rows.slice(cut, cuts[place + 2]) };
    return fold.test.length > 0 && hasBothKinds(fold.train) ? [fold] : [];
  });
}

/** Whether there are enough labels of either kind to learn from. */
export function hasBothKinds(rows: readonly LabelledRow[]): boolean {
  const abuse = rows.filter(({ label }) => label === "abuse").length;
  return Math.min(abuse, rows.length - abuse) >= fewestOfAKind;
}
