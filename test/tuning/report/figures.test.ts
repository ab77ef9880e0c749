import { standardPolicy } from "trialgate";
import { measure } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { costsOf } from "../../../src/tuning/measure/costs.js";
import { wilson } from "../../../src/tuning/report/charts/calibration.js";
import { medianOf } from "../../../src/tuning/report/charts/histogram.js";
import { curveOf, recallAt, thinned } from "../../../src/tuning/report/curves.js";
import type { Judgements } from "../../../src/tuning/report/judgements.js";
import { outcomeOf } from "../../../src/tuning/report/outcome.js";
import { observedPoints, reasonUses } from "../../../src/tuning/report/reasons.js";
import { ticks } from "../../../src/tuning/report/scale.js";
import { survey } from "../../../src/tuning/report/survey.js";
import { smallWorld } from "./small-world.js";

/** Rows of `[points, label, weight]`; 0 is a person, 1 abuse, 2 not known. */
function rowsOf(...rows: readonly (readonly [points: number, label: number, weight?: number])[]): Judgements {
  const none = rows.map(() => 0);
  return {
    points: rows.map(([points]) => points),
    label: rows.map(([, label]) => label),
    weight: rows.map(([, , weight = 1]) => weight),
    ...{ probability: none, tier: none, decision: none, group: none },
  };
}

describe("a curve", () => {
  it("flags all who have the same points together", () => {
    const curve = curveOf(rowsOf([90, 1], [70, 0], [70, 1], [40, 0, 3], [40, 2]));
    expect(curve).toEqual([
      { from: 90, falsePositives: 0, recall: 0.5, precision: 1 },
      { from: 70, falsePositives: 0.25, recall: 1, precision: 2 / 3 },
      { from: 40, falsePositives: 1, recall: 1, precision: 2 / 6 },
    ]);
    expect(recallAt(0.01, curve)).toBe(0.5);
    expect(recallAt(0.25, curve)).toBe(1);
  });

  it("is not there without people or without abuse", () => {
    expect(curveOf(rowsOf([90, 1], [80, 2]))).toEqual([]);
    expect(recallAt(0.01, [])).toBeUndefined();
  });

  it("finds nothing when the person with the most points ties with all abuse", () => {
    expect(recallAt(0.01, curveOf(rowsOf([90, 1], [90, 0])))).toBe(0);
  });

  it("keeps its ends and its shape when it is thinned", () => {
    const rows = Array.from({ length: 4000 }, (_, at) => [(at * 7919) % 4001, at % 3 === 0 ? 1 : 0] as const);
    const curve = curveOf(rowsOf(...rows));
    const few = thinned(curve, "falsePositives");
    expect(few.length).toBeLessThan(400);
    expect([few[0], few.at(-1)]).toEqual([curve[0], curve.at(-1)]);
  });
});

it("the figures of the page are those of `measure`", async () => {
  const world = await smallWorld("figures", 300);
  const costs = { personValueUsd: 12, takenShare: 0.7 };
  const { rows } = survey(world, standardPolicy, undefined);
  const quality = measure(world, standardPolicy, { costs, resamples: 20 });
  const outcome = outcomeOf(rows, {
    policy: standardPolicy.resolved,
    costs: costsOf(costs),
    startingTier: quality.startingTier,
  });
  expect(outcome.lossPer1000).toBeCloseTo(quality.lossPer1000?.value ?? Number.NaN, 9);
  expect(outcome.atOnce).toBeCloseTo(quality.atOnce?.starter.value ?? Number.NaN, 9);
  expect(outcome.recallAt1).toBeCloseTo(quality.recallAt1?.value ?? Number.NaN, 9);
});

it("reasons are counted by label, and their evidence is the doubling of odds", async () => {
  const world = await smallWorld("figures", 300);
  const { signups } = survey(world, standardPolicy, undefined);
  const listed = reasonUses(signups).find(({ code }) => code === "disposable-email.listed");
  const known = world.filter(({ group, label }) => group === "disposable" && label === "abuse").length;
  expect(listed?.seen[0]).toBe(0);
  expect(listed?.seen[1]).toBe(known);
  // 19.5 of 20 against 0.5 of 40: 39 and a bit more than five doublings.
  const use = { code: "x", seen: [0, 19, 0], strength: 1 };
  expect(observedPoints(use, 39, 19)).toBeCloseTo(10 * Math.log2(19.5 / 20 / (0.5 / 40)), 9);
  expect(observedPoints(use, 0, 19)).toBeUndefined();
});

it("half of a kind is half of its weight", () => {
  const rows = rowsOf([10, 0], [20, 0], [30, 0, 5], [90, 1]);
  expect(medianOf(rows, 0)).toBe(30);
  expect(medianOf(rowsOf([10, 0], [20, 0], [30, 0]), 0)).toBe(20);
  expect(medianOf(rows, 2)).toBeUndefined();
});

it("ticks are round and within", () => {
  expect(ticks(0, 1, 4)).toEqual([0, 0.5, 1]);
  expect(ticks(-13, 27, 4)).toEqual([-10, 0, 10, 20]);
  expect(ticks(0.1, 0.35, 5)).toEqual([0.1, 0.15, 0.2, 0.25, 0.3, 0.35]);
  expect(ticks(5, 5, 4)).toEqual([5]);
});

it("an interval of a share is that of the textbook", () => {
  // Newcombe, 1998, table I: 15 of 148 and 0 of 20.
  expect(wilson(15 / 148, 148).map((end) => end.toFixed(4))).toEqual(["0.0624", "0.1605"]);
  expect(wilson(0, 20).map((end) => end.toFixed(4))).toEqual(["0.0000", "0.1611"]);
});
