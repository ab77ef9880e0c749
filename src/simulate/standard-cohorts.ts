import { standardAttackers } from "./attackers/standard-attackers.js";
import type { Cohort } from "./cohort.js";
import { standardPeople } from "./people/standard-people.js";

/** Everybody in the standard world, people and attackers, with the standard shares. */
export function standardCohorts(): readonly Cohort[] {
  return [...standardPeople(), ...standardAttackers()];
}
