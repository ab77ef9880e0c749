import {
  createScorer,
  definePolicy,
  memoryStore,
  type ScorerOptions,
  type SignupPolicy,
  type Store,
  standardPolicy,
  standardPolicyData,
} from "trialgate";
import { signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { scorerOf } from "./scoring.js";

const strict = definePolicy({ ...standardPolicyData, id: "strict", prior: 0.5 });
const twoTiers = definePolicy({
  id: "two",
  tiers: [
    { id: "yes", decision: "allow", maxPoints: 50, credits: 1 },
    { id: "no", decision: "review", credits: 0 },
  ],
  whenDegraded: "no",
});
const broken: SignupPolicy<string> = {
  id: "broken",
  version: "1",
  decide: () => {
    throw new Error("boom");
  },
};
const disposable = signupInput({ email: "x@mailinator.com" });

describe("challengers", () => {
  it("tell what they would have done, in their order, each with tiers of its own", async () => {
    const { challengers = [], ...rest } = await scorerOf({ challengers: [strict, twoTiers] })(disposable);
    expect(challengers.map(({ policy }) => policy)).toEqual([
      { id: "strict", version: strict.version },
      { id: "two", version: twoTiers.version },
    ]);
    expect(["yes", "no"]).toContain(challengers[1]?.tier);
    expect(rest).toEqual(await scorerOf()(disposable));
  });

  it("say what they say when they judge alone", async () => {
    const [said] = (await scorerOf({ challengers: [strict] })(disposable)).challengers ?? [];
    const { policy, points, coverage, tier, decision } = await scorerOf({ policy: strict })(disposable);
    expect(said).toEqual({ policy, points, coverage, tier, decision });
  });

  it("ask the store for nothing", async () => {
    const memory = memoryStore();
    const asked: string[] = [];
    const noting = Object.fromEntries(
      (["observe", "peek", "related", "forget"] as const).map((name) => [
        name,
        (...args: readonly unknown[]) => {
          asked.push(name);
          return Reflect.apply(memory[name], memory, args);
        },
      ]),
    );
    const store = { persistent: false, ...noting } as unknown as Store;
    await scorerOf({ store, challengers: [strict, twoTiers] })(disposable);
    expect(asked).toEqual(["observe"]);
  });

  it("that throw are a warning, and change no answer", async () => {
    const assessment = await scorerOf({ challengers: [broken, strict] })(disposable);
    expect(assessment.warnings).toEqual(["challenger-failed: broken threw, and its verdict is missing"]);
    expect(assessment.challengers?.map(({ policy }) => policy.id)).toEqual(["strict"]);
    expect(assessment.verdict).toEqual((await scorerOf()(disposable)).verdict);
  });

  it("judge in shadow mode as well", async () => {
    const { challengers } = await scorerOf({ challengers: [strict] })(disposable);
    const score = scorerOf({ challengers: [strict], mode: "shadow", shadowTier: "starter" });
    expect(await score(disposable)).toMatchObject({ tier: "starter", challengers });
  });

  it("leave no trace where there are none", async () => {
    expect(await scorerOf({ challengers: [] })(disposable)).not.toHaveProperty("challengers");
  });

  it.each([
    [{ challengers: strict }, "challengers: must be a list of policies"],
    [{ challengers: [strict, {}] }, "challengers.1: must be a policy"],
    [{ challengers: Array(6).fill(standardPolicy) }, "challengers: must be at most 5"],
  ])("are refused when wrong: %#", (options, message) => {
    expect(() => createScorer({ store: memoryStore(), ...options } as ScorerOptions)).toThrow(message);
  });
});
