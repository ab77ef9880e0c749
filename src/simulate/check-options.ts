import { type Problem, TrialgateError } from "trialgate";
import { problemUnless, suggestion } from "trialgate/core";

/** A problem for each option that there is not, with what was probably meant. */
export function unknownNames(given: readonly string[], known: readonly string[]): readonly Problem[] {
  return given
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: name, message: `is not an option; ${suggestion(name, known)}` }));
}

/**
 * Numbers that somebody set parameters to.
 * @param whose Stands before each path, such as `cohort home`.
 * @throws TrialgateError `invalid_config` with every problem at once.
 */
export function checkNumbers(
  whose: string,
  given: Readonly<Record<string, number | undefined>>,
  known: Readonly<Record<string, { readonly most?: number | undefined }>>,
): void {
  const problems = [
    ...unknownNames(Object.keys(given), ["name", ...Object.keys(known)]),
    ...Object.entries(given).flatMap(([name, value]) => {
      const most = known[name]?.most;
      const fine = value === undefined || (Number.isFinite(value) && value >= 0 && value <= (most ?? value));
      const range = most === undefined ? "of at least 0" : `within 0 and ${most}`;
      return problemUnless(fine, name, `must be a number ${range}`);
    }),
  ];
  throwIfAny(problems.map(({ path, message }) => ({ path: `${whose}: ${path}`, message })));
}

/** @throws TrialgateError `invalid_config` when there are problems. */
export function throwIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
}
