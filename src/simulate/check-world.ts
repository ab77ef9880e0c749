import { days, type Problem } from "trialgate";
import { problemUnless, unknownOptions } from "trialgate/core";
import { throwIfAny } from "./check-options.js";
import type { Cohort } from "./cohort.js";

/** A world with every default filled in. */
export interface ResolvedWorld {
  readonly seed: string | number;
  readonly signups: number;
  readonly startAt: number;
  readonly days: number;
  readonly abuseShare: number;
  readonly cohorts: readonly Cohort[];
}

// Before the year 3000, as instants of signups must be.
const latest = Date.UTC(3000, 0, 1);

/**
 * @param given The names of the options that were passed.
 * @throws TrialgateError `invalid_config` with every problem at once.
 */
export function checkWorld(given: readonly string[], world: ResolvedWorld): void {
  const { seed, signups, startAt, days: length, abuseShare, cohorts } = world;
  throwIfAny([
    ...unknownOptions(given, Object.keys(world)),
    ...problemUnless(
      typeof seed === "string" || Number.isFinite(seed),
      "seed",
      "is required: text or a number; the same seed gives the same world",
    ),
    ...problemUnless(
      Number.isInteger(signups) && signups >= 1,
      "signups",
      "must be a whole number of at least 1",
    ),
    ...problemUnless(
      Number.isFinite(startAt) && startAt >= 0 && !(startAt + days(length) >= latest),
      "startAt",
      "must be epoch milliseconds, and the world must end before the year 3000",
    ),
    ...problemUnless(Number.isFinite(length) && length > 0, "days", "must be a number above 0"),
    ...problemUnless(abuseShare >= 0 && abuseShare <= 1, "abuseShare", "must be within 0 and 1"),
    ...cohortProblems(cohorts),
  ]);
}

function cohortProblems(cohorts: readonly Cohort[]): readonly Problem[] {
  if (!Array.isArray(cohorts)) {
    return [{ path: "cohorts", message: "must be a list, like [...standardCohorts(), mine()]" }];
  }
  const strange = cohorts.flatMap((cohort: unknown, place) => strangeness(cohort, `cohorts.${place}`));
  if (strange.length > 0) return strange;
  const names = cohorts.map(({ name }) => name);
  const twice = names.filter((name, place) => names.indexOf(name) !== place);
  return [
    ...problemUnless(cohorts.length > 0, "cohorts", "must hold at least one cohort"),
    ...[...new Set(twice)].map((name) => ({
      path: "cohorts",
      message: `has two named "${name}", who would do the same at the same time: give one a name of its own`,
    })),
    ...problemUnless(
      cohorts.length === 0 || cohorts.some(({ share }) => share > 0),
      "cohorts",
      "must hold a cohort with a share above 0",
    ),
  ];
}

/** A cohort as JavaScript may hand it over: `people.homeUsers` is soon written for `people.homeUsers()`. */
function strangeness(cohort: unknown, path: string): readonly Problem[] {
  if (typeof cohort === "function") {
    return [{ path, message: "is what makes a cohort: call it, as in people.homeUsers()" }];
  }
  const { arrivals, share }: Partial<Cohort> = cohort ?? {};
  const fine = typeof arrivals === "function" && typeof share === "number";
  return problemUnless(fine, path, "must be a cohort, made by what defineCohort returns");
}
