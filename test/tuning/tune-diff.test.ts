import { definePolicy } from "trialgate";
import { policyDiff } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { pinned, pinnedData } from "./tune-worlds.js";

const [full, starter, ...rest] = pinnedData.tiers;
const points = (code: string): number => pinned.resolved.reasons[code]?.points ?? Number.NaN;

describe("policyDiff", () => {
  it("is empty between policies that judge alike, whatever they are called", () => {
    expect(policyDiff(pinned, pinned)).toEqual([]);
    expect(policyDiff(pinned, definePolicy({ ...pinnedData, id: "ours" }))).toEqual([]);
    const limits = Object.fromEntries(Object.entries(starter.limits).reverse());
    const sorted = definePolicy({ ...pinnedData, tiers: [full, { ...starter, limits }, ...rest] });
    expect(policyDiff(pinned, sorted)).toEqual([]);
  });

  it("names every change, weights first and the largest before the others", () => {
    const next = definePolicy({
      ...pinnedData,
      prior: 0.05,
      weights: {
        ...pinnedData.weights,
        "phone.reused": points("phone.reused") + 0.3,
        "ip-reputation.tor": points("ip-reputation.tor") - 12,
      },
      caps: { ...pinnedData.caps, phone: [-10, 40] },
      calibration: {
        prior: 0.05,
        knots: [
          [20, 0.1],
          [60, 0.9],
        ],
      },
      tiers: [full, { ...starter, maxPoints: 44, credits: 2 }, ...rest],
      rules: pinnedData.rules.slice(1),
    });
    const diff = policyDiff(pinned, next);
    expect(diff.map(({ path }) => path)).toEqual([
      "weights.ip-reputation.tor",
      "weights.phone.reused",
      "prior",
      "caps.phone",
      "calibration",
      "tiers.starter.maxPoints",
      "tiers.starter.credits",
      "rules",
      "rules.blocked",
    ]);
    const [tor, phone] = diff;
    expect(tor).toEqual({
      path: "weights.ip-reputation.tor",
      before: points("ip-reputation.tor"),
      after: points("ip-reputation.tor") - 12,
      text: `weights.ip-reputation.tor: ${points("ip-reputation.tor")} → ${points("ip-reputation.tor") - 12} (−12)`,
    });
    expect(phone?.text).toMatch(/\(\+0\.3\)$/);
    expect(diff.at(-1)).toMatchObject({ path: "rules.blocked", text: expect.stringMatching(/→ none$/) });
    expect(diff.at(-1)).not.toHaveProperty("after");
  });

  it("reads the same backwards", () => {
    const next = definePolicy({ ...pinnedData, corroboration: 3 });
    expect(policyDiff(next, pinned)).toEqual([
      { path: "corroboration", before: 3, after: 6, text: "corroboration: 3 → 6 (+3)" },
    ]);
  });
});
