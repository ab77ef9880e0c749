import type { Circumstances } from "../core/policy.js";
import type { SignalResult } from "../core/signal.js";
import type { Assessment, Challenge } from "./assessment.js";
import { inForce } from "./policy/in-force.js";
import type { SignupPolicy } from "./policy/open-policy.js";

/** How many policies may stand beside the one that judges: each costs its time on every signup. */
export const mostChallengers = 5;

/** What the challengers say, and a warning for each that said nothing. */
export interface Challenged extends Pick<Assessment<string>, "warnings"> {
  readonly challengers: readonly Challenge[];
}

/** Lets other policies judge the same results. Never throws: a challenger that does is a warning. */
export function challenge(
  challengers: readonly SignupPolicy<string>[],
  results: readonly SignalResult[],
  circumstances: Circumstances,
): Challenged {
  const said: Challenge[] = [];
  const warnings: string[] = [];
  for (const challenger of challengers) {
    const policy = inForce(challenger);
    const { id, version } = policy;
    try {
      const { points, coverage, decision, outcome } = policy.decide(results, circumstances);
      said.push({ policy: { id, version }, points, coverage, tier: outcome.tier, decision });
    } catch {
      warnings.push(`challenger-failed: ${id} threw, and its verdict is missing`);
    }
  }
  return { challengers: said, warnings };
}
