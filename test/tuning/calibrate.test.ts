import { type Calibration, definePolicy, isTrialgateError } from "trialgate";
import { probabilityOf } from "trialgate/core";
import { createRandom } from "trialgate/simulate";
import { type HistoryRecord, replay } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { calibrate, calibrationOf } from "../../src/tuning/calibrate.js";
import { historyOf, kinds, pinned, pinnedData, recordOf } from "./tune-worlds.js";

/** Points over the whole scale, each abuse with the chance that `truth` gives it. */
function observed(count: number, seed: string, truth: (points: number) => number) {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const points = random.next() * 140 - 20;
    return { points, isAbuse: random.chance(truth(points)), weight: 1 };
  });
}

/** Mean distance from the truth, over the scale. */
function missOf({ knots }: { readonly knots?: Calibration }, truth: (points: number) => number): number {
  const places = Array.from({ length: 121 }, (_, place) => place - 10);
  const sum = places.reduce((all, at) => all + Math.abs(probabilityOf(at, knots) - truth(at)), 0);
  return sum / places.length;
}

// Overconfident by half, and off by 12 points.
const tilted = (points: number): number => probabilityOf(50 + (points - 62) / 2);
// A form that no straight line in log-odds has: nothing until 60, then certain soon, but never quite.
const bent = (points: number): number => (points < 60 ? 0.02 : 0.92 - 0.6 * 0.9 ** (points - 60));

describe("calibrate", () => {
  it("does nothing with fewer than 50 labels, or hardly any of a kind", () => {
    const few = observed(49, "few", tilted);
    expect(calibrationOf(few)).toMatchObject({ method: "none", because: expect.stringContaining("50") });
    const oneKind = observed(2_000, "one", () => 0).map((row, place) => ({ ...row, isAbuse: place < 4 }));
    expect(calibrationOf(oneKind)).toMatchObject({ method: "none", labels: { abuse: 4, people: 1_996 } });
    expect(calibrationOf(few).knots).toBeUndefined();
  });

  it("finds a level and a slope from 50 labels, as two knots", () => {
    const found = calibrationOf(observed(50, "fifty", tilted));
    expect(found.method).toBe("platt");
    expect(found.knots).toHaveLength(2);
    const many = calibrationOf(observed(999, "nearly", tilted));
    expect(many.method).toBe("platt");
    // One in ten and nine in ten: where the truth is 10 · log2(9) points of the plain scale away from even, at half slope.
    const [[low, tenth] = [], [high, ninth] = []] = many.knots ?? [];
    expect([tenth, ninth]).toEqual([0.1, 0.9]);
    expect(Math.abs((low ?? 0) - (62 - 20 * Math.log2(9)))).toBeLessThan(12);
    expect(Math.abs((high ?? 0) - (62 + 20 * Math.log2(9)))).toBeLessThan(12);
  });

  it("is never certain, however clear the labels are", () => {
    for (const count of [50, 5_000]) {
      const { knots: calibration } = calibrationOf(
        observed(count, "clear", (points) => (points > 50 ? 1 : 0)),
      );
      expect(probabilityOf(120, calibration)).toBeLessThan(1);
      expect(probabilityOf(120, calibration)).toBeGreaterThan(0.9);
      expect(probabilityOf(-20, calibration)).toBeGreaterThan(0);
      expect(probabilityOf(-20, calibration)).toBeLessThan(0.1);
    }
  });

  it("is never certain either where abuse is rare and people are many", () => {
    // So few among so many that the lowest block would be rounded to 0, which no policy takes.
    const rare = Array.from({ length: 20_000 }, (_, place) => ({
      points: place / 200,
      isAbuse: place >= 19_980,
      weight: 1,
    }));
    const { knots = [] } = calibrationOf(rare);
    expect(knots[0]?.[1]).toBeGreaterThan(0);
    const calibration = { prior: pinned.resolved.prior, knots };
    expect(definePolicy({ ...pinnedData, calibration }).resolved.calibration).toEqual(knots);
    const mirrored = rare.map((row) => ({ ...row, points: 100 - row.points, isAbuse: !row.isAbuse }));
    expect(calibrationOf(mirrored).knots?.at(-1)?.[1]).toBeLessThan(1);
  });

  it("takes any rising form from 1,000 labels, in at most 50 knots that a policy takes", () => {
    for (const count of [1_000, 20_000]) {
      const { prior } = pinned.resolved;
      const { method, knots = [] } = calibrationOf(observed(count, "form", bent));
      expect(method).toBe("isotonic");
      expect(knots.length).toBeLessThanOrEqual(50);
      for (const [place, [points, probability]] of knots.entries()) {
        const [before, lower] = knots[place - 1] ?? [Number.NEGATIVE_INFINITY, 0];
        expect(points).toBeGreaterThan(before);
        expect(probability).toBeGreaterThanOrEqual(lower);
      }
      expect(definePolicy({ ...pinnedData, calibration: { prior, knots } }).resolved.calibration).toEqual(
        knots,
      );
      // The ends are flat: beyond what was seen nothing is claimed.
      expect(probabilityOf(-1_000, knots)).toBeCloseTo(knots[0]?.[1] ?? 0, 9);
      expect(probabilityOf(1_000, knots)).toBeCloseTo(knots.at(-1)?.[1] ?? 0, 9);
    }
  });

  it("comes closer to the truth than the plain scale, and isotonic closer than two knots where those cannot", () => {
    const plain = missOf({}, tilted);
    expect(missOf(calibrationOf(observed(200, "near", tilted)), tilted)).toBeLessThan(plain / 2);
    const two = calibrationOf(observed(999, "bent", bent));
    const free = calibrationOf(observed(20_000, "bent", bent));
    expect(missOf(free, bent)).toBeLessThan(missOf(two, bent) / 2);
    expect(missOf(free, bent)).toBeLessThan(0.02);
  });

  it("does nothing where more points do not mean more abuse", () => {
    const backwards = observed(500, "backwards", (points) => 1 - tilted(points));
    expect(calibrationOf(backwards)).toMatchObject({
      method: "none",
      because: expect.stringContaining("not mean"),
    });
    expect(calibrationOf(observed(2_000, "backwards", (points) => 1 - tilted(points))).method).toBe("none");
    const equal = observed(500, "equal", () => 0.3).map((row) => ({ ...row, points: 20 }));
    expect(calibrationOf(equal).method).toBe("none");
    expect(calibrationOf([...equal, ...equal, ...equal]).method).toBe("none");
  });

  it("counts a weight as so many signups", () => {
    // Abuse was sampled down to a tenth; each record of it stands for ten.
    const all = observed(20_000, "weights", tilted);
    const random = createRandom("sample");
    const sampled = all.flatMap((row) =>
      row.isAbuse ? (random.chance(0.1) ? [{ ...row, weight: 10 }] : []) : [row],
    );
    expect(missOf(calibrationOf(sampled), tilted)).toBeLessThan(0.03);
    const unweighed = sampled.map((row) => ({ ...row, weight: 1 }));
    expect(missOf(calibrationOf(unweighed), tilted)).toBeGreaterThan(0.1);
  });

  it("reads a history by the points of the policy, whatever calibration it has", () => {
    const history = historyOf(kinds, 1_500, "calibrate");
    const found = calibrate(history, pinned);
    expect(found.labels.abuse + found.labels.people).toBe(1_500);
    const again = definePolicy({ ...pinnedData, calibration: found.calibration });
    expect(calibrate(history, again)).toEqual(found);
    expect(calibrate([...history].reverse(), pinned)).toEqual(found);
    // In all, as much abuse as there was.
    const judged = [...replay(history, again)];
    const expected = judged.reduce((sum, { probability }) => sum + probability, 0);
    expect(expected / judged.length).toBeCloseTo(found.labels.abuse / 1_500, 1);
  });

  it("weighs abuse to the share that it is told", () => {
    const history = historyOf(kinds, 1_500, "share");
    const mean = (abuseShare: number): number => {
      const { calibration } = calibrate(history, pinned, { abuseShare });
      const judged = [...replay(history, definePolicy({ ...pinnedData, calibration }))];
      return judged.reduce((sum, { probability }) => sum + probability, 0) / judged.length;
    };
    expect(mean(0.02)).toBeLessThan(mean(0.2) / 2);
    expect(mean(0.7)).toBeGreaterThan(mean(0.2));
  });

  it("counts only labels that were known by then", () => {
    const history = historyOf(kinds, 200, "known").map((record, place) => ({ ...record, labelledAt: place }));
    const { labels } = calibrate(history, pinned, { knownBy: 99 });
    expect(labels.abuse + labels.people).toBe(100);
  });

  it("refuses wrong options and records", () => {
    const wrong = { abuseShare: 0, knownby: 1 };
    expect(problemPaths(() => calibrate([], pinned, wrong as object))).toEqual(["knownby", "abuseShare"]);
    const bad = { ...recordOf("bad", {}), label: "fraud" } as unknown as HistoryRecord;
    expect(problemPaths(() => calibrate([bad], pinned))).toEqual(["history.0.label"]);
  });
});

function problemPaths(attempt: () => unknown): readonly string[] {
  try {
    attempt();
  } catch (error) {
    if (isTrialgateError(error)) return error.problems.map(({ path }) => path);
    throw error;
  }
  return [];
}
