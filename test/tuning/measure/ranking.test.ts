import { createRandom } from "trialgate/simulate";
import type { Judged } from "trialgate/tuning";
import { measureJudged } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { grants, judged, row } from "./judged.js";

const quality = (history: readonly Judged<keyof typeof grants>[]) =>
  measureJudged(history, { grants, resamples: 20 });

/** So many people, all with these points. */
const people = (count: number, points: number) =>
  Array.from({ length: count }, (_, place) => judged(`person-${points}-${place}`, { points }));
const abuse = (count: number, points: number) =>
  Array.from({ length: count }, (_, place) => judged(`abuse-${points}-${place}`, { points, label: "abuse" }));

describe("recall at a share of false positives", () => {
  it("counts the abuse above the first person too many", () => {
    const history = [...people(1, 50), ...people(99, 0), ...abuse(3, 60), ...abuse(2, 40), ...abuse(5, -10)];
    expect(quality(history).recallAt1?.value).toBe(0.5);
  });

  it("flags nobody of a tie that holds a person too many", () => {
    const history = [...people(2, 50), ...people(98, 0), ...abuse(3, 60), ...abuse(7, 50)];
    expect(quality(history).recallAt1?.value).toBe(0.3);
    expect(quality(history).recallAt5?.value).toBe(1);
  });

  it("flags a whole tie within what is allowed", () => {
    const history = [...people(1, 50), ...people(99, 0), ...abuse(3, 60), ...abuse(7, 50)];
    expect(quality(history).recallAt1?.value).toBe(1);
  });

  it("allows nobody among fewer than a hundred people", () => {
    const history = [...people(1, 50), ...people(98, 0), ...abuse(3, 60), ...abuse(7, 50)];
    expect(quality(history).recallAt1?.value).toBe(0.3);
  });
});

describe("the areas", () => {
  it("are 1 when all abuse is above all people", () => {
    expect(quality(row("a3 a2 p1 p0"))).toMatchObject({ prAuc: { value: 1 }, rocAuc: { value: 1 } });
  });

  it("follow each place of abuse", () => {
    const { prAuc, rocAuc } = quality(row("a5 p4 a3 p2 p1"));
    expect(prAuc?.value).toBeCloseTo((1 / 1 + 2 / 3) / 2, 12);
    expect(rocAuc?.value).toBeCloseTo((3 + 2) / 6, 12);
  });

  it("put people first in a tie for precision; below the ROC curve a tie is a coin", () => {
    const { prAuc, rocAuc } = quality(row("a1 p1 a1 p1"));
    expect(prAuc?.value).toBeCloseTo((1 / 3 + 2 / 4) / 2, 12);
    expect(rocAuc?.value).toBe(0.5);
    expect(quality(row("a2 a1 p1 p0")).rocAuc?.value).toBeCloseTo(3.5 / 4, 12);
  });
});

/** The same figures by going through everybody for every threshold and every place. */
function slowly(history: readonly Judged[]) {
  const isAbuse = ({ label }: Judged): boolean => label === "abuse";
  const [bad, good] = [history.filter(isAbuse), history.filter((one) => !isAbuse(one))];
  const sum = (some: readonly Judged[]): number => some.reduce((all, { weight }) => all + weight, 0);
  const recall = (share: number): number =>
    Math.max(
      0,
      ...history
        .map(({ points }) => points)
        .filter((least) => sum(good.filter(({ points }) => points >= least)) <= share * sum(good) + 1e-9)
        .map((least) => sum(bad.filter(({ points }) => points >= least)) / sum(bad)),
    );
  let precision = 0;
  let above = 0;
  for (const one of bad) {
    const before = sum(
      bad.filter((other) => other.points > one.points || (other.points === one.points && other.id <= one.id)),
    );
    const mistaken = sum(good.filter(({ points }) => points >= one.points));
    precision += (one.weight * before) / (before + mistaken);
    above += one.weight * sum(good.filter(({ points }) => points < one.points));
    above += (one.weight * sum(good.filter(({ points }) => points === one.points))) / 2;
  }
  return {
    recallAt1: recall(0.01),
    recallAt5: recall(0.05),
    prAuc: precision / sum(bad),
    rocAuc: above / (sum(bad) * sum(good)),
  };
}

describe("on random histories", () => {
  it.each([1, 2, 3, 4, 5, 6])("says what a slow reference says (seed %i)", (seed) => {
    const random = createRandom(seed);
    const history = Array.from({ length: 400 }, (_, place) => {
      const label = random.chance(0.3) ? "abuse" : "legitimate";
      const mean = label === "abuse" ? 3 : 0;
      // Whole numbers, so that there are many ties; odd seeds have weights.
      const points = Math.round(random.normal(mean, 2));
      return judged(`id-${place}`, { label, points, weight: seed % 2 === 0 ? 1 : random.int(1, 4) / 2 });
    });
    const found = quality(history);
    const expected = slowly(history);
    for (const name of ["recallAt1", "recallAt5", "prAuc", "rocAuc"] as const) {
      expect(found[name]?.value, name).toBeCloseTo(expected[name], 10);
    }
  });
});
