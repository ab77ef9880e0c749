import type { Design } from "./design.js";
import { type Bounds, newtonStep } from "./newton-step.js";
import { ridgeLoss } from "./ridge-loss.js";

/** How a fit may move the weights. */
export interface FitOptions {
  /** Points by which the policy's weights are off, one standard deviation: the smaller, the harder the pull towards them. */
  readonly deviation: number;
  /** Columns that stay as they are. */
  readonly fixed: (column: number) => boolean;
}

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
  const loss = ridgeLoss(design, deviation);
  const bounds = boundsOf(design, fixed);
  let best = new Float64Array(design.codes.length + 1);
  best.set(design.points);
  let least = loss.at(best);
  for (let step = 0; step < mostSteps; step += 1) {
    const move = newtonStep(best, loss.slopesAt(best), bounds);
    if (move === undefined) break;
    let next = best;
    let reached = least;
    for (let halving = 0, length = 1; halving < mostHalvings && reached >= least; halving += 1, length /= 2) {
      next = moved(best, move, length, bounds);
      reached = loss.at(next);
    }
    if (reached >= least) break;
    const gain = least - reached;
    [best, least] = [next, reached];
    if (gain < 1e-7 * (1 + Math.abs(least))) break;
  }
  return best.subarray(0, design.codes.length);
}

/** So much of a step, as far as the bounds allow. */
function moved(
  at: Float64Array,
  move: Float64Array,
  length: number,
  { low, high }: Bounds,
): Float64Array<ArrayBuffer> {
  return Float64Array.from(at, (value, place) =>
    Math.min(Math.max(value - length * (move[place] ?? 0), low[place] ?? value), high[place] ?? value),
  );
}

/**
 * Within what each weight stays: on its side of 0, and within what its group may say, for nobody would hear the rest. The
 * level, at the end, is free.
 */
function boundsOf({ codes, points, groups, lowest, highest }: Design, fixed: FitOptions["fixed"]): Bounds {
  const low = new Float64Array(codes.length + 1).fill(Number.NEGATIVE_INFINITY);
  const high = new Float64Array(codes.length + 1).fill(Number.POSITIVE_INFINITY);
  for (let column = 0; column < codes.length; column += 1) {
    const now = points[column] ?? 0;
    const group = groups[column] ?? 0;
    const least = Math.sign(now) * Math.min(Math.abs(now), leastWeight);
    const most = now > 0 ? Math.max(now, highest[group] ?? now) : Math.min(now, lowest[group] ?? now);
    const [one, other] = fixed(column) ? [now, now] : [least, most];
    low[column] = Math.min(one, other);
    high[column] = Math.max(one, other);
  }
  return { low, high };
}
