import { type Problem, problemUnless } from "trialgate/core";

/** What is wrong with options that say which labels count, and for how much. */
export function labelProblems({
  knownBy = 0,
  abuseShare = 0.5,
}: {
  readonly knownBy?: number | undefined;
  readonly abuseShare?: number | undefined;
}): readonly Problem[] {
  return [
    ...problemUnless(Number.isFinite(knownBy), "knownBy", "must be epoch milliseconds"),
    ...problemUnless(abuseShare > 0 && abuseShare < 1, "abuseShare", "must be above 0 and below 1"),
  ];
}
