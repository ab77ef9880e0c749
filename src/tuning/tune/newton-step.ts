import { solve } from "./cholesky.js";

/** What each parameter may be. */
export interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** How a loss runs where it was looked at. */
export interface Slopes {
  readonly gradient: Float64Array;
  /** Second derivatives, row after row; the lower triangle is read. */
  readonly curvature: Float64Array;
}

/**
 * Newton's step to the lowest point, to be subtracted. What stands at a bound and pushes against it is left out first, or
 * keeping the rest within bounds would turn the step away from downhill (Bertsekas, 1982). `undefined` where the loss has
 * no lowest point.
 */
export function newtonStep(
  at: Float64Array,
  { gradient, curvature }: Slopes,
  { low, high }: Bounds,
): Float64Array | undefined {
  const size = at.length;
  const free: number[] = [];
  for (let place = 0; place < size; place += 1) {
    const [value = 0, slope = 0] = [at[place], gradient[place]];
    const isHeld = slope > 0 ? value <= (low[place] ?? value) : value >= (high[place] ?? value);
    if (!isHeld && low[place] !== high[place]) free.push(place);
  }
  const matrix = new Float64Array(free.length * free.length);
  for (const [i, row] of free.entries()) {
    for (const [j, column] of free.entries()) {
      matrix[i * free.length + j] = curvature[Math.max(row, column) * size + Math.min(row, column)] ?? 0;
    }
  }
  const solved = solve(
    matrix,
    Float64Array.from(free, (place) => gradient[place] ?? 0),
  );
  if (solved === undefined) return undefined;
  const step = new Float64Array(size);
  for (const [i, place] of free.entries()) step[place] = solved[i] ?? 0;
  return step;
}
