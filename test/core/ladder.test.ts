import { describe, expect, it } from "vitest";
import { type Attempt, climb, type Ladder, type Standing } from "../../src/core/ladder.js";
import type { SignalResult } from "../../src/core/signal.js";

const ladder: Ladder = {
  tiers: [
    { id: "high", decision: "allow", maxPoints: 30, minCoverage: 0.8, needs: ["proof", "sure.thing"] },
    {
      id: "middle",
      decision: "allow",
      maxPoints: 50,
      minCoverage: 0.5,
      unlock: { to: "high", with: ["proof"] },
    },
    { id: "low", decision: "challenge", maxPoints: 70, unlock: { to: "middle", with: ["proof"] } },
    { id: "bottom", decision: "review", unlock: { to: "low", with: ["sure.thing"] } },
  ],
  rules: [
    { id: "banned", when: "list.banned", tier: "bottom", decision: "block", text: "Banned" },
    { id: "fraud", when: "list.fraud", tier: "middle", decision: "block", text: "Fraud" },
    { id: "friend", when: "list.friend", tier: "high", text: "A friend" },
  ],
  facts: { proof: ["id.card", "id.oauth"] },
  channels: { web: { expects: ["colour"], ceiling: "low" } },
  whenDegraded: "low",
};

const seen = (...codes: readonly string[]): SignalResult => ({
  signal: "any",
  status: "ok",
  evidence: codes.map((code) => ({ code, strength: 1 })),
  without: [],
});
const failed = (degrades: boolean): SignalResult => ({
  signal: "any",
  status: "failed",
  because: "threw",
  degrades,
});
const at = (attempt: Partial<Attempt>, ...results: readonly SignalResult[]): Standing =>
  climb(results, { points: 0, coverage: 1, ...attempt }, ladder);

describe("points", () => {
  it.each([
    [-200, "middle", "allow"],
    [30, "middle", "allow"],
    [30.01, "middle", "allow"],
    [50, "middle", "allow"],
    [50.01, "low", "challenge"],
    [70, "low", "challenge"],
    [70.01, "bottom", "review"],
    [900, "bottom", "review"],
  ])("of %s lead to %s", (points, tier, decision) => {
    expect(at({ points })).toMatchObject({ tier, decision });
  });
});

describe("what a rung asks for", () => {
  it("is all of its facts: a named set by any of its codes, or a code itself", () => {
    expect(at({}, seen("id.card", "sure.thing"))).toMatchObject({
      tier: "high",
      decision: "allow",
      held: [],
    });
    expect(at({}, seen("id.oauth"), seen("sure.thing"))).toMatchObject({ tier: "high" });
    expect(at({}, seen("id.card"))).toMatchObject({ tier: "middle", held: ["needs"] });
    expect(at({}, seen("sure.thing"))).toMatchObject({ tier: "middle", held: ["needs"] });
  });

  it("is not met by evidence of no strength", () => {
    const weak: SignalResult = {
      signal: "any",
      status: "ok",
      evidence: [{ code: "id.card", strength: 0 }],
      without: [],
    };
    expect(at({}, weak, seen("sure.thing"))).toMatchObject({ tier: "middle" });
  });

  it("is coverage", () => {
    const proof = seen("id.card", "sure.thing");
    expect(at({ coverage: 0.8 }, proof)).toMatchObject({ tier: "high", held: [] });
    expect(at({ coverage: 0.79 }, proof)).toMatchObject({ tier: "middle", held: ["coverage"] });
    expect(at({ coverage: 0.49 }, seen("sure.thing"))).toMatchObject({
      tier: "low",
      decision: "challenge",
      held: ["coverage"],
    });
    expect(at({ coverage: 0 }, seen("sure.thing"))).toMatchObject({ tier: "low" });
  });
});

describe("a proof that is already there", () => {
  it("opens the next rung at once, and only that", () => {
    expect(at({ points: 60 }, seen("id.card"))).toMatchObject({
      tier: "middle",
      decision: "allow",
      held: ["unlocked"],
    });
    expect(at({ points: 90 }, seen("id.card"))).toMatchObject({ tier: "bottom", held: [] });
    expect(at({ points: 90 }, seen("id.card", "sure.thing"))).toMatchObject({
      tier: "low",
      held: ["unlocked"],
    });
  });

  it("opens nothing to somebody who is allowed in: the rung above asks for time, too", () => {
    expect(at({ points: 40 }, seen("id.card", "sure.thing"))).toMatchObject({
      tier: "middle",
      decision: "allow",
      held: [],
    });
  });

  it("does not open a rung that needs something else", () => {
    const tiers = ladder.tiers.map((rung) =>
      rung.id === "low" ? { ...rung, unlock: { to: "high", with: ["id.card"] } } : rung,
    );
    const standing = (...codes: string[]) =>
      climb([seen(...codes)], { points: 60, coverage: 1 }, { ...ladder, tiers }).tier;
    expect(standing("id.card")).toBe("low");
    expect(standing("id.card", "sure.thing")).toBe("high");
  });

  it("lifts one step whatever held somebody down, as the rung promised", () => {
    expect(at({ points: 60, coverage: 0.2 }, seen("id.card"))).toMatchObject({
      tier: "middle",
      held: ["unlocked"],
    });
    expect(at({ points: 10, coverage: 0.2 }, seen("id.card"))).toMatchObject({
      tier: "middle",
      held: ["coverage", "unlocked"],
    });
    const bare: SignalResult = { signal: "any", status: "skipped", because: "missing", without: ["colour"] };
    expect(at({ points: 10, channel: "web" }, seen("id.card"), bare)).toMatchObject({
      tier: "middle",
      held: ["needs", "channel", "unlocked"],
    });
  });
});

describe("a channel", () => {
  const without: SignalResult = { signal: "any", status: "ok", evidence: [], without: ["colour"] };
  const skipped: SignalResult = {
    signal: "any",
    status: "skipped",
    because: "malformed",
    without: ["colour"],
  };

  it("holds down who lacks what it always sends", () => {
    expect(at({ channel: "web" })).toMatchObject({ tier: "middle" });
    for (const bare of [without, skipped]) {
      expect(at({ channel: "web" }, bare)).toMatchObject({
        tier: "low",
        decision: "challenge",
        held: ["needs", "channel"],
        missing: ["colour"],
      });
    }
  });

  it("never lifts anybody", () => {
    expect(at({ channel: "web", points: 99 }, without)).toMatchObject({ tier: "bottom", held: [] });
  });

  it.each(["cli", "constructor", "__proto__", "toString"])(
    "that is not on the list (%s) changes nothing",
    (channel) => {
      expect(at({ channel }, without)).toMatchObject({ tier: "middle" });
      expect(at({}, without)).toMatchObject({ tier: "middle" });
    },
  );
});

describe("a rule", () => {
  it("decides, whatever the points", () => {
    expect(at({ points: -100 }, seen("list.banned"))).toMatchObject({
      tier: "bottom",
      decision: "block",
      rule: { id: "banned" },
      held: [],
    });
    expect(at({ points: 500, coverage: 0 }, seen("list.friend"))).toMatchObject({
      tier: "high",
      decision: "allow",
    });
  });

  it("that stands first is the one", () => {
    expect(at({}, seen("list.friend"), seen("list.banned"))).toMatchObject({ rule: { id: "banned" } });
  });
});

describe("a failure", () => {
  it("that degrades caps the rung", () => {
    expect(at({}, failed(true))).toMatchObject({
      tier: "low",
      decision: "challenge",
      held: ["needs", "degraded"],
    });
    expect(at({}, failed(false))).toMatchObject({ tier: "middle", decision: "allow" });
  });

  it("never makes a verdict milder", () => {
    expect(at({ points: 90 }, failed(true))).toMatchObject({ tier: "bottom", decision: "review", held: [] });
    expect(at({}, failed(true), seen("list.banned"))).toMatchObject({ tier: "bottom", decision: "block" });
    expect(at({}, failed(true), seen("list.fraud"))).toMatchObject({
      tier: "low",
      decision: "block",
      held: ["degraded"],
    });
  });

  it("caps also whom a rule or a proof lifted", () => {
    expect(at({}, failed(true), seen("list.friend"))).toMatchObject({ tier: "low", decision: "challenge" });
    expect(at({ points: 60 }, failed(true), seen("id.card"))).toMatchObject({
      tier: "low",
      held: ["unlocked", "degraded"],
    });
  });
});
