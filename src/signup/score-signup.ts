import type { CreditTier } from "../tiers/grant.js";
import type { Assessment } from "./assessment.js";
import type { SignupInput } from "./input.js";
import { createJudge } from "./judge.js";
import { lookAndCount } from "./look.js";
import { notify } from "./notify.js";
import { resolveOptions, type ScorerOptions } from "./scorer-options.js";

/**
 * Scores one signup. Rejects with a TrialgateError: `invalid_input`, or `invalid_config` where a policy, lists or a clock
 * that you passed in throws. In shadow mode it never rejects.
 */
export type Scorer<Tier extends string = CreditTier> = (input: SignupInput) => Promise<Assessment<Tier>>;

/**
 * Makes a scorer: checks the options once and keeps what can be prepared. Make it at module scope.
 * @throws TrialgateError `invalid_config` with every problem at once.
 * @example
 * const score = createScorer({ store: memoryStore() });
 * const { tier, decision, grant } = await score({ email, ip, userAgent, deviceId });
 */
export function createScorer<Tier extends string = CreditTier>(options: ScorerOptions<Tier>): Scorer<Tier> {
  const resolved = resolveOptions(options);
  const judge = createJudge(resolved);
  return async (input) => {
    const assessment = await judge(input, lookAndCount);
    notify(resolved.onEvent, { type: "assessed", assessment });
    return assessment;
  };
}

/** The same for one call. Checks the options each time and knows nothing of earlier failures of the store: prefer `createScorer`. */
export async function scoreSignup<Tier extends string = CreditTier>(
  input: SignupInput,
  options: ScorerOptions<Tier>,
): Promise<Assessment<Tier>> {
  return createScorer(options)(input);
}
