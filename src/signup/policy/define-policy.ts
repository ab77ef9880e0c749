import { TrialgateError } from "../../core/errors.js";
import { toProblems } from "../../core/problems.js";
import type { SignupSignal } from "../signal.js";
import { standardSignals } from "../standard-signals.js";
import { checkPolicy } from "./check-policy.js";
import { type DataPolicy, openPolicy } from "./open-policy.js";
import type { PolicyData } from "./policy-data.js";
import { policySchema } from "./policy-schema.js";
import { resolvePolicy } from "./resolve-policy.js";

/** Options of {@link definePolicy}. */
export interface DefinePolicyOptions {
  /** The signals whose reasons the policy weighs. Default: `standardSignals()`; add your own to it. */
  readonly signals?: readonly SignupSignal[] | undefined;
}

/**
 * Makes a policy of data: checked, resolved to plain data, ready to decide.
 * @throws TrialgateError `invalid_config` with every problem at once: a wrong form, a misspelt name (with what was
 * probably meant), a tier that nobody can reach, thresholds that overlap.
 */
export function definePolicy<const Tier extends string>(
  data: PolicyData<Tier>,
  { signals = standardSignals() }: DefinePolicyOptions = {},
): DataPolicy<Tier> {
  const formed = policySchema.safeParse(data);
  if (!formed.success) throw new TrialgateError("invalid_config", toProblems(formed.error.issues, data));
  const resolved = resolvePolicy(data, signals);
  const problems = checkPolicy(data, resolved, signals);
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
  return openPolicy(resolved);
}
