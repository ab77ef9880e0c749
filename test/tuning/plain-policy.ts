import { type CreditTier, type DataPolicy, definePolicy, type PolicyData } from "trialgate";

/** A policy whose numbers stay as they are, however the standard one is tuned: a clean signup stands at 23.78 points. */
export const plainPolicyData = {
  id: "plain",
  prior: 0.1667,
  offset: -3,
  corroboration: 6,
  goodFloor: -36,
  caps: { email: [-10, 52], network: [-10, 35] },
  weights: {
    "disposable-email.listed": 43,
    "geo-mismatch.language": 3,
    "ip-reputation.hosting": 16,
    "phone.reused": 26,
  },
  tiers: [
    { id: "full", decision: "allow", maxPoints: 34, needs: ["strongFact"], credits: 8 },
    { id: "starter", decision: "allow", maxPoints: 50, credits: 1 },
    { id: "trickle", decision: "challenge", maxPoints: 76, credits: 0.25 },
    { id: "none", decision: "review", credits: 0 },
  ],
  whenDegraded: "trickle",
} as const satisfies PolicyData<CreditTier>;

/** The plain policy with other weights, the rest as it is. */
export const plainData = (id: string, weights: Readonly<Record<string, number>>): PolicyData<CreditTier> => ({
  ...plainPolicyData,
  id,
  weights: { ...plainPolicyData.weights, ...weights },
});

/** {@link plainPolicyData}, ready to decide. */
export const plainPolicy: DataPolicy<CreditTier> = definePolicy(plainPolicyData);
