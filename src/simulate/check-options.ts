import { type Problem, TrialgateError } from "trialgate";
import { problemUnless, suggestion } from "trialgate/core";

/** A problem for each option that there is not, with what was probably meant. */
export function unknownNames(given: readonly string[], known: readonly string[]): readonly Problem[] {
  return given
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: name, message: `is not an option; ${suggestion(name, known)}` }));
}

/**
 * Numbers that somebody gave, each at least 0.
 * @param whose Stands before each path, such as `cohort home`.
 * @throws TrialgateError `invalid_config` with every problem at once.
 */
export function checkNumbers(
  whose: string,
  given: Readonly<Record<string, number | undefined>>,
  known: readonly string[],
): void {
  const problems = [
    ...unknownNames(Object.keys(given), known),
    ...Object.entries(given).flatMap(([name, value]) =>
      problemUnless(
        value === undefined || (Number.isFinite(value) && value >= 0),
        name,
        "must be a number of at least 0",
      ),
    ),
  ];
  throwIfAny(problems.map(({ path, message }) => ({ path: `${whose}: ${path}`, message })));
}

/** @throws TrialgateError `invalid_config` when there are problems. */
export function throwIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
}
