import { describe, expect, it } from "vitest";
import { days } from "../../../src/core/clock.js";
import { growth, ramp } from "../../../src/signup/measures/strength.js";
import { pastPerDay, surprise } from "../../../src/signup/measures/surprise.js";

describe("surprise", () => {
  it("is the tail of a Poisson count whose rate is exponentially distributed", () => {
    // Integrated numerically: P(N ≥ n) = ∫ P(Poisson(λ) ≥ n) · e^(−λ/μ)/μ dλ.
    const tail = (count: number, usual: number): number => {
      let total = 0;
      for (let rate = 0.005; rate < 400; rate += 0.01) {
        let term = Math.exp(-rate);
        let below = 0;
        for (let k = 0; k < count; k++) {
          below += term;
          term *= rate / (k + 1);
        }
        total += (1 - below) * (Math.exp(-rate / usual) / usual) * 0.01;
      }
      return total;
    };
    for (const [count, usual] of [
      [3, 1],
      [10, 1],
      [10, 2.5],
      [40, 26],
    ] as const) {
      expect(surprise(count, usual)).toBeCloseTo(-Math.log10(tail(count, usual)), 2);
    }
  });

  it("stays finite and grows with the count", () => {
    expect(surprise(0, 1)).toBe(0);
    expect(surprise(1e6, 0.01)).toBeGreaterThan(surprise(1e5, 0.01));
    expect(Number.isFinite(surprise(1e6, 1e-9))).toBe(true);
  });
});

describe("pastPerDay", () => {
  it("finds the flow that made a decayed total", () => {
    const halfLife = days(14);
    let decayed = 0;
    for (let day = 0; day < 300; day++) decayed = decayed * 2 ** (-1 / 14) + 100;
    expect(pastPerDay(decayed, 100, halfLife)).toBeGreaterThan(95);
    expect(pastPerDay(decayed, 100, halfLife)).toBeLessThan(110);
  });

  it("lets today excuse nothing, and is never negative", () => {
    expect(pastPerDay(40, 40, days(14))).toBe(0);
    expect(pastPerDay(39, 40, days(14))).toBe(0);
    expect(pastPerDay(10, 0, 1)).toBe(10);
  });
});

describe("strength", () => {
  it("runs from 0 to 1, either way round, and knows no NaN", () => {
    expect([ramp(1, 1, 3), ramp(2, 1, 3), ramp(9, 1, 3), ramp(1, 3, 1)]).toEqual([0, 0.5, 1, 1]);
    expect([growth(0, 1, 8), growth(-5, 1, 8), growth(2, 1, 8), growth(99, 1, 8)]).toEqual([0, 0, 0.333, 1]);
    expect([growth(0, 3000, 800), growth(3000, 3000, 800)]).toEqual([1, 0]);
  });
});
