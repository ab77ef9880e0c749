import type { Calibration } from "trialgate";
import { pointsOf } from "trialgate/core";
import { numberLiteral } from "./literal.js";
import { firstOf } from "./statement.js";

/**
 * The probability that stands for `plain_points`, to four decimals. The exponent is bounded, because engines refuse what
 * JavaScript calls infinite: the answer is 0 or 1 long before.
 */
export const probabilitySql: string = `floor(1 / (1 + power(2e0, ${firstOf(
  [
    ["plain_points < -9950", "1000"],
    ["plain_points > 10050", "-1000"],
  ],
  "-(plain_points - 50) / 10",
)})) * 10000 + 0.5) / 10000e0`;

/** The point of the plain scale that means what the column `points` means by the curve. Its first and its last segment run on. */
export function plainPoints(knots: Calibration): string {
  const segments = knots.slice(1).map(([until, probability], place): readonly [string, string] => {
    const [start = 0, before = 0] = knots[place] ?? [];
    const from = pointsOf(before);
    const rise = numberLiteral(pointsOf(probability) - from);
    const line = `${numberLiteral(from)} + (${rise} * (points - ${numberLiteral(start)})) / ${numberLiteral(until - start)}`;
    return [`points <= ${numberLiteral(until)}`, line];
  });
  const [, beyond] = segments.at(-1) ?? [];
  return beyond === undefined ? "points" : firstOf(segments.slice(0, -1), beyond);
}
