import { abuse, type Judgements, person, sizeOf } from "./judgements.js";

/** What flagging everybody from some points on comes to. */
export interface CurvePoint {
  /** The least points that are flagged. */
  readonly from: number;
  /** Share of people flagged, 0..1. */
  readonly falsePositives: number;
  /** Share of abuse flagged, 0..1. */
  readonly recall: number;
  /** Share of abuse among those flagged, 0..1. */
  readonly precision: number;
}

/** A point for each value that occurs, highest first: who has the same points is flagged together. Empty without people or without abuse. */
export function curveOf(rows: Judgements): readonly CurvePoint[] {
  const { points, label, weight } = rows;
  const [people, all] = [sizeOf(rows, person), sizeOf(rows, abuse)];
  if (people === 0 || all === 0) return [];
  const order = Array.from(points, (_, row) => row)
    .filter((row) => label[row] === person || label[row] === abuse)
    .sort((a, b) => (points[b] ?? 0) - (points[a] ?? 0));
  const curve: CurvePoint[] = [];
  let [wrong, right] = [0, 0];
  for (const [at, row] of order.entries()) {
    if (label[row] === abuse) right += weight[row] ?? 0;
    else wrong += weight[row] ?? 0;
    const from = points[row] ?? 0;
    const next = order[at + 1];
    if (next !== undefined && points[next] === from) continue;
    if (wrong + right === 0) continue;
    curve.push({
      from,
      falsePositives: wrong / people,
      recall: right / all,
      precision: right / (wrong + right),
    });
  }
  return curve;
}

/** Share of abuse found with at most this share of people flagged; undefined without a curve. */
export function recallAt(budget: number, curve: readonly CurvePoint[]): number | undefined {
  if (curve.length === 0) return undefined;
  return curve.findLast(({ falsePositives }) => falsePositives <= budget)?.recall ?? 0;
}

/** A hundred points or so that draw the same line: a page does not need more. */
export function thinned(
  curve: readonly CurvePoint[],
  axis: "falsePositives" | "recall",
): readonly CurvePoint[] {
  const kept: CurvePoint[] = [];
  for (const point of curve) {
    const last = kept.at(-1);
    const isFar =
      last === undefined ||
      // Square roots, because the curve is drawn widest where few people are flagged.
      Math.abs(Math.sqrt(point[axis]) - Math.sqrt(last[axis])) > 0.008 ||
      Math.abs(point.recall - last.recall) > 0.01 ||
      Math.abs(point.precision - last.precision) > 0.01;
    if (isFar || point === curve.at(-1)) kept.push(point);
  }
  return kept;
}
