import type { Problem } from "trialgate";
import { suggestion } from "trialgate/core";

/** A problem for each name that is no option, with what was probably meant. */
export function unknownOptions(options: object, known: readonly string[]): readonly Problem[] {
  return Object.keys(options)
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: name, message: `is not an option; ${suggestion(name, known)}` }));
}
