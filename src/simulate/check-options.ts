import { type Problem, TrialgateError } from "trialgate";
import { problemUnless, unknownOptions } from "trialgate/core";

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
    ...unknownOptions(Object.keys(given), ["name", ...Object.keys(known)]),
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
