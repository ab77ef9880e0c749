import { createScorer, memoryStore } from "trialgate";
import { fixedClock, signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";

describe("fixedClock", () => {
  it("stands still until it is told otherwise", () => {
    const clock = fixedClock(1000);
    expect([clock(), clock()]).toEqual([1000, 1000]);
    expect(clock.advance(500)).toBe(1500);
    expect(clock.advance(-200)).toBe(1300);
    clock.set(7);
    expect(clock()).toBe(7);
    expect(fixedClock()()).toBe(Date.UTC(2026, 0, 1));
  });
});

describe("signupInput", () => {
  it("is an ordinary signup: no signal has anything to say, and all could look", async () => {
    const { results, tier, decision, coverage, warnings, degraded } = await createScorer({
      store: memoryStore(),
      clock: fixedClock(),
    })(signupInput());
    expect(results.flatMap((result) => (result.status === "ok" ? result.evidence : []))).toEqual([]);
    expect({ tier, decision, warnings, degraded }).toEqual({
      tier: "starter",
      decision: "allow",
      warnings: [],
      degraded: [],
    });
    expect(coverage).toBeGreaterThan(0.8);
  });

  it("takes what it is given, also to take a field away", () => {
    expect(signupInput({ email: "a@example.org", ip: undefined })).toMatchObject({
      email: "a@example.org",
      ip: undefined,
    });
  });
});
