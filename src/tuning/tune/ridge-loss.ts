import type { Design } from "./design.js";
import type { Slopes } from "./newton-step.js";
import { weighRows } from "./weigh-rows.js";

/** Points are log-odds: so many nats each. */
export const natsPerPoint: number = Math.LN2 / 10;

/**
 * Logistic loss in nats over all labels, with a ridge towards the policy's own weights. Its parameters are the weights in
 * points, by column, and at the end a level in nats. Rows that no longer move (see `weighRows`) have no slope.
 */
export interface RidgeLoss {
  at(parameters: Float64Array): number;
  slopesAt(parameters: Float64Array): Slopes;
}

/** @param deviation Points by which the policy's weights are off, one standard deviation. */
export function ridgeLoss(design: Design, deviation: number): RidgeLoss {
  const { codes, points: expert, isAbuse, weights, starts, columns, strengths, groups } = design;
  const level = codes.length;
  const size = level + 1;
  const pull = 1 / (deviation * deviation);
  const logitOf = (parameters: Float64Array, points: number): number =>
    (parameters[level] ?? 0) + natsPerPoint * (points - 50);

  return {
    at(parameters) {
      let loss = 0;
      weighRows(design, parameters, (row, points) => {
        const logit = logitOf(parameters, points);
        const margin = isAbuse[row] === 1 ? logit : -logit;
        // log(1 + e^-margin), whatever its size.
        loss += (weights[row] ?? 0) * (Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin))));
      });
      for (let column = 0; column < level; column += 1) {
        loss += 0.5 * pull * ((parameters[column] ?? 0) - (expert[column] ?? 0)) ** 2;
      }
      return loss;
    },

    slopesAt(parameters) {
      const gradient = new Float64Array(size);
      const curvature = new Float64Array(size * size);
      const slopes = new Float64Array(size);
      weighRows(design, parameters, (row, points, moves) => {
        const probability = 1 / (1 + Math.exp(-logitOf(parameters, points)));
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
          add(gradient, column, push * slope);
          add(curvature, level * size + column, bend * slope);
          for (let other = from; other < to; other += 1) {
            const beside = columns[other] ?? 0;
            add(curvature, column * size + beside, bend * slope * (slopes[beside] ?? 0));
          }
        }
        add(gradient, level, push);
        add(curvature, level * size + level, bend);
      });
      for (let column = 0; column < level; column += 1) {
        add(gradient, column, pull * ((parameters[column] ?? 0) - (expert[column] ?? 0)));
        add(curvature, column * size + column, pull);
      }
      // Labels of one kind only leave the level without a hold.
      add(curvature, level * size + level, 1e-6);
      return { gradient, curvature };
    },
  };
}

function add(sums: Float64Array, place: number, value: number): void {
  sums[place] = (sums[place] ?? 0) + value;
}
