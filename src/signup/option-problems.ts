import { longestWindowMs } from "../core/counter.js";
import { type Problem, TrialgateError } from "../core/errors.js";

/** Ends the construction of a signal whose options cannot work; does nothing without problems. */
export function refuseOptions(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
}

/** What is wrong with options that are windows of time, by their names: none or one problem each. */
export function windowProblems(windows: Readonly<Record<string, number>>): Problem[] {
  return Object.entries(windows)
    .filter(([, ms]) => !(typeof ms === "number" && ms >= 1 && ms <= longestWindowMs))
    .map(([path]) => ({ path, message: "must be milliseconds from 1 to 365 days, like hours(24)" }));
}
