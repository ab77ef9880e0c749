import {
  createScorer,
  definePolicy,
  hold,
  memoryStore,
  reassess,
  reproduce,
  type ScorerOptions,
  type SignupInput,
  type SignupPolicy,
  type Store,
  standardPolicy,
  standardPolicyData,
  standardSignals,
  toAuditRecord,
} from "trialgate";
import { allowBlockList } from "trialgate/signals";
import { fixedClock, signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { deadStores, failing, scorerOf, start } from "./scoring.js";

const secrets = [{ id: "2026", key: "a secret of these tests" }] as const;
const holdout = { share: 0.2, tier: "starter" } as const;

/** An abusive signup of an id: its verdict is below `starter`. */
const abuse = (id: string, more: SignupInput = {}): SignupInput =>
  signupInput({ id, email: `${id}@mailinator.com`, deviceId: id, formMs: 10, ...more });
const ids = Array.from({ length: 300 }, (_, place) => `person-${place}`);

const score = (input: SignupInput, options: Partial<ScorerOptions> = {}) =>
  scorerOf({ secrets, holdout, ...options })(input);

/** Somebody whom chance put in the holdout, and somebody whom it did not. */
async function drawn(): Promise<{ readonly inside: string; readonly outside: string }> {
  const seen = await Promise.all(ids.slice(0, 60).map((id) => score(abuse(id))));
  const inside = seen.find((assessment) => assessment.holdout !== undefined)?.id ?? "";
  const outside = seen.find((assessment) => assessment.holdout === undefined)?.id ?? "";
  return { inside, outside };
}
const { inside, outside } = await drawn();

describe("a holdout", () => {
  it("takes its share by chance: good and bad alike, the same each time", async () => {
    const held = async (of: (id: string) => SignupInput): Promise<readonly string[]> => {
      const seen = await Promise.all(ids.map((id) => score(of(id))));
      return seen.filter((assessment) => assessment.holdout?.share === 0.2).map(({ id }) => id);
    };
    const abusive = await held(abuse);
    expect(abusive.length / ids.length).toBeGreaterThan(0.12);
    expect(abusive.length / ids.length).toBeLessThan(0.28);
    expect(await held((id) => signupInput({ id, email: `${id}@example.com` }))).toEqual(abusive);
  });

  it("is drawn independently of a rollout", async () => {
    const policy = definePolicy({ ...standardPolicyData, id: "next" });
    const seen = await Promise.all(ids.map((id) => score(abuse(id), { rollout: { policy, share: 0.5 } })));
    const held = seen.filter((assessment) => assessment.holdout !== undefined);
    const shareOfNext = held.filter(({ policy: { id } }) => id === "next").length / held.length;
    expect(shareOfNext).toBeGreaterThan(0.3);
    expect(shareOfNext).toBeLessThan(0.7);
  });

  it("lifts to its tier, and tells what the policy said", async () => {
    const [lifted, plain] = [await score(abuse(inside)), await score(abuse(outside))];
    expect(lifted).toMatchObject({
      tier: "starter",
      decision: "allow",
      grant: standardPolicy.grants.starter,
      verdict: plain.verdict,
      points: plain.points,
      holdout: { share: 0.2 },
    });
    expect(lifted.reasons.at(-1)).toMatchObject({ code: "policy.holdout", points: 0, signal: "policy" });
    expect(lifted.reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(lifted.points);
    expect(["trickle", "none"]).toContain(plain.tier);
    expect(plain).toEqual(await scorerOf({ secrets })(abuse(outside)));
  });

  it("is no part of the verdict that a record makes again", async () => {
    const lifted = await score(abuse(inside));
    const { points, outcome, reasons } = reproduce(toAuditRecord(lifted, standardPolicy));
    expect({ points, tier: outcome.tier }).toEqual({ points: lifted.points, tier: lifted.verdict.tier });
    expect(reasons).toEqual(lifted.reasons.slice(0, -1));
  });

  it("stands back for the rules of your own policy, and no rule can be taken for it", async () => {
    const bait = {
      when: "form-behaviour.honeypot",
      tier: "none",
      decision: "review",
      text: "A bot",
    } as const;
    const policy = definePolicy({ ...standardPolicyData, rules: [{ ...bait, id: "bait" }] });
    expect((await score(abuse(inside), { policy })).tier).toBe("starter");
    expect((await score(abuse(inside, { honeypot: "x" }), { policy })).tier).toBe("none");
    expect(() => definePolicy({ ...standardPolicyData, rules: [{ ...bait, id: "holdout" }] })).toThrow(
      "not a line of the policy's own",
    );
  });

  it("marks whoever is in it and needs no lift, and changes nothing else of them", async () => {
    const good = signupInput({ id: inside });
    const { holdout: mark, ...rest } = await score(good);
    expect(mark).toEqual({ share: 0.2 });
    expect(rest).toEqual(await scorerOf({ secrets })(good));
  });

  it.each([
    ["a filled honeypot", { honeypot: "filled" }, []],
    ["the operator's block list", {}, [allowBlockList({ block: { domains: ["mailinator.com"] } })]],
  ])("stands back where a rule decides: %s", async (_, more, signals) => {
    const decided = async (id: string) => {
      const others = standardSignals().filter(({ id }) => signals.every((own) => own.id !== id));
      const options = { signals: [...others, ...signals] };
      const { tier, decision, reasons } = await score(abuse(id, more), options);
      return { tier, decision, codes: reasons.map(({ code }) => code) };
    };
    expect((await decided(inside)).decision).toBe("block");
    expect(await decided(inside)).toEqual(await decided(outside));
  });

  it("stands back for an account on hold", async () => {
    const options = { store: memoryStore(), clock: fixedClock(start), secrets, holdout };
    const scorer = createScorer(options);
    expect(await scorer(abuse(inside))).toMatchObject({ tier: "starter" });
    await hold(options, [inside]);
    const held = await reassess(options, abuse(inside));
    expect(held).toMatchObject({ tier: "none", decision: "review", holdout: { share: 0.2 } });
    expect(held.reasons.map(({ code }) => code)).not.toContain("policy.holdout");
  });

  it.each(Object.entries(deadStores))("lifts nobody while the store %s", async (_, store) => {
    const assessment = await score(abuse(inside), { store, timeoutMs: 5 });
    expect(assessment.degraded).toEqual(["store"]);
    expect(assessment.tier).toBe(assessment.verdict.tier);
    expect(assessment.tier).not.toBe("starter");
  });

  it("lifts nobody while a signal that matters fails", async () => {
    const [first, ...others] = standardSignals();
    if (first === undefined) throw new Error("there are signals");
    const assessment = await score(abuse(inside), { signals: [failing(first, "degrade"), ...others] });
    expect(assessment.tier).toBe(assessment.verdict.tier);
  });

  it("has no effect in shadow mode", async () => {
    const shadow = { mode: "shadow", shadowTier: "trickle" } as const;
    expect(await score(abuse(inside), shadow)).toEqual(await scorerOf({ secrets, ...shadow })(abuse(inside)));
  });

  it("stays with the one who comes again with a new fact, and with the second look", async () => {
    const options = { store: memoryStore(), clock: fixedClock(start), secrets, holdout };
    const scorer = createScorer(options);
    const first = await scorer(abuse(inside));
    expect(await scorer({ ...abuse(inside), country: "GB", timezone: "Asia/Tokyo" })).toMatchObject({
      revision: 2,
      tier: "starter",
      holdout: first.holdout,
    });
    expect(await reassess(options, abuse(inside), first)).toMatchObject({
      tier: "starter",
      holdout: first.holdout,
    });
  });

  it("spends out of the same budget as everybody", async () => {
    const grantBudget = { perDayUsd: 2 };
    const scorer = scorerOf({ secrets, holdout, grantBudget, store: memoryStore() });
    let given = 0;
    let lifted = 0;
    for (const id of ids) {
      const { grant, reasons } = await scorer(abuse(id));
      given += grant.credits;
      if (reasons.some(({ code }) => code === "policy.holdout")) lifted += 1;
    }
    expect(lifted).toBeGreaterThan(20);
    expect(given).toBeGreaterThan(1.5);
    expect(given).toBeLessThanOrEqual(2);
  });

  it("gives no more than the verdict when the money cannot be counted", async () => {
    const broke = (): Store => {
      const claim = () => Promise.reject(new Error("down"));
      return Object.assign(memoryStore(), { claim });
    };
    const budget = { grantBudget: { perDayUsd: 100 }, secrets };
    const lifted = await score(abuse(inside), { ...budget, store: broke(), fallback: memoryStore() });
    const plain = await scorerOf({ ...budget, store: broke(), fallback: memoryStore() })(abuse(inside));
    expect(lifted.degraded).toEqual(["store"]);
    expect(lifted.grant).toEqual(plain.grant);
    expect([lifted.tier, lifted.decision]).toEqual([plain.tier, plain.decision]);
  });

  const bare: SignupPolicy = { ...standardPolicy, resolved: undefined as never };
  it.each([
    [{ holdout: 0.05 }, "holdout: must be an object, like { share: 0.02"],
    [{ holdout: { tier: "starter" } }, "holdout.share: must be a number from 0 to 0.2"],
    [{ holdout: { tier: "starter", share: 0.3 } }, "holdout.share: must be a number from 0 to 0.2"],
    [
      { holdout: { ...holdout, tier: "startr" } },
      'holdout.tier: is no tier of the policy; did you mean "starter"?',
    ],
    [{ holdout: { share: 0.1 } }, "holdout.tier: is no tier of the policy; known are full, starter"],
    [{ holdout: { ...holdout, tier: "none" } }, "holdout.tier: is the last tier"],
    [
      { holdout: { ...holdout, tier: "full" } },
      "holdout.tier: needs strongFact, which chance cannot stand in for",
    ],
    [{ holdout: { ...holdout, shar: 1 } }, 'holdout.shar: is no field; did you mean "share"?'],
    [{ holdout, policy: bare }, "holdout: needs policies made by definePolicy"],
  ])("is refused when wrong: %#", (options, message) => {
    expect(() => createScorer({ store: memoryStore(), ...options } as ScorerOptions)).toThrow(message);
  });
});
