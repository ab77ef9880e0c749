// Compiled by `npm run typecheck` and never run: what a user of scores and policies is told by the compiler.
import {
  type Assessment,
  type CreditTier,
  createScorer,
  type Decision,
  definePolicy,
  memoryStore,
  openPolicy,
  type PolicyData,
  type ResolvedPolicy,
  type SignupPolicy,
  type Store,
  scoreSignup,
  standardPolicyData,
} from "trialgate";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

const store = memoryStore() satisfies Store;
const policy = definePolicy({
  id: "two",
  tiers: [
    { id: "gold", decision: "allow", maxPoints: 50, credits: 10 },
    { id: "lead", decision: "review", credits: 0 },
  ],
  whenDegraded: "lead",
});

// The names of the tiers come from the policy, and reach the assessment.
same<keyof typeof policy.grants, "gold" | "lead">(true);
export const byTier = createScorer({ store, policy });
same<Awaited<ReturnType<typeof byTier>>["tier"], "gold" | "lead">(true);
export const standard = createScorer({ store });
same<Awaited<ReturnType<typeof standard>>["tier"], CreditTier>(true);
export const once = scoreSignup({ email: "jane.doe@example.com" }, { store, policy });
same<Awaited<typeof once>["verdict"]["tier"], "gold" | "lead">(true);

const changed = definePolicy({ ...standardPolicyData, prior: 0.03 });
same<keyof typeof changed.grants, CreditTier>(true);
export const reopened: SignupPolicy<"gold" | "lead"> = openPolicy<"gold" | "lead">(
  JSON.parse("{}") as ResolvedPolicy<"gold" | "lead">,
);

// @ts-expect-error a comparison with a tier that the policy does not have
export const isSilver = (assessment: Assessment<"gold" | "lead">): boolean => assessment.tier === "silver";

// @ts-expect-error "silver" is not a tier of this policy
createScorer({ store, policy, mode: "shadow", shadowTier: "silver" });

// @ts-expect-error a store is required
createScorer({});

// @ts-expect-error a field that there is not
export const misspelt = byTier({ emial: "jane.doe@example.com" });

definePolicy({
  id: "no-such-tier",
  tiers: [{ id: "gold", decision: "allow", credits: 10 }],
  // @ts-expect-error nobody can fall to a tier that is not there
  whenDegraded: "silver",
});

// @ts-expect-error a decision that there is not
export const refusing: PolicyData["tiers"][number] = { id: "no", decision: "refuse", credits: 0 };

// A switch over decisions is exhaustive: a new decision would not compile here.
export function answer(decision: Decision): string {
  switch (decision) {
    case "allow":
      return "Welcome";
    case "challenge":
      return "One more step";
    case "review":
      return "We will have a look";
    case "block":
      return "No";
  }
}

// And so is one over tiers.
export function credits(tier: CreditTier): number {
  switch (tier) {
    case "full":
      return 8;
    case "starter":
      return 1;
    case "trickle":
      return 0.25;
    case "none":
      return 0;
  }
}

// An assessment cannot be changed.
export function meddle(assessment: Assessment): void {
  // @ts-expect-error readonly
  assessment.tier = "full";
  // @ts-expect-error readonly, also within
  assessment.grant.credits = 100;
  // @ts-expect-error readonly, also in lists
  assessment.reasons.push({ code: "x", points: 0, text: "", signal: "" });
}
