import type { Problem } from "trialgate/core";

/** No problem when all is fine, else this one: to be spread into a list of them. */
export function unless(fine: boolean, path: string, message: string): readonly Problem[] {
  return fine ? [] : [{ path, message }];
}
