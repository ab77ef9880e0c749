// Compiled by `npm run typecheck` and never run: what the compiler says of policies that come in by degrees.
import { type CreditTier, createScorer, definePolicy, memoryStore, standardPolicyData } from "trialgate";
import { type PolicySwitch, policySwitch } from "../../src/signup/policy-switch.js";

const store = memoryStore();
const next = definePolicy({ ...standardPolicyData, id: "next" });
const twoTiers = definePolicy({
  id: "two",
  tiers: [
    { id: "gold", decision: "allow", maxPoints: 50, credits: 10 },
    { id: "lead", decision: "review", credits: 0 },
  ],
  whenDegraded: "lead",
});

// Without a policy of yours the tiers are those of the standard one; challengers may have any.
export const scorers = [
  createScorer({ store, rollout: { policy: next, share: 0.05 }, challengers: [next, twoTiers] }),
  createScorer({ store, holdout: { share: 0.02, tier: "starter" } }),
];

// @ts-expect-error a policy with other tiers cannot stand in
createScorer({ store, rollout: { policy: twoTiers, share: 0.05 } });

// @ts-expect-error "startr" is not a tier
createScorer({ store, holdout: { share: 0.02, tier: "startr" } });

// A switch stands where a policy stands, and takes what has the same tiers.
export const exchanged: PolicySwitch<CreditTier> = policySwitch(next);
createScorer({ store, policy: exchanged, mode: "shadow", shadowTier: "trickle" });
exchanged.swap(next);
// @ts-expect-error a policy with other tiers
exchanged.swap(twoTiers);
