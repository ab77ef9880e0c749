import type { KeyedHash } from "../identifiers/hash.js";
import { draw } from "./draw.js";
import { inForce } from "./policy/in-force.js";
import type { SignupPolicy } from "./policy/open-policy.js";

/** A policy on its way in: a share of all subjects is judged by it instead. */
export interface Rollout<Tier extends string = string> {
  /** Has the same tiers as the policy it is to replace. */
  readonly policy: SignupPolicy<Tier>;
  /** 0..1. May grow: whoever is judged by the new policy stays with it. */
  readonly share: number;
}

/** The policy that judges a subject: the same each time, on every instance. */
export type PolicyFor<Tier extends string> = (subject: string) => Promise<SignupPolicy<Tier>>;

/** Sends each subject to one of two policies, or all of them to the only one. */
export function createPolicyFor<Tier extends string>(
  policy: SignupPolicy<Tier>,
  rollout: Rollout<Tier> | undefined,
  hash: KeyedHash,
): PolicyFor<Tier> {
  if (rollout === undefined) return async () => inForce(policy);
  return async (subject) => {
    const next = inForce(rollout.policy);
    // By the policy's id, so that it is not always the same people on whom something new is tried.
    const isNext = (await draw(hash, `rollout:${next.id}`, subject)) < rollout.share;
    return isNext ? next : inForce(policy);
  };
}
