import {
  definePolicy,
  defineSignal,
  isTrialgateError,
  openPolicy,
  type PolicyData,
  type SignalResult,
  standardPolicy,
  standardPolicyData,
  standardSignals,
} from "trialgate";
import { describe, expect, it } from "vitest";

/** The problems that a policy is refused with, as lines of `path: message`. */
function refusal(changes: object, base: object = standardPolicyData): string {
  try {
    definePolicy({ ...base, ...changes } as PolicyData);
  } catch (error) {
    if (isTrialgateError(error) && error.code === "invalid_config") return error.message;
    throw error;
  }
  throw new Error("expected invalid_config");
}

const [full, starter, trickle, none] = standardPolicyData.tiers;
const tiers = (...list: readonly object[]): object => ({ tiers: list });
const seen = (...codes: readonly string[]): readonly SignalResult[] =>
  codes.map((code) => ({
    signal: code.split(".")[0] ?? "",
    status: "ok",
    evidence: [{ code, strength: 1 }],
    without: [],
  }));

const wrong: readonly (readonly [name: string, changes: object, message: string])[] = [
  [
    "a misspelt reason code",
    { weights: { "disposible-email.listed": 40 } },
    'weights.disposible-email.listed: "disposible-email.listed" is not a known reason code; did you mean "disposable-email.listed"?',
  ],
  [
    "a code of another world",
    { weights: { rain: 4 } },
    'weights.rain: "rain" is not a known reason code; known are ',
  ],
  [
    "a misspelt group",
    { caps: { emial: [-10, 50] } },
    'caps.emial: "emial" is not a known group; did you mean "email"?',
  ],
  [
    "a cap the wrong way round",
    { caps: { email: [50, -10] } },
    "caps.email: must be [lowest, highest], the lower one first",
  ],
  [
    "a fact of codes that are not",
    { facts: { proof: ["verified-facts.challange"] } },
    'facts.proof.0: "verified-facts.challange" is not a known reason code; did you mean "verified-facts.challenge"?',
  ],
  [
    "a channel that expects what nobody looks at",
    { channels: { web: { expects: ["ip", "deviceID"], ceiling: "trickle" } } },
    'channels.web.expects.1: "deviceID" is not a known field that a signal looks at; did you mean "deviceId"?',
  ],
  [
    "a ceiling that is no tier",
    { channels: { web: { expects: ["ip"], ceiling: "trikle" } } },
    'channels.web.ceiling: "trikle" is not a known tier; did you mean "trickle"?',
  ],
  [
    "a need that is no fact",
    tiers({ ...full, needs: ["strongfact"] }, starter, trickle, none),
    'tiers.0.needs.0: "strongfact" is not a known fact or reason code; did you mean "strongFact"?',
  ],
  [
    "an unlock that leads nowhere",
    tiers(full, starter, { ...trickle, unlock: { ...trickle.unlock, to: "startr" } }, none),
    'tiers.2.unlock.to: "startr" is not a known tier; did you mean "starter"?',
  ],
  [
    "an unlock that leads down",
    tiers(full, starter, { ...trickle, unlock: { ...trickle.unlock, to: "none" } }, none),
    "tiers.2.unlock.to: must lead up: name a tier that stands before this one",
  ],
  [
    "a rule for a code that is not",
    { rules: [{ id: "x", when: "allow-block-list.bloked", tier: "none", text: "" }] },
    'rules.0.when: "allow-block-list.bloked" is not a known reason code; did you mean "allow-block-list.blocked"?',
  ],
  [
    "a rule that leads to no tier",
    { rules: [{ id: "x", when: "allow-block-list.blocked", tier: "nobody", text: "" }] },
    'rules.0.tier: "nobody" is not a known tier; known are full, starter, trickle, none',
  ],
  [
    "a fall-back that is no tier",
    { whenDegraded: "tricle" },
    'whenDegraded: "tricle" is not a known tier; did you mean "trickle"?',
  ],
  [
    "a rule that is called like a line of the policy's own",
    { rules: [{ id: "base", when: "duplicate-email.strict", tier: "none", text: "…" }] },
    'rules.0.id: "base" must be kebab-case, and not a line',
  ],
  [
    "more credit for more risk",
    tiers(full, starter, { ...trickle, credits: 5 }, none),
    'tiers.2.credits: "trickle" must not give more than "starter", which bears less risk',
  ],
  ["good evidence that counts against people", { goodFloor: 5 }, "goodFloor: must be at most 0"],
  ["a prior of nothing", { prior: 0 }, "prior: must be above 0"],
  [
    "thresholds that overlap",
    tiers(full, { ...starter, maxPoints: 80 }, { ...trickle, maxPoints: 76 }, none),
    'tiers.2.maxPoints: must be above 80, the maxPoints of the tier before: nobody would reach "trickle"',
  ],
  [
    "two equal thresholds",
    tiers(full, { ...starter, minCoverage: 0 }, { ...trickle, maxPoints: starter.maxPoints }, none),
    'nobody would reach "trickle"',
  ],
  [
    "a tier below the lowest points",
    tiers({ ...full, maxPoints: -60 }, starter, trickle, none),
    'tiers.0.maxPoints: is below -13, the least points that prior, offset and goodFloor allow: nobody would reach "full"',
  ],
  [
    "a tier without a limit before the last",
    tiers(full, { ...starter, maxPoints: undefined }, trickle, none),
    "tiers.1.maxPoints: is missing: without it, no tier after this one can be reached",
  ],
  [
    "a limit on the last tier",
    tiers(full, starter, trickle, { ...none, maxPoints: 90 }),
    "tiers.3.maxPoints: leave it out: the last tier takes whoever is left",
  ],
  [
    "a last tier that asks for something",
    tiers(full, starter, trickle, { ...none, needs: ["proof"] }),
    "tiers.3: the last tier takes whoever is left: it can have no needs and no minCoverage",
  ],
  [
    "a tier that stands twice",
    tiers(full, starter, { ...trickle, id: "starter" }, none),
    'tiers.2.id: "starter" stands here twice',
  ],
  ["an unknown field", { wieghts: {} }, "has unknown fields: wieghts"],
  [
    "an unknown field in a tier",
    tiers(full, starter, trickle, { ...none, credit: 1 }),
    "tiers.3: has unknown fields: credit",
  ],
  ["no tiers", { tiers: [] }, "tiers: must have at least 1 entries"],
  ["tiers that are no list", { tiers: {} }, "tiers: must be a list, not an object"],
  ["no id", { id: undefined }, "id: must be text, not nothing"],
  ["a prior of 1", { prior: 1 }, "prior: "],
  ["a prior in text", { prior: "0.2" }, "prior: must be a number, not text"],
  [
    "a weight of NaN",
    { weights: { "disposable-email.listed": Number.NaN } },
    "weights.disposable-email.listed: must be a number, not NaN",
  ],
  [
    "a weight beyond reason",
    { weights: { "disposable-email.listed": 5000 } },
    "weights.disposable-email.listed: must be at most 1000",
  ],
  [
    "a decision that there is not",
    tiers(full, starter, trickle, { ...none, decision: "refuse" }),
    'tiers.3.decision: must be one of "allow", "challenge", "review", "block"',
  ],
  ["a catalogue that is no month", { catalogue: "yesterday" }, "catalogue: must be a month like 2026-11"],
  [
    "credits below 0",
    tiers(full, starter, trickle, { ...none, credits: -1 }),
    "tiers.3.credits: must be at least 0",
  ],
  [
    "a calibration that falls",
    {
      calibration: {
        prior: 0.1,
        knots: [
          [10, 0.2],
          [20, 0.1],
        ],
      },
    },
    "calibration.knots.1: must have more points than the knot before it, and no lower probability",
  ],
  [
    "a calibration that stands still",
    {
      calibration: {
        prior: 0.1,
        knots: [
          [10, 0.2],
          [10, 0.3],
        ],
      },
    },
    "calibration.knots.1: must have more points",
  ],
  [
    "a calibration of one knot",
    { calibration: { prior: 0.1, knots: [[10, 0.2]] } },
    "calibration.knots: must have at least 2 entries",
  ],
  [
    "a calibration that is certain",
    {
      calibration: {
        prior: 0.1,
        knots: [
          [10, 0.2],
          [20, 1],
        ],
      },
    },
    "calibration.knots.1.1: must be below 1",
  ],
];

describe("definePolicy refuses", () => {
  it.each(wrong)("%s, and says how to mend it", (_, changes, message) => {
    expect(refusal(changes)).toContain(message);
  });

  it("with every problem at once", () => {
    const lines = refusal({
      weights: { a: 1 },
      whenDegraded: "b",
      rules: [{ id: "x", when: "c", tier: "d", text: "" }],
    });
    expect(lines.split("\n").map((line) => line.split(":")[0])).toEqual([
      "weights.a",
      "rules.0.when",
      "rules.0.tier",
      "whenDegraded",
    ]);
  });

  it.each([null, undefined, 7, "policy", [], () => ({})])("%j instead of a policy", (data) => {
    expect(() => definePolicy(data as never)).toThrow(expect.objectContaining({ code: "invalid_config" }));
  });
});

describe("a policy", () => {
  const small = {
    id: "small",
    tiers: [
      { id: "yes", decision: "allow", maxPoints: 50, credits: 1 },
      { id: "no", decision: "review", credits: 0 },
    ],
    whenDegraded: "no",
  } as const satisfies PolicyData;

  it("takes from the standard what it leaves out", () => {
    const { resolved } = definePolicy(small);
    expect(resolved).toMatchObject({
      prior: standardPolicyData.prior,
      offset: standardPolicyData.offset,
      caps: standardPolicyData.caps,
      goodFloor: standardPolicyData.goodFloor,
    });
    expect(resolved.reasons["disposable-email.listed"]).toEqual(
      standardPolicy.resolved.reasons["disposable-email.listed"],
    );
  });

  it("is the standard one for the standard data", () => {
    const again = definePolicy(standardPolicyData);
    expect(again.version).toBe(standardPolicy.version);
    expect(again.resolved).toEqual(standardPolicy.resolved);
    expect(standardPolicy.resolved.unadopted).toEqual([]);
  });

  it("has another version when a verdict could differ, and only then", () => {
    const versionOf = (changes: object) =>
      definePolicy({ ...standardPolicyData, ...changes } as PolicyData).version;
    const versions = [
      {},
      { prior: 0.03 },
      { weights: { "disposable-email.listed": 42 } },
      { caps: { email: [-10, 51] } },
      { corroboration: 7 },
      { rules: [] },
      { whenDegraded: "none" },
      tiers(full, starter, { ...trickle, credits: 0.3 }, none),
    ].map(versionOf);
    expect(new Set(versions).size).toBe(versions.length);
    const listed = standardPolicy.resolved.reasons["disposable-email.listed"]?.points ?? 0;
    expect(versionOf({ weights: { "disposable-email.listed": listed } })).toBe(standardPolicy.version);
    expect(versionOf({ $schema: "./policy.schema.json" })).toBe(standardPolicy.version);
  });

  it("is opened again from JSON, with equal verdicts and without its signals", () => {
    const text = JSON.stringify(definePolicy({ ...standardPolicyData, prior: 0.03 }).resolved);
    const before = definePolicy({ ...standardPolicyData, prior: 0.03 });
    const after = openPolicy(JSON.parse(text));
    expect(after.version).toBe(before.version);
    for (const codes of [
      [],
      ["disposable-email.listed"],
      ["form-behaviour.honeypot"],
      ["verified-facts.card"],
    ]) {
      expect(JSON.stringify(after.decide(seen(...codes)))).toBe(
        JSON.stringify(before.decide(seen(...codes))),
      );
    }
  });

  it("weighs its own weight instead of the signal's", () => {
    const policy = definePolicy({ ...small, weights: { "disposable-email.listed": 7 } });
    expect(policy.decide(seen("disposable-email.listed")).reasons[0]).toMatchObject({ points: 7 });
  });

  it("gives what each tier gives", () => {
    const { outcome } = definePolicy(small).decide([]);
    expect(outcome).toEqual({ tier: "yes", grant: { credits: 1, limits: {} } });
  });

  it("tells no way up to somebody whom a rule put down", () => {
    const { outcome, decision, reasons } = standardPolicy.decide(seen("form-behaviour.honeypot"));
    expect({ tier: outcome.tier, decision }).toEqual({ tier: "none", decision: "block" });
    expect(outcome.grant.unlock).toBeUndefined();
    expect(reasons[0]).toEqual({
      code: "policy.honeypot",
      points: 0,
      text: "A field that people never see was filled in",
      signal: "policy",
    });
  });
});

describe("the catalogue", () => {
  const newcomer = (since: string) =>
    defineSignal({
      id: "newcomer",
      group: "email",
      reasons: { old: { points: 20, text: "Old" }, fresh: { points: 30, text: "Fresh", since } },
      evaluate: () => [],
    });
  const policyOf = (changes: object, since = "2026-12") =>
    definePolicy({ ...standardPolicyData, ...changes } as PolicyData, {
      signals: [...standardSignals(), newcomer(since)],
    });
  const pointsOf = (policy: ReturnType<typeof policyOf>, code: string) =>
    policy.decide(seen(code)).reasons.find((reason) => reason.code === code)?.points;

  it("keeps a younger reason at 0 and lists it", () => {
    const policy = policyOf({ catalogue: "2026-11" });
    expect(policy.resolved.unadopted).toEqual(["newcomer.fresh"]);
    expect(pointsOf(policy, "newcomer.fresh")).toBe(0);
    expect(pointsOf(policy, "newcomer.old")).toBe(20);
    expect(policy.decide(seen("newcomer.fresh")).points).toBe(policy.decide([]).points);
  });

  it("adopts it when it is moved on, when the policy weighs it, or when there is none", () => {
    expect(pointsOf(policyOf({ catalogue: "2026-12" }), "newcomer.fresh")).toBe(30);
    const weighed = policyOf({ catalogue: "2026-11", weights: { "newcomer.fresh": 5 } });
    expect(pointsOf(weighed, "newcomer.fresh")).toBe(5);
    expect(weighed.resolved.unadopted).toEqual([]);
    expect(pointsOf(policyOf({ catalogue: undefined }), "newcomer.fresh")).toBe(30);
  });

  it("a calibration changes what the points mean, and nobody's tier", () => {
    const knots = [
      [0, 0.001],
      [50, 0.2],
    ] as const;
    const { prior } = standardPolicyData;
    const calibrated = definePolicy({ ...standardPolicyData, calibration: { prior, knots } });
    const results = seen("disposable-email.listed");
    const [plain, meant] = [standardPolicy.decide(results), calibrated.decide(results)];
    expect(meant).toEqual({ ...plain, probability: meant.probability });
    expect(meant.probability).toBeLessThan(plain.probability);
    expect(calibrated.version).not.toBe(standardPolicy.version);
  });

  it("under another prior the odds that a calibration found change by as much as the prior's", () => {
    const odds = (prior: number): number => {
      const knots = [
        [0, 0.001],
        [50, 0.2],
        [80, 0.9],
      ] as const;
      const policy = definePolicy({ ...standardPolicyData, prior, calibration: { prior: 0.5, knots } });
      const { probability } = policy.decide(seen("disposable-email.listed"));
      return probability / (1 - probability);
    };
    // Even odds before any evidence, then three to one.
    expect(odds(0.75) / odds(0.5)).toBeCloseTo(3, 1);
  });
});
