import {
  createScorer,
  type DataPolicy,
  memoryStore,
  type SignupInput,
  standardPolicy,
  standardSignals,
} from "trialgate";
import { fixedClock, signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { deadStores, failing, start } from "./scoring.js";

const throwing: DataPolicy<"full" | "starter" | "trickle" | "none"> = {
  ...standardPolicy,
  decide: () => {
    throw new TypeError("broken policy");
  },
};
const brokenClock = (): never => {
  throw new RangeError("no time");
};

const inputs: Readonly<Record<string, SignupInput>> = {
  "a clean signup": signupInput(),
  "a filled honeypot": signupInput({ honeypot: "filled" }),
  "a disposable address": signupInput({ email: "x@mailinator.com", formMs: 10 }),
  "somebody with a strong fact": signupInput({
    verified: ["card"],
    cardFunding: "credit",
    paymentFingerprint: "card",
  }),
  "an address that is none": signupInput({ email: "not an address" }),
  "nothing at all": {},
  "no object": null as never,
  "a getter that throws": Object.defineProperty({}, "email", { get: brokenClock }) as SignupInput,
};

const circumstances = {
  "everything well": {},
  ...Object.fromEntries(
    Object.entries(deadStores).map(([name, store]) => [`a store that ${name}`, { store, timeoutMs: 5 }]),
  ),
  "every signal failing": { signals: standardSignals().map((signal) => failing(signal, "degrade")) },
  "a policy that throws": { policy: throwing },
  "a clock that throws": { clock: brokenClock },
  "a caller who gave up": { abortSignal: AbortSignal.abort() },
};

describe("shadow mode grants what is granted today", () => {
  describe.each(Object.entries(circumstances))("with %s", (_, options) => {
    it.each(Object.entries(inputs))("to %s", async (_name, input) => {
      for (const shadowTier of ["full", "starter", "none"] as const) {
        const score = createScorer({
          store: memoryStore(),
          clock: fixedClock(start),
          ...options,
          mode: "shadow",
          shadowTier,
        });
        const { tier, decision, grant, mode } = await score(input);
        expect({ tier, decision, grant, mode }).toEqual({
          tier: shadowTier,
          decision: "allow",
          grant: standardPolicy.grants[shadowTier],
          mode: "shadow",
        });
      }
    });
  });

  it("and tells what would have been", async () => {
    const options = { store: memoryStore(), clock: fixedClock(start) };
    const shadow = createScorer({ ...options, mode: "shadow", shadowTier: "full" });
    const enforce = createScorer({ store: memoryStore(), clock: fixedClock(start) });
    for (const input of [signupInput({ honeypot: "filled" }), signupInput({ email: "x@mailinator.com" })]) {
      const [seen, real] = [await shadow(input), await enforce(input)];
      expect(seen.verdict).toEqual({ tier: real.tier, decision: real.decision, grant: real.grant });
      expect(seen.reasons).toEqual(real.reasons);
      expect(real.verdict).toEqual(seen.verdict);
    }
  });

  it("and says why a signup could not be judged, without repeating it", async () => {
    const score = createScorer({ store: memoryStore(), mode: "shadow", shadowTier: "starter" });
    const assessment = await score(signupInput({ email: "secret@@example.com" }));
    expect(assessment).toMatchObject({ degraded: ["input"], verdict: { decision: "review" }, results: [] });
    expect(assessment.warnings[0]).toMatch(/^invalid_input: email: /);
    expect(JSON.stringify(assessment)).not.toContain("secret");
  });
});
