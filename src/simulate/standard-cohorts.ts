import type { Cohort } from "./cohort.js";

/** Everybody in the standard world, people and attackers, with the standard shares. */
export function standardCohorts(): readonly Cohort[] {
  return [];
}
