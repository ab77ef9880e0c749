import { type Problem, TrialgateError } from "../../core/errors.js";

/**
 * Refuses the options of a signal when it is made, with every problem at once.
 * @throws TrialgateError `invalid_config`, unless all are undefined.
 */
export function checkOptions(...found: readonly (Problem | undefined)[]): void {
  const problems = found.filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
}

/** A problem when `value` is not a number from `least` to `most`; `like` shows a good one. */
export function numberProblem(
  path: string,
  value: unknown,
  least: number,
  most: number,
  like: string,
): Problem | undefined {
  if (typeof value === "number" && value >= least && value <= most) return undefined;
  return { path, message: `must be a number from ${least} to ${most}, like ${like}` };
}

/** A problem when `value` is not a list of texts that are not empty; `like` shows a good one. */
export function textsProblem(path: string, value: unknown, like: string): Problem | undefined {
  const good = Array.isArray(value) && value.every((item) => typeof item === "string" && item !== "");
  return good ? undefined : { path, message: `must be a list of texts that are not empty, like ${like}` };
}

/** A problem when `value` is given and no function; `from` says what it is asked and answers: "from a domain to its age". */
export function functionProblem(path: string, value: unknown, from: string): Problem | undefined {
  const fine = value === undefined || typeof value === "function";
  return fine ? undefined : { path, message: `must be a function ${from}` };
}

/** A problem when `value` is none of two words. */
export function eitherProblem(path: string, value: unknown, one: string, other: string): Problem | undefined {
  return value === one || value === other ? undefined : { path, message: `must be "${one}" or "${other}"` };
}
