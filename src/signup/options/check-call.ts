import { type Problem, TrialgateError } from "../../core/errors.js";
import { latestInstant } from "../parse/instant.js";

/**
 * Refuses the arguments of one call, with every problem at once.
 * @throws TrialgateError `invalid_input`, unless all are undefined.
 */
export function checkCall(...found: readonly (Problem | undefined)[]): void {
  const problems = found.filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new TrialgateError("invalid_input", problems);
}

/** A problem when `value` is not the id of an assessment. */
export function idProblem(path: string, value: unknown): Problem | undefined {
  const fine = typeof value === "string" && value !== "";
  return fine ? undefined : { path, message: "must be the id of an assessment: a text that is not empty" };
}

/** A problem when `value` is given and no instant. */
export function instantProblem(path: string, value: unknown): Problem | undefined {
  const fine = value === undefined || (typeof value === "number" && value >= 0 && value <= latestInstant);
  return fine
    ? undefined
    : { path, message: "must be epoch milliseconds before the year 3000, or left out for now" };
}
