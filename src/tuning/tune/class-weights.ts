import type { Label } from "../history.js";
import type { LabelledRow } from "./labelled-rows.js";

/** By what each kind's weights are multiplied. */
export type KindWeights = Readonly<Record<Label, number>>;

/**
 * What gives abuse the share among these rows that it has among all signups. Abuse gets labels sooner and oftener than
 * innocence does, or the other way round; costs and probabilities would take that for the world. Rows of one kind alone
 * have no share to mend, and keep their weights.
 */
export function kindWeights(rows: readonly LabelledRow[], abuseShare: number): KindWeights {
  const own = abuseShareOf(rows);
  if (own === 0 || own === 1) return { abuse: 1, legitimate: 1 };
  return { abuse: abuseShare / own, legitimate: (1 - abuseShare) / (1 - own) };
}

/** The same rows, weighed by their kinds too. */
export function weighedBy(weights: KindWeights, rows: readonly LabelledRow[]): readonly LabelledRow[] {
  return rows.map((row) => ({ ...row, weight: row.weight * weights[row.label] }));
}

/** The same rows, abuse with this share among them; see {@link kindWeights}. */
export function withAbuseShare(rows: readonly LabelledRow[], abuseShare: number): readonly LabelledRow[] {
  return weighedBy(kindWeights(rows, abuseShare), rows);
}

/** The share of abuse in these rows, by weight; 0 where there are none. */
export function abuseShareOf(rows: readonly LabelledRow[]): number {
  const sum = rows.reduce((total, { weight }) => total + weight, 0);
  const abuse = rows.reduce((total, { label, weight }) => total + (label === "abuse" ? weight : 0), 0);
  return sum === 0 ? 0 : abuse / sum;
}
