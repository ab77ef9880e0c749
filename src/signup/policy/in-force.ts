import type { SignupPolicy } from "./open-policy.js";

/** The policy that judges now, where one stands for others in turn: hold on to it for the whole of a judgement. */
export function inForce<Tier extends string>(policy: SignupPolicy<Tier>): SignupPolicy<Tier> {
  return policy.current ?? policy;
}
