import type { Calibration } from "trialgate";
import { natsPerPoint } from "./ridge-loss.js";

/** A signup as a calibration looks at it. */
export interface Observed {
  readonly points: number;
  readonly isAbuse: boolean;
  /** Above 0. */
  readonly weight: number;
}

// Newton's method needs about six.
const mostSteps = 100;
// What a policy may hold as points.
const mostPoints = 1_000;

/**
 * Platt's scaling (1999) with his smoothed targets, so that no sample, however clear, claims certainty: the two knots
 * are the points where one in ten and where nine in ten are abuse. `undefined` where more points do not mean more
 * abuse. `labels` are how many the targets are smoothed by: what the weights sum to is no number of labels.
 */
export function plattScaling(
  rows: readonly Observed[],
  labels: { readonly abuse: number; readonly people: number },
): Calibration | undefined {
  const targets = [1 / (labels.people + 2), (labels.abuse + 1) / (labels.abuse + 2)] as const;
  const fit = { level: 0, slope: 1 };
  for (let step = 0; step < mostSteps; step += 1) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (const { points, isAbuse, weight } of rows) {
      const x = natsPerPoint * (points - 50);
      const probability = 1 / (1 + Math.exp(-(fit.level + fit.slope * x)));
      const push = weight * (probability - targets[isAbuse ? 1 : 0]);
      const bend = weight * probability * (1 - probability);
      g0 += push;
      g1 += push * x;
      h00 += bend;
      h01 += bend * x;
      h11 += bend * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    // Points that are all the same have no slope.
    if (!(determinant > 1e-9 * h00 * h11)) return undefined;
    const level = (h11 * g0 - h01 * g1) / determinant;
    const slope = (h00 * g1 - h01 * g0) / determinant;
    // Where labels are few, full steps may run away.
    const length = Math.min(1, 2 / Math.max(Math.abs(level), Math.abs(slope), 1e-300));
    fit.level -= length * level;
    fit.slope -= length * slope;
    if (Math.abs(level) + Math.abs(slope) < 1e-9) break;
  }
  const pointsAt = (probability: number): number =>
    50 + (Math.log(probability / (1 - probability)) - fit.level) / (fit.slope * natsPerPoint);
  const [few, most] = [rounded(pointsAt(0.1)), rounded(pointsAt(0.9))];
  const isUsable = fit.slope > 0 && few < most && few >= -mostPoints && most <= mostPoints;
  return isUsable
    ? [
        [few, 0.1],
        [most, 0.9],
      ]
    : undefined;
}

const rounded = (points: number): number => Math.round(points * 100) / 100;
