import { solve } from "./cholesky.js";
import type { Design } from "./design.js";
import { weighRows } from "./weigh-rows.js";

/** How a fit may move the weights. */
export interface FitOptions {
  /** Points by which an expert's weight is off, one standard deviation: the smaller, the harder the pull towards it. */
  readonly deviation: number;
  /** Columns that stay as they are. */
  readonly fixed: (column: number) => boolean;
}

/** Points are log-odds: so many nats each. */
export const natsPerPoint: number = Math.LN2 / 10;

// Newton's method needs under ten steps here; the kinks of the caps can cost a few more.
const mostSteps = 60;
const mostHalvings = 20;
// In points. A weight that reached 0 would have lost its sign, and later labels could not bring it back.
const leastWeight = 0.1;

/**
 * The weights, in points by column, that are most probable after these labels if each was drawn about its current
 * value: logistic regression with a ridge towards the policy instead of towards 0. It sees the points as the policy
 * would give them, so what lies over a cap teaches nothing. No weight changes its sign or leaves what its group may
 * say. The level is fitted beside them and thrown away: how many of the labels are abuse says who was labelled, not
 * what a reason is worth.
 */
export function fitWeights(design: Design, { deviation, fixed }: FitOptions): Float64Array {
  const { codes, points: expert, isAbuse, weights, starts, columns, strengths, groups } = design;
  const level = codes.length;
  const size = level + 1;
  const pull = 1 / (deviation * deviation);
  const [low, high] = boundsOf(design, fixed);

  const objective = (at: Float64Array): number => {
    let loss = 0;
    weighRows(design, at, (row, points) => {
      const logit = (at[level] ?? 0) + natsPerPoint * (points - 50);
      const margin = isAbuse[row] === 1 ? logit : -logit;
      loss += (weights[row] ?? 0) * (Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin))));
    });
    for (let column = 0; column < level; column += 1) {
      loss += 0.5 * pull * ((at[column] ?? 0) - (expert[column] ?? 0)) ** 2;
    }
    return loss;
  };

  let best = new Float64Array(size);
  best.set(expert);
  let least = objective(best);
  const slopes = new Float64Array(size);
  for (let step = 0; step < mostSteps; step += 1) {
    const gradient = new Float64Array(size);
    const curvature = new Float64Array(size * size);
    weighRows(design, best, (row, points, moves) => {
      const logit = (best[level] ?? 0) + natsPerPoint * (points - 50);
      const probability = 1 / (1 + Math.exp(-logit));
      const push = (weights[row] ?? 0) * (probability - (isAbuse[row] ?? 0));
      const bend = (weights[row] ?? 0) * probability * (1 - probability);
      const from = starts[row] ?? 0;
      const to = starts[row + 1] ?? 0;
      for (let entry = from; entry < to; entry += 1) {
        const column = columns[entry] ?? 0;
        slopes[column] = natsPerPoint * (strengths[entry] ?? 0) * (moves[groups[column] ?? 0] ?? 0);
      }
      for (let entry = from; entry < to; entry += 1) {
        const column = columns[entry] ?? 0;
        const slope = slopes[column] ?? 0;
        if (slope === 0) continue;
        gradient[column] = (gradient[column] ?? 0) + push * slope;
        curvature[level * size + column] = (curvature[level * size + column] ?? 0) + bend * slope;
        for (let other = from; other < to; other += 1) {
          const cell = column * size + (columns[other] ?? 0);
          curvature[cell] = (curvature[cell] ?? 0) + bend * slope * (slopes[columns[other] ?? 0] ?? 0);
        }
      }
      gradient[level] = (gradient[level] ?? 0) + push;
      curvature[size * size - 1] = (curvature[size * size - 1] ?? 0) + bend;
    });
    for (let column = 0; column < level; column += 1) {
      gradient[column] = (gradient[column] ?? 0) + pull * ((best[column] ?? 0) - (expert[column] ?? 0));
      curvature[column * size + column] = (curvature[column * size + column] ?? 0) + pull;
    }
    // Labels of one kind only leave the level without a hold.
    curvature[size * size - 1] = (curvature[size * size - 1] ?? 0) + 1e-6;

    const move = newtonStep(best, gradient, curvature, low, high);
    if (move === undefined) break;
    let next = best;
    let loss = least;
    for (let halving = 0, length = 1; halving < mostHalvings && loss >= least; halving += 1, length /= 2) {
      next = best.map((value, place) =>
        Math.min(Math.max(value - length * (move[place] ?? 0), low[place] ?? value), high[place] ?? value),
      );
      loss = objective(next);
    }
    if (loss >= least) break;
    const gain = least - loss;
    [best, least] = [next, loss];
    if (gain < 1e-7 * (1 + Math.abs(least))) break;
  }
  return best.subarray(0, level);
}

/**
 * Within what each weight stays: on its side of 0, and within what its group may say, for nobody would hear the rest. The
 * level, at the end, is free.
 */
function boundsOf(
  { codes, points, groups, lowest, highest }: Design,
  fixed: (column: number) => boolean,
): readonly [Float64Array, Float64Array] {
  const low = new Float64Array(codes.length + 1).fill(Number.NEGATIVE_INFINITY);
  const high = new Float64Array(codes.length + 1).fill(Number.POSITIVE_INFINITY);
  for (let column = 0; column < codes.length; column += 1) {
    const now = points[column] ?? 0;
    const group = groups[column] ?? 0;
    const least = fixed(column) ? now : Math.sign(now) * Math.min(Math.abs(now), leastWeight);
    const most = fixed(column)
      ? now
      : now > 0
        ? Math.max(now, highest[group] ?? now)
        : Math.min(now, lowest[group] ?? now);
    low[column] = Math.min(least, most);
    high[column] = Math.max(least, most);
  }
  return [low, high];
}

/**
 * Newton's step among those that may move. What stands at a bound and pushes against it is left out first, or the
 * projection back would turn the step away from downhill (Bertsekas, 1982).
 */
function newtonStep(
  at: Float64Array,
  gradient: Float64Array,
  curvature: Float64Array,
  low: Float64Array,
  high: Float64Array,
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
