import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  basePoints,
  pointsOf as pointsFor,
  probabilityOf,
  type Scorecard,
  scoreOf,
  weigh,
} from "../../src/core/scorecard.js";
import type { Finding, SignalResult } from "../../src/core/signal.js";

const reason = (group: string, points: number) => ({ group, points, text: `${group} ${points}` });
const card: Scorecard = {
  prior: 0.5,
  offset: 0,
  reasons: {
    "mail.bad": reason("email", 40),
    "mail.worse": reason("email", 30),
    "mail.good": reason("email", -8),
    "net.bad": reason("network", 20),
    "net.loud": reason("network", 12),
    "dev.bad": reason("device", 15),
    "id.card": reason("identity", -22),
    "id.oauth": reason("identity", -14),
    "org.known": reason("organisation", -30),
    "hint.many": reason("hints", 30),
  },
  caps: { email: [-10, 52], network: [-10, 35], identity: [-30, 0], hints: [0, 10] },
  corroboration: 6,
  goodFloor: -36,
  signals: {
    mail: { group: "email", optional: false },
    net: { group: "network", optional: false },
    "net-2": { group: "network", optional: false },
    dev: { group: "device", optional: false },
    id: { group: "identity", optional: true },
  },
};

const ok = (signal: string, ...evidence: readonly Finding[]): SignalResult => ({
  signal,
  status: "ok",
  evidence,
  without: [],
});
const skipped = (signal: string): SignalResult => ({
  signal,
  status: "skipped",
  because: "missing",
  without: [],
});
const found = (code: string, strength = 1): Finding => ({ code, strength });
type Seen = string | readonly [code: string, strength: number];
/** Each code from the signal that it names. */
const results = (...codes: Seen[]): SignalResult[] =>
  codes.map((item) => {
    const [code, strength] = typeof item === "string" ? [item, 1] : item;
    return ok(code.split(".")[0] ?? "", found(code, strength));
  });
const pointsOf = (...codes: Seen[]): number => weigh(results(...codes), card).points;
const linesOf = (...codes: Seen[]): Record<string, number> =>
  Object.fromEntries(weigh(results(...codes), card).reasons.map(({ code, points }) => [code, points]));

describe("points, reckoned by hand", () => {
  it("start at 50 + 10·log2 of the odds of the prior, plus the offset", () => {
    expect(basePoints({ prior: 0.5, offset: 0 })).toBe(50);
    expect(basePoints({ prior: 2 / 3, offset: 0 })).toBe(60);
    expect(basePoints({ prior: 0.2, offset: -3 })).toBe(27);
    expect(basePoints({ prior: 0.1667, offset: -3 })).toBe(23.78);
    expect(basePoints({ prior: 0.03, offset: 0 })).toBe(-0.15);
  });

  it("add weight times strength", () => {
    expect(pointsOf("mail.bad")).toBe(90);
    expect(pointsOf(["mail.bad", 0.25])).toBe(60);
    expect(pointsOf(["mail.bad", 0])).toBe(50);
    expect(pointsOf(["net.bad", 1 / 3])).toBe(56.67);
  });

  it("add up inside a group as far as its cap", () => {
    expect(linesOf("mail.bad", "mail.worse")).toEqual({
      "mail.bad": 40,
      "mail.worse": 30,
      "policy.base": 50,
      "policy.cap.email": -18,
    });
    expect(pointsOf("mail.bad", "mail.worse")).toBe(102);
    expect(pointsOf("mail.bad", "mail.good")).toBe(82);
    expect(linesOf("id.card", "id.oauth")).toMatchObject({ "policy.cap.identity": 6 });
  });

  it("have no cap in a group without one", () => {
    expect(pointsOf("dev.bad", "dev.bad")).toBe(80);
  });

  it("add corroboration for each further group above 11 points", () => {
    expect(pointsOf("mail.bad", "net.bad")).toBe(50 + 40 + 20 + 6);
    expect(pointsOf("mail.bad", "net.bad", "dev.bad")).toBe(50 + 40 + 20 + 15 + 12);
    expect(pointsOf("mail.bad", ["net.loud", 0.9])).toBe(50 + 40 + 10.8);
    expect(pointsOf("mail.bad", ["net.loud", 11 / 12])).toBe(50 + 40 + 11);
    expect(pointsOf("mail.bad", ["net.loud", 0.92])).toBe(107.04);
  });

  it("take a group for as loud as its cap lets it be", () => {
    expect(pointsOf("mail.bad", "hint.many")).toBe(50 + 40 + 10);
  });

  it("never reward good evidence beyond the floor", () => {
    expect(linesOf("id.card", "org.known")).toEqual({
      "org.known": -30,
      "id.card": -22,
      "policy.base": 50,
      "policy.good-floor": 16,
    });
    expect(pointsOf("id.card", "org.known", "mail.bad")).toBe(50 - 36 + 40);
  });

  it("leave what did not work out of account", () => {
    const failed: SignalResult = { signal: "net", status: "failed", because: "timeout", degrades: true };
    expect(weigh([failed, skipped("dev")], card).points).toBe(50);
  });

  it("give nothing to a code the card does not know, and list it", () => {
    const { points, reasons } = weigh(results("new.thing", "new.constructor"), card);
    expect(points).toBe(50);
    expect(reasons).toContainEqual({
      code: "new.thing",
      points: 0,
      text: "A reason this policy does not know; it has no weight",
      signal: "new",
    });
  });
});

describe("the lines of a scorecard", () => {
  it("stand strongest first, the policy's own last", () => {
    const { reasons } = weigh(results("net.bad", "id.card", "mail.bad"), card);
    expect(reasons.map(({ code }) => code)).toEqual([
      "mail.bad",
      "id.card",
      "net.bad",
      "policy.base",
      "policy.corroboration",
    ]);
  });

  it("carry the detail of the evidence", () => {
    const { reasons } = weigh(
      [ok("mail", { code: "mail.bad", strength: 0.5, detail: { list: "broad" } })],
      card,
    );
    expect(reasons[0]).toEqual({
      code: "mail.bad",
      points: 20,
      text: "email 40",
      signal: "mail",
      detail: { list: "broad" },
    });
  });

  const someResults = fc.array(
    fc.tuple(
      fc.constantFrom(...Object.keys(card.reasons), "un.known"),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    { maxLength: 12 },
  );

  it("sum to the points, whatever was seen", () => {
    fc.assert(
      fc.property(someResults, (codes) => {
        const { points, reasons } = weigh(results(...codes), card);
        const total = reasons.reduce((sum, line) => sum + line.points, 0);
        expect(Math.abs(total - points)).toBeLessThan(1e-6);
        expect(points).toBe(Math.round(points * 100) / 100);
      }),
      { seed: 2026 },
    );
  });

  it("do not depend on the order of the results", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.tuple(fc.constantFrom(...Object.keys(card.reasons)), fc.double({ min: 0, max: 1, noNaN: true })),
          {
            selector: ([code]) => code,
          },
        ),
        fc.integer(),
        (codes, turn) => {
          const there = results(...codes);
          const turned = there.map(
            (_, place) => there[(place + Math.abs(turn)) % there.length] as SignalResult,
          );
          expect(JSON.stringify(weigh(turned.reverse(), card))).toBe(JSON.stringify(weigh(there, card)));
        },
      ),
      { seed: 2026 },
    );
  });
});

describe("coverage", () => {
  // Caps for and against: e-mail 52, network 35, device (no cap) 40.
  const coverageOf = (...there: readonly SignalResult[]): number => weigh(there, card).coverage;

  it("is the share of what could be looked at, by the weight of each group", () => {
    expect(coverageOf(ok("mail"), ok("net"), ok("net-2"), ok("dev"))).toBe(1);
    expect(coverageOf(ok("mail"), ok("net"), ok("net-2"), skipped("dev"))).toBe(0.69);
    expect(coverageOf(ok("mail"), ok("net"), skipped("net-2"), ok("dev"))).toBe(0.86);
    expect(coverageOf(skipped("mail"), skipped("net"), skipped("net-2"), skipped("dev"))).toBe(0);
    expect(coverageOf()).toBe(0);
  });

  it("does not ask for what hardly anybody has, nor for what the policy does not know", () => {
    expect(coverageOf(ok("mail"), skipped("id"), skipped("unheard-of"), skipped("constructor"))).toBe(1);
  });
});

describe("the scales", () => {
  it("10 points double the odds, 50 are even", () => {
    expect(probabilityOf(50)).toBe(0.5);
    expect(probabilityOf(60)).toBeCloseTo(2 / 3, 12);
    expect(probabilityOf(40)).toBeCloseTo(1 / 3, 12);
    expect(probabilityOf(-1e6)).toBe(0);
    expect(probabilityOf(1e6)).toBe(1);
  });

  it("two knots of a calibration are a line in log-odds that runs on beyond them", () => {
    // Twice as steep as the plain scale, even odds at 60.
    const knots = [
      [60, 0.5],
      [65, 2 / 3],
    ] as const;
    expect(probabilityOf(60, knots)).toBeCloseTo(0.5, 12);
    expect(probabilityOf(70, knots)).toBeCloseTo(0.8, 12);
    expect(probabilityOf(55, knots)).toBeCloseTo(1 / 3, 12);
    expect(probabilityOf(1e6, knots)).toBe(1);
  });

  it("more knots bend it, and a flat end stays flat", () => {
    const knots = [
      [10, 0.1],
      [20, 0.1],
      [40, 0.5],
      [50, 0.5],
    ] as const;
    const read = (points: number): number => Math.round(probabilityOf(points, knots) * 1e4) / 1e4;
    expect([-500, 10, 15, 20, 30, 40, 45, 900].map(read)).toEqual([0.1, 0.1, 0.1, 0.1, 0.25, 0.5, 0.5, 0.5]);
  });

  it("points and probability are each other's inverse", () => {
    for (const probability of [0.001, 0.1667, 0.5, 0.97]) {
      expect(probabilityOf(pointsFor(probability))).toBeCloseTo(probability, 12);
    }
  });

  it("the score is whole and stays within 0 and 100", () => {
    expect([-30, -0.2, 0, 49.5, 99.4, 140].map(scoreOf)).toEqual([0, 0, 0, 50, 99, 100]);
    expect(Object.is(scoreOf(-0.2), 0)).toBe(true);
  });
});
