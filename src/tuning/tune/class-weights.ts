import type { LabelledRow } from "./labelled-rows.js";

/**
 * The same rows, weighed so that abuse has the share among them that it has among all signups. Abuse gets labels sooner
 * and oftener than innocence does, or the other way round; costs and probabilities would take that for the world.
 */
export function withAbuseShare(rows: readonly LabelledRow[], abuseShare: number): readonly LabelledRow[] {
  const own = abuseShareOf(rows);
  if (own === 0 || own === 1) return rows;
  const [abuse, people] = [abuseShare / own, (1 - abuseShare) / (1 - own)];
  return rows.map((row) => ({ ...row, weight: row.weight * (row.label === "abuse" ? abuse : people) }));
}

/** The share of abuse in these rows, by weight; 0 where there are none. */
export function abuseShareOf(rows: readonly LabelledRow[]): number {
  const sum = rows.reduce((total, { weight }) => total + weight, 0);
  const abuse = rows.reduce((total, { label, weight }) => total + (label === "abuse" ? weight : 0), 0);
  return sum === 0 ? 0 : abuse / sum;
}
