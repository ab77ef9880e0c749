import { readFileSync } from "node:fs";
import { standardPolicyData } from "trialgate";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { policyJsonSchema } from "../../../scripts/policy-json-schema.js";
import { policySchema } from "../../../src/signup/policy/policy-schema.js";

const shipped: unknown = JSON.parse(readFileSync("policy.schema.json", "utf8"));
const forEditors = z.fromJSONSchema(shipped as z.core.JSONSchema.JSONSchema);

const small = {
  id: "small",
  tiers: [
    { id: "yes", decision: "allow", maxPoints: 50, credits: 1 },
    { id: "no", decision: "review", credits: 0 },
  ],
  whenDegraded: "no",
};
const [yes, no] = small.tiers;

describe("policy.schema.json", () => {
  it("is what `npx tsx scripts/policy-schema.ts` makes", () => {
    expect(shipped).toEqual(policyJsonSchema());
  });

  it("describes every field of a policy and of a tier", () => {
    const { properties = {} } = policyJsonSchema();
    const tier = (properties.tiers as { items: { properties: object } }).items;
    const silent = [...Object.entries(properties), ...Object.entries(tier.properties)].filter(
      ([, field]) => (field as { description?: string }).description === undefined,
    );
    expect(silent.map(([name]) => name).sort()).toEqual([]);
  });

  it.each([
    ["the standard policy", JSON.parse(JSON.stringify(standardPolicyData)), true],
    ["a small one", small, true],
    ["one that names its schema", { ...small, $schema: "./policy.schema.json" }, true],
    ["caps", { ...small, caps: { email: [-10, 40] } }, true],
    ["a cap of one number", { ...small, caps: { email: [-10] } }, false],
    ["a cap of three numbers", { ...small, caps: { email: [-10, 0, 10] } }, false],
    ["an unknown field", { ...small, wieghts: {} }, false],
    ["an unknown field in a tier", { ...small, tiers: [yes, { ...no, credit: 1 }] }, false],
    ["no tiers", { ...small, tiers: [] }, false],
    ["no fall-back", { ...small, whenDegraded: undefined }, false],
    ["a decision that there is not", { ...small, tiers: [yes, { ...no, decision: "refuse" }] }, false],
    ["a prior of 1", { ...small, prior: 1 }, false],
    ["a weight in text", { ...small, weights: { "phone.invalid": "10" } }, false],
    ["a catalogue that is no month", { ...small, catalogue: "2026" }, false],
    ["a rule without a text", { ...small, rules: [{ id: "a", when: "b", tier: "no" }] }, false],
    [
      "an unlock",
      { ...small, tiers: [yes, { ...no, unlock: { to: "yes", with: ["proof"], text: "Prove it" } }] },
      true,
    ],
    [
      "half a request a minute",
      { ...small, tiers: [{ ...yes, limits: { requestsPerMinute: 0.5 } }, no] },
      false,
    ],
    ["a list", [], false],
  ])("judges as definePolicy's own schema does: %s", (_, policy, valid) => {
    expect(policySchema.safeParse(policy).success).toBe(valid);
    expect(forEditors.safeParse(JSON.parse(JSON.stringify(policy))).success).toBe(valid);
  });
});
