import type { ResolvedPolicy } from "trialgate";
import type { LabelledRow } from "./labelled-rows.js";

/**
 * The evidence of many signups as a sparse matrix, row after row, with all that turns it into points. Only reasons that
 * weigh something are in it: what weighs 0 was left out on purpose, and no label changes that.
 */
export interface Design {
  readonly rows: number;
  /** Reason codes, in code-unit order: the columns. */
  readonly codes: readonly string[];
  /** Points at full strength, by column. */
  readonly points: Float64Array;
  /** The entries of row `i` are those from `starts[i]` up to, and without, `starts[i + 1]`. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  /** 0..1, beside `columns`. */
  readonly strengths: Float64Array;
  readonly isAbuse: Uint8Array;
  /** Scaled so that they sum to what the rows are worth as independent labels (Kish, 1965): a few heavy rows are not many labels. */
  readonly weights: Float64Array;
  /** How many rows name each column. */
  readonly fires: Int32Array;
  /** By column: its group, a number. */
  readonly groups: Int32Array;
  /** By group. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** Points without any evidence. */
  readonly base: number;
  readonly goodFloor: number;
  readonly corroboration: number;
}

/** The design of these rows under a policy. */
export function designOf(rows: readonly LabelledRow[], policy: ResolvedPolicy, base: number): Design {
  const codes = Object.keys(policy.reasons)
    .filter((code) => policy.reasons[code]?.points !== 0)
    .sort();
  const columnOf = new Map(codes.map((code, column) => [code, column]));
  const groupNames = [...new Set(codes.map((code) => policy.reasons[code]?.group ?? ""))].sort();
  const capOf = (group: string, side: 0 | 1, none: number): number =>
    Object.hasOwn(policy.caps, group) ? (policy.caps[group]?.[side] ?? none) : none;

  const starts = new Int32Array(rows.length + 1);
  const columns: number[] = [];
  const strengths: number[] = [];
  const fires = new Int32Array(codes.length);
  for (const [row, { assessment }] of rows.entries()) {
    for (const result of assessment.results) {
      if (result.status !== "ok") continue;
      for (const { code, strength } of result.evidence) {
        const column = columnOf.get(code);
        if (column === undefined || strength === 0) continue;
        // Seen twice, a reason counts twice, and is still one column of the row.
        const known = columns.indexOf(column, starts[row]);
        if (known >= 0) {
          strengths[known] = (strengths[known] ?? 0) + strength;
          continue;
        }
        columns.push(column);
        strengths.push(strength);
        fires[column] = (fires[column] ?? 0) + 1;
      }
    }
    starts[row + 1] = columns.length;
  }
  const sum = rows.reduce((total, { weight }) => total + weight, 0);
  const squares = rows.reduce((total, { weight }) => total + weight * weight, 0);
  return {
    rows: rows.length,
    codes,
    points: Float64Array.from(codes, (code) => policy.reasons[code]?.points ?? 0),
    starts,
    columns: Int32Array.from(columns),
    strengths: Float64Array.from(strengths),
    isAbuse: Uint8Array.from(rows, ({ label }) => (label === "abuse" ? 1 : 0)),
    weights: Float64Array.from(rows, ({ weight }) => (weight * sum) / squares),
    fires,
    groups: Int32Array.from(codes, (code) => groupNames.indexOf(policy.reasons[code]?.group ?? "")),
    lowest: Float64Array.from(groupNames, (group) => capOf(group, 0, Number.NEGATIVE_INFINITY)),
    highest: Float64Array.from(groupNames, (group) => capOf(group, 1, Number.POSITIVE_INFINITY)),
    base,
    goodFloor: policy.goodFloor,
    corroboration: policy.corroboration,
  };
}
