// The way up in one session: little credit, a challenge, more credit. The same id, so nobody is counted twice.
import { type Assessment, createScorer, type ScorerOptions, type SignupInput } from "trialgate";

export type Challenge = (assessment: Assessment) => Promise<boolean>;

export async function signUp(
  input: SignupInput,
  options: ScorerOptions,
  challenge: Challenge,
): Promise<Assessment> {
  const score = createScorer(options);
  const first = await score(input);
  // Create the account with `first.grant` now: whoever gives up on the challenge still has a little to try.
  if (first.decision !== "challenge" || !(await challenge(first))) return first;
  // What was verified is your word: it comes from your challenge and never from the form.
  return score({ ...input, verified: [...(input.verified ?? []), "challenge"] });
}
