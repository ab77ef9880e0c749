import {
  createScorer,
  definePolicy,
  memoryStore,
  reassess,
  reproduce,
  type ScorerOptions,
  type SignupPolicy,
  standardPolicy,
  standardPolicyData,
  standardSignals,
  toAuditRecord,
} from "trialgate";
import { fixedClock, signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { failing, scorerOf, start } from "./scoring.js";

const next = definePolicy({ ...standardPolicyData, id: "next", prior: 0.5 });
const secrets = [{ id: "2026", key: "a secret of these tests" }];

/** Scores people of these ids, each by a scorer that knows nobody, and answers who judged each. */
async function judgesOf(ids: readonly string[], options: Partial<ScorerOptions>): Promise<readonly string[]> {
  return Promise.all(
    ids.map(async (id) => (await scorerOf({ secrets, ...options })(signupInput({ id }))).policy.id),
  );
}
const ids = Array.from({ length: 400 }, (_, place) => `person-${place}`);
const judgedByNext = (judges: readonly string[]): readonly string[] =>
  ids.filter((_, place) => judges[place] === "next");

describe("a rollout", () => {
  it("judges its share of subjects, the same ones on every instance", async () => {
    const options = { rollout: { policy: next, share: 0.2 } };
    const judges = await judgesOf(ids, options);
    const share = judgedByNext(judges).length / ids.length;
    expect(share).toBeGreaterThan(0.12);
    expect(share).toBeLessThan(0.28);
    expect(await judgesOf(ids, options)).toEqual(judges);
  });

  it("keeps everybody when the share grows", async () => {
    const few = judgedByNext(await judgesOf(ids, { rollout: { policy: next, share: 0.1 } }));
    const more = judgedByNext(await judgesOf(ids, { rollout: { policy: next, share: 0.5 } }));
    expect(few.length).toBeGreaterThan(0);
    expect(more).toEqual(expect.arrayContaining([...few]));
  });

  it("takes others under another secret, and for a policy of another id", async () => {
    const policy = definePolicy({ ...standardPolicyData, id: "after-next" });
    const taken = judgedByNext(await judgesOf(ids, { rollout: { policy: next, share: 0.5 } }));
    const other = [{ id: "2027", key: "another secret of these tests" }];
    const elsewhere = await judgesOf(ids, { rollout: { policy: next, share: 0.5 }, secrets: other });
    expect(judgedByNext(elsewhere)).not.toEqual(taken);
    const later = await judgesOf(ids, { rollout: { policy, share: 0.5 } });
    expect(ids.filter((_, place) => later[place] === "after-next")).not.toEqual(taken);
  });

  it("of everything or of nothing is one policy alone", async () => {
    expect(new Set(await judgesOf(ids, { rollout: { policy: next, share: 0 } }))).toEqual(
      new Set(["standard"]),
    );
    const all = await judgesOf(ids, { rollout: { policy: next, share: 1 } });
    expect(new Set(all)).toEqual(new Set(["next"]));
    const input = signupInput({ email: "x@mailinator.com" });
    expect(await scorerOf({ rollout: { policy: next, share: 1 } })(input)).toEqual(
      await scorerOf({ policy: next })(input),
    );
  });

  it("stays with a subject that comes with new facts, or is looked at again", async () => {
    const options = {
      store: memoryStore(),
      secrets,
      clock: fixedClock(start),
      rollout: { policy: next, share: 0.5 },
    };
    const score = createScorer(options);
    const judges = new Set<string>();
    for (const id of ids.slice(0, 20)) {
      const input = signupInput({ id, email: `${id}@example.com`, deviceId: id });
      const first = await score(input);
      const again = await score({ ...input, verified: ["challenge"] });
      expect(again).toMatchObject({ revision: 2, policy: first.policy });
      expect((await reassess(options, input, first)).policy).toEqual(first.policy);
      judges.add(first.policy.id);
    }
    expect(judges.size).toBe(2);
  });

  it("goes on record with the policy that judged, and is made again with it", async () => {
    const score = scorerOf({ rollout: { policy: next, share: 1 } });
    const assessment = await score(signupInput({ email: "x@mailinator.com" }));
    expect(() => toAuditRecord(assessment, standardPolicy)).toThrow("is not the one that judged");
    const { points, reasons, outcome } = reproduce(toAuditRecord(assessment, next));
    expect({ points, reasons, tier: outcome.tier }).toEqual({
      points: assessment.points,
      reasons: assessment.reasons,
      tier: assessment.verdict.tier,
    });
  });

  it("grants today's tier in shadow mode, by the policy of today", async () => {
    const generous = definePolicy({
      ...standardPolicyData,
      id: "next",
      tiers: standardPolicyData.tiers.map((tier) => ({ ...tier, credits: tier.credits * 2 })),
    });
    const score = scorerOf({
      rollout: { policy: generous, share: 1 },
      mode: "shadow",
      shadowTier: "starter",
    });
    const assessment = await score(signupInput());
    expect(assessment).toMatchObject({ policy: { id: "next" }, verdict: { grant: { credits: 2 } } });
    expect(assessment.grant).toEqual(standardPolicy.grants.starter);
  });

  it("falls to its own tier when something is down", async () => {
    const signals = standardSignals().map((signal) => failing(signal, "degrade"));
    const policy = definePolicy({ ...standardPolicyData, id: "next", whenDegraded: "none" });
    const score = scorerOf({ signals, rollout: { policy, share: 1 } });
    expect(await score(signupInput())).toMatchObject({ tier: "none", policy: { id: "next" } });
  });

  const bare: SignupPolicy = { id: "code", version: "1", decide: standardPolicy.decide };
  const fewer = definePolicy({
    id: "fewer",
    tiers: [
      { id: "full", decision: "allow", maxPoints: 50, credits: 1 },
      { id: "rest", decision: "review", credits: 0 },
    ],
    whenDegraded: "rest",
  });
  it.each([
    [{ rollout: 0.05 }, "rollout: must be an object, like { policy"],
    [{ rollout: { share: 0.05 } }, "rollout.policy: must be a policy"],
    [{ rollout: { policy: next } }, "rollout.share: must be a number from 0 to 1"],
    [{ rollout: { policy: next, share: 5 } }, "rollout.share: must be a number from 0 to 1"],
    [{ rollout: { policy: next, share: Number.NaN } }, "rollout.share: must be a number from 0 to 1"],
    [{ rollout: { policy: next, share: 0.1, shar: 1 } }, 'rollout.shar: is no field; did you mean "share"?'],
    [{ rollout: { policy: fewer, share: 0.1 } }, "it lacks starter, trickle, none"],
    [{ rollout: { policy: fewer, share: 0.1 } }, "nobody else has rest"],
    [
      { rollout: { policy: bare, share: 0.1 }, grantBudget: { perDayUsd: 1 } },
      "rollout.policy: must say its grants for a grantBudget",
    ],
  ])("is refused when wrong: %#", (options, message) => {
    expect(() => createScorer({ store: memoryStore(), ...options } as ScorerOptions)).toThrow(message);
  });
});
