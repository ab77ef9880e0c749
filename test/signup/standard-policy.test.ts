import fc from "fast-check";
import { type SignalResult, type SignupInput, standardPolicy, standardSignals } from "trialgate";
import { signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { allowBlockList } from "../../src/signup/signals/allow-block-list.js";
import { scorerOf, start } from "./scoring.js";

const { reasons, tiers } = standardPolicy.resolved;
const codes = Object.keys(reasons);
const risky = codes.filter((code) => (reasons[code]?.points ?? 0) > 0);
const signalOf = (code: string): string => code.slice(0, code.lastIndexOf("."));
const place = (results: readonly SignalResult[], channel: string): number =>
  tiers.findIndex(({ id }) => id === standardPolicy.decide(results, { channel }).outcome.tier);

const strength = fc.double({ min: 0, max: 1, noNaN: true });
const someResult = (signal: string): fc.Arbitrary<SignalResult> => {
  const own = codes.filter((code) => signalOf(code) === signal);
  const evidence = fc.uniqueArray(fc.record({ code: fc.constantFrom(...own), strength }), {
    selector: ({ code }) => code,
  });
  const without = fc.subarray(["deviceId", "ip", "formMs"]);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        signal: fc.constant(signal),
        status: fc.constant("ok" as const),
        evidence,
        without,
      }),
    },
    fc.record({
      signal: fc.constant(signal),
      status: fc.constant("skipped" as const),
      because: fc.constant("missing" as const),
      without,
    }),
    fc.record({
      signal: fc.constant(signal),
      status: fc.constant("failed" as const),
      because: fc.constant("threw" as const),
      degrades: fc.boolean(),
    }),
  );
};
const someResults = fc.tuple(...standardSignals().map(({ id }) => someResult(id)));
const someChannel = fc.constantFrom("web", "cli", "elsewhere");

describe("the standard policy, whatever was seen", () => {
  it("never grants more for one risky reason more, nor for a stronger one", () => {
    fc.assert(
      fc.property(
        someResults,
        fc.constantFrom(...risky),
        strength,
        someChannel,
        (results, code, more, channel) => {
          const added = results.map((result): SignalResult => {
            if (result.signal !== signalOf(code) || result.status !== "ok") return result;
            const before = result.evidence.find((finding) => finding.code === code)?.strength ?? 0;
            const others = result.evidence.filter((finding) => finding.code !== code);
            return { ...result, evidence: [...others, { code, strength: Math.max(before, more) }] };
          });
          expect(place(added, channel)).toBeGreaterThanOrEqual(place(results, channel));
          expect(standardPolicy.decide(added).points).toBeGreaterThanOrEqual(
            standardPolicy.decide(results).points,
          );
        },
      ),
      { seed: 2026, numRuns: 1500 },
    );
  });

  it("never grants more when something fails", () => {
    fc.assert(
      fc.property(someResults, fc.nat(), someChannel, (results, which, channel) => {
        const broken = results[which % results.length];
        if (broken?.status !== "ok" || broken.evidence.some(({ code }) => risky.includes(code))) return;
        const failed = results.map(
          (result): SignalResult =>
            result === broken
              ? { signal: result.signal, status: "failed", because: "timeout", degrades: true }
              : result,
        );
        expect(place(failed, channel)).toBeGreaterThanOrEqual(place(results, channel));
      }),
      { seed: 2026, numRuns: 1000 },
    );
  });

  it("accounts for its points, in any order of the results", () => {
    fc.assert(
      fc.property(someResults, someChannel, (results, channel) => {
        const verdict = standardPolicy.decide(results, { channel });
        const total = verdict.reasons.reduce((sum, { points }) => sum + points, 0);
        expect(total).toBeCloseTo(verdict.points, 6);
        const turned = standardPolicy.decide([...results].reverse(), { channel });
        expect(JSON.stringify(turned)).toBe(JSON.stringify(verdict));
      }),
      { seed: 2026, numRuns: 500 },
    );
  });

  it("blocks only for the operator's list and a filled honeypot", () => {
    fc.assert(
      fc.property(someResults, (results) => {
        const { decision } = standardPolicy.decide(results);
        const seen = results.flatMap((result) => (result.status === "ok" ? result.evidence : []));
        const grounds = seen.some(
          ({ code, strength }) =>
            strength > 0 && (code === "allow-block-list.blocked" || code === "form-behaviour.honeypot"),
        );
        expect(decision === "block").toBe(grounds);
      }),
      { seed: 2026, numRuns: 1000 },
    );
  });
});

describe("the standard policy gives", () => {
  const judge = async (input: SignupInput) => {
    const { tier, decision, grant } = await scorerOf()(input);
    return { tier, decision, credits: grant.credits, opens: grant.unlock?.to };
  };

  it("starter at once to an ordinary signup, full with a strong fact", async () => {
    expect(await judge(signupInput())).toEqual({
      tier: "starter",
      decision: "allow",
      credits: 1,
      opens: "full",
    });
    const full = { tier: "full", decision: "allow", credits: 8, opens: undefined };
    const card = { paymentFingerprint: "card", cardFunding: "credit", verified: ["card"] } as const;
    expect(await judge(signupInput(card))).toEqual(full);
    expect(await judge(signupInput({ ...card, cardFunding: "prepaid" }))).toMatchObject({ tier: "starter" });
    expect(await judge(signupInput({ oauthAccountCreatedAt: 0 }))).toEqual(full);
    const young = { oauthAccountCreatedAt: start - 86_400_000 };
    expect(await judge(signupInput(young))).toMatchObject({ tier: "starter" });
  });

  it("something to somebody who guards their privacy: relay, VPN, no device id", async () => {
    const privacy = signupInput({
      email: "q8x7vz2k@privaterelay.appleid.com",
      asn: 9009,
      deviceId: undefined,
      timezone: undefined,
      userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    });
    const { decision, credits } = await judge(privacy);
    expect(["allow", "challenge"]).toContain(decision);
    expect(credits).toBeGreaterThan(0);
  });

  it("an account to sign in to for a mailbox that has one", async () => {
    const score = scorerOf();
    await score(signupInput({ email: "jane.doe@gmail.com" }));
    const again = await score(signupInput({ email: "janedoe+2@googlemail.com", deviceId: "other" }));
    expect(again).toMatchObject({ tier: "none", decision: "challenge" });
    expect(again.reasons[0]).toMatchObject({ code: "policy.existing-account" });
  });

  it("an account without credit, which a card opens, where much points to abuse", async () => {
    const score = scorerOf();
    const farm = (place: number): SignupInput =>
      signupInput({
        id: `farm-${place}`,
        email: `a${place}@mailinator.com`,
        deviceId: "farm",
        userAgent: "python-requests/2.31",
        formMs: 100,
      });
    for (let place = 0; place < 6; place++) await score(farm(place));
    expect(await score(farm(6))).toMatchObject({
      tier: "none",
      decision: "review",
      grant: { unlock: { to: "starter" } },
    });
    const paid = { verified: ["card"], cardFunding: "debit", paymentFingerprint: "new-card" } as const;
    expect(await score({ ...farm(6), ...paid })).toMatchObject({
      tier: "starter",
      decision: "allow",
      revision: 2,
    });
  });

  it("what the operator's lists say", async () => {
    const lists = allowBlockList({
      allow: { emails: ["friend@mailinator.com"] },
      block: { domains: ["example.com"] },
    });
    const signals = [...standardSignals().filter(({ id }) => id !== lists.id), lists];
    const score = scorerOf({ signals });
    expect(await score(signupInput())).toMatchObject({ tier: "none", decision: "block" });
    expect(await score(signupInput({ email: "friend@mailinator.com" }))).toMatchObject({
      tier: "full",
      decision: "allow",
    });
  });
});
