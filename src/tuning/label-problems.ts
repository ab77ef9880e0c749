import { type Problem, problemUnless, TrialgateError, unknownOptions } from "trialgate/core";

/** Options that say which labels count, for how much, and how many there should be. */
interface LabelOptions {
  readonly knownBy?: number | undefined;
  readonly abuseShare?: number | undefined;
  readonly minLabels?: number | undefined;
}

/** What is wrong with such options. */
export function labelProblems({
  knownBy = 0,
  abuseShare = 0.5,
  minLabels = 0,
}: LabelOptions): readonly Problem[] {
  return [
    ...problemUnless(Number.isFinite(knownBy), "knownBy", "must be epoch milliseconds"),
    ...problemUnless(abuseShare > 0 && abuseShare < 1, "abuseShare", "must be above 0 and below 1"),
    ...problemUnless(
      Number.isInteger(minLabels) && minLabels >= 0,
      "minLabels",
      "must be a whole number, 0 or more",
    ),
  ];
}

/**
 * For what has no other options than these.
 * @throws TrialgateError `invalid_config`, with everything that is wrong.
 */
export function checkLabelOptions(options: LabelOptions, known: readonly (keyof LabelOptions)[]): void {
  const problems = [...unknownOptions(Object.keys(options), known), ...labelProblems(options)];
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
}
