import { loudPoints } from "trialgate/core";
import type { Design } from "./design.js";

/** Told of each row: its points, and for each group whether another point in it would move them. */
export type OnRow = (row: number, points: number, moves: Uint8Array) => void;

/**
 * The points of every row as a policy with these weights would give them, caps, floor and corroboration included, up to
 * the rounding to hundredths. What has gone over a cap or under the floor no longer moves the points: there the slope
 * of the fit is 0. `moves` is the same array each time.
 */
export function weighRows(design: Design, points: Float64Array, onRow: OnRow): void {
  const { starts, columns, strengths, groups, lowest, highest, base, goodFloor, corroboration } = design;
  const sums = new Float64Array(lowest.length);
  const moves = new Uint8Array(lowest.length);
  for (let row = 0; row < design.rows; row += 1) {
    sums.fill(0);
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry += 1) {
      const column = columns[entry] ?? 0;
      const group = groups[column] ?? 0;
      sums[group] = (sums[group] ?? 0) + (points[column] ?? 0) * (strengths[entry] ?? 0);
    }
    let total = base;
    let good = 0;
    let loud = 0;
    for (let group = 0; group < sums.length; group += 1) {
      const sum = sums[group] ?? 0;
      const capped = Math.min(Math.max(sum, lowest[group] ?? sum), highest[group] ?? sum);
      moves[group] = capped === sum ? 1 : 0;
      total += capped;
      if (capped < 0) good += capped;
      if (capped > loudPoints) loud += 1;
    }
    if (good < goodFloor) {
      total += goodFloor - good;
      for (let group = 0; group < sums.length; group += 1) if ((sums[group] ?? 0) < 0) moves[group] = 0;
    }
    onRow(row, total + corroboration * Math.max(0, loud - 1), moves);
  }
}
