import type { Verdict } from "../core/policy.js";
import type { Assessment } from "./assessment.js";
import type { SignupOutcome, SignupPolicy } from "./policy/open-policy.js";

/**
 * What a policy makes of a signup that was assessed before, perhaps under another policy: no signal runs, no store is
 * asked. A grant budget comes after a verdict and is not in it.
 * @param assessment Of a signup that could be read: `degraded` does not name `input`.
 */
export function judgeAgain<Tier extends string>(
  { results, channel, fallback }: Pick<Assessment<string>, "results" | "channel" | "fallback">,
  policy: SignupPolicy<Tier>,
): Verdict<SignupOutcome<Tier>> {
  return policy.decide(results, { channel, degraded: fallback });
}
