import {
  createScorer,
  type DataPolicy,
  definePolicy,
  defineSignal,
  memoryStore,
  standardPolicy,
  standardPolicyData,
  standardSignals,
} from "trialgate";
import { fixedClock, signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { policySwitch } from "../../src/signup/policy-switch.js";
import { scorerOf, start } from "./scoring.js";

const strict = definePolicy({ ...standardPolicyData, id: "strict", prior: 0.5 });
const disposable = signupInput({ email: "x@mailinator.com" });

describe("a policy switch", () => {
  it("judges by the one in force, and says which", async () => {
    const policy = policySwitch(standardPolicy);
    const judge = (): ReturnType<ReturnType<typeof scorerOf>> => scorerOf({ policy })(disposable);
    expect(await judge()).toEqual(await scorerOf()(disposable));
    policy.swap(strict);
    expect(await judge()).toEqual(await scorerOf({ policy: strict })(disposable));
    expect(policy.rollback()).toBe(true);
    expect(await judge()).toEqual(await scorerOf()(disposable));
  });

  it("changes a scorer that is there already, its budget included", async () => {
    const priced = (id: string, credits: number): DataPolicy<"some" | "less" | "nothing"> =>
      definePolicy({
        id,
        tiers: [
          { id: "some", decision: "allow", maxPoints: 100, credits },
          { id: "less", decision: "allow", maxPoints: 200, credits: credits / 10 },
          { id: "nothing", decision: "review", credits: 0 },
        ],
        whenDegraded: "nothing",
      });
    const policy = policySwitch(priced("cheap", 1));
    const score = createScorer({
      store: memoryStore(),
      clock: fixedClock(start),
      policy,
      grantBudget: { perDayUsd: 2 },
    });
    expect((await score(signupInput({ id: "a" }))).grant.credits).toBe(1);
    policy.swap(priced("dear", 1.5));
    // One dollar is left: no room for one and a half, but for the tier below, at the price of the new policy.
    const { policy: judged, verdict, tier, grant } = await score(signupInput({ id: "b" }));
    expect([judged.id, verdict.tier, tier, grant.credits]).toEqual(["dear", "some", "less", 0.15]);
  });

  it("judges a signup to the end by the policy that was in force when it came", async () => {
    const policy = policySwitch(standardPolicy);
    const memory = memoryStore();
    const store = {
      ...memory,
      observe: (...args: Parameters<typeof memory.observe>) => {
        policy.swap(strict);
        return memory.observe(...args);
      },
    };
    const score = scorerOf({ store, policy });
    expect(await score(disposable)).toMatchObject({
      policy: { id: "standard", version: standardPolicy.version },
    });
    expect(await score(disposable)).toMatchObject({ policy: { id: "strict", version: strict.version } });
  });

  it("goes back one step and no further", () => {
    const policy = policySwitch(standardPolicy);
    expect(policy.rollback()).toBe(false);
    policy.swap(strict);
    policy.swap(definePolicy({ ...standardPolicyData, id: "third" }));
    expect([policy.rollback(), policy.id, policy.rollback(), policy.id]).toEqual([
      true,
      "strict",
      false,
      "strict",
    ]);
  });

  it("refuses what would not fit, and stays as it is", () => {
    const policy = policySwitch(standardPolicy);
    const other = definePolicy({
      id: "other",
      tiers: [
        { id: "full", decision: "allow", maxPoints: 50, credits: 1 },
        { id: "rest", decision: "review", credits: 0 },
      ],
      whenDegraded: "rest",
    });
    for (const [next, message] of [
      [other, "it lacks starter, trickle, none"],
      [undefined, "must be a policy made by definePolicy"],
      [{ id: "code", version: "1", decide: standardPolicy.decide }, "must be a policy made by definePolicy"],
    ] as const) {
      expect(() => policy.swap(next as never)).toThrow(message);
    }
    expect(() => policySwitch(null as never)).toThrow("initial: must be a policy made by definePolicy");
    expect([policy.current, policy.rollback()]).toEqual([standardPolicy, false]);
  });

  it("stands where any policy stands: in a rollout, and as a challenger", async () => {
    const policy = policySwitch(standardPolicy);
    const score = scorerOf({ rollout: { policy, share: 1 }, challengers: [policy] });
    policy.swap(strict);
    expect(await score(disposable)).toMatchObject({
      policy: { id: "strict" },
      challengers: [{ policy: { id: "strict" } }],
    });
  });

  it("warns of signals that the policy put in force does not know", async () => {
    const hasNoName = defineSignal({
      id: "no-name",
      group: "identity",
      reasons: { missing: { points: 5, text: "There is no name" } },
      evaluate: ({ name }) => (name === undefined ? [{ code: "missing" }] : []),
    });
    const signals = [...standardSignals(), hasNoName];
    const policy = policySwitch(definePolicy(standardPolicyData, { signals }));
    const score = scorerOf({ policy, signals });
    expect((await score(disposable)).warnings).toEqual([]);
    policy.swap(strict);
    expect((await score(disposable)).warnings[0]).toMatch(/^unknown-signal: no-name /);
  });
});
