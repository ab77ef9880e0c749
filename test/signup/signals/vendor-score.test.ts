import { createScorer, definePolicy, memoryStore, standardPolicyData, standardSignals } from "trialgate";
import { describe, expect, it } from "vitest";
import { type VendorScoreOptions, vendorScore } from "../../../src/signup/signals/vendor-score.js";
import { lookAt, refusal } from "./harness.js";

/** What a signal says to one signup with this metadata: `risky 0.4`, or nothing. */
async function verdict(
  options: VendorScoreOptions,
  metadata?: Readonly<Record<string, string | number | boolean>>,
): Promise<string | undefined> {
  const [found] = (await lookAt(vendorScore(options), [{ id: "a", ...(metadata && { metadata }) }]))[0] ?? [];
  return found && `${found.code} ${found.strength}`;
}

const recaptcha: VendorScoreOptions = {
  id: "recaptcha",
  range: [0, 1],
  higherIsRiskier: false,
  read: ({ metadata }) => metadata.recaptcha,
};

describe("a vendor's score", () => {
  it.each([
    [100, "vendor-score.risky 1"],
    [75, "vendor-score.risky 0.5"],
    [51, "vendor-score.risky 0.02"],
    [50, undefined],
    [40, "vendor-score.trusted 0.2"],
    [0, "vendor-score.trusted 1"],
  ])("of 0 to 100, the higher the riskier: %i is %s", async (score, expected) => {
    expect(await verdict({}, { vendorScore: score })).toBe(expected);
  });

  it.each([
    [0, "recaptcha.risky 1"],
    [0.25, "recaptcha.risky 0.5"],
    [0.5, undefined],
    [0.9, "recaptcha.trusted 0.8"],
  ])("of 0 to 1, the higher the better: %d is %s", async (score, expected) => {
    expect(await verdict(recaptcha, { recaptcha: score })).toBe(expected);
  });

  it("says nothing where there is none", async () => {
    expect(await verdict({})).toBeUndefined();
    expect(await verdict({}, { other: 90 })).toBeUndefined();
    expect(await verdict({}, { constructor: 90 })).toBeUndefined();
  });

  it("shows the score itself", async () => {
    const found = await lookAt(vendorScore(), [{ id: "a", metadata: { vendorScore: 90 } }]);
    expect(found).toEqual([[{ code: "vendor-score.risky", strength: 0.8, detail: { score: 90 } }]]);
  });
});

describe("in a scorer", () => {
  const signals = [...standardSignals(), vendorScore(), vendorScore(recaptcha)];
  const policy = definePolicy({ ...standardPolicyData, caps: { vendor: [-10, 40] } }, { signals });
  const score = createScorer({ store: memoryStore(), signals, policy, clock: () => 1_790_000_000_000 });
  const input = { email: "ann.lee.example@gmail.com", ip: "81.2.69.14" };

  it("adds its points, up to what the group may add", async () => {
    const plain = await score({ ...input, id: "a" });
    const risky = await score({ ...input, id: "a2", metadata: { vendorScore: 100, recaptcha: 0 } });
    const added = risky.reasons.filter(
      ({ signal, code }) =>
        signal === "vendor-score" || signal === "recaptcha" || code === "policy.cap.vendor",
    );
    expect(added.map(({ code, points }) => `${code} ${points}`)).toEqual([
      "recaptcha.risky 25",
      "vendor-score.risky 25",
      "policy.cap.vendor -10",
    ]);
    expect(risky.coverage).toBe(plain.coverage);
  });

  it.each([101, -1, "90", true])(
    "notes a score that cannot be, and caps nothing: %s",
    async (vendorScore) => {
      const plain = await score({ ...input, id: "b" });
      const odd = await score({ ...input, id: "b", metadata: { vendorScore } });
      expect(odd.results.find(({ signal }) => signal === "vendor-score")).toEqual({
        signal: "vendor-score",
        status: "failed",
        because: "threw",
        degrades: false,
      });
      expect([odd.tier, odd.points, odd.degraded]).toEqual([plain.tier, plain.points, []]);
    },
  );
});

it("refuses options that cannot be", () => {
  const bad = {
    read: "score",
    range: [1, 0],
    higherIsRiskier: 1,
    points: -5,
  } as unknown as VendorScoreOptions;
  expect(refusal(() => vendorScore(bad)).split("\n")).toEqual([
    "read: must be a function from a signup to its score",
    "range: must be [lowest, highest], the lower one first, like [0, 100]",
    "higherIsRiskier: must be true or false",
    "points: must be a number from 0 to 100, like 25",
  ]);
  for (const range of [[0], [0, 1, 2], [0, Number.NaN], "ab", [0, 0]]) {
    expect(refusal(() => vendorScore({ range } as unknown as VendorScoreOptions))).toMatch(/^range: /);
  }
  expect(refusal(() => vendorScore({ id: "Radar" }))).toContain("kebab-case");
});
