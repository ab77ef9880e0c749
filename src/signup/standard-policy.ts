import type { CreditTier } from "../tiers/grant.js";
import { type DataPolicy, openPolicy } from "./policy/open-policy.js";
import { resolvePolicy } from "./policy/resolve-policy.js";
import { standardPolicyData } from "./policy/standard-policy-data.js";
import { standardSignals } from "./standard-signals.js";

/**
 * The policy that is used when you pass none. Its data is checked by a test instead of at every start. To change
 * something: `definePolicy({ ...standardPolicyData, prior: 0.03 })`.
 */
export const standardPolicy: DataPolicy<CreditTier> = /* @__PURE__ */ openPolicy(
  /* @__PURE__ */ resolvePolicy<CreditTier>(standardPolicyData, /* @__PURE__ */ standardSignals()),
);
