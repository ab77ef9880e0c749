import type { SignupInput } from "trialgate";
import { type Cohort, simulate } from "trialgate/simulate";

/** What a cohort signs up with, in order, when nobody answers it. All of it is one campaign if the cohort's size is large. */
export function signupsOf(cohort: Cohort, count = 40, days = 120): readonly SignupInput[] {
  return Array.from(
    simulate({ seed: "attack", signups: count, days, cohorts: [cohort] }),
    ({ input }) => input,
  );
}

/** How many different values there are. */
export function kinds(values: Iterable<unknown>): number {
  return new Set(values).size;
}

/** The part after the `@`. */
export function hostOf({ email = "" }: SignupInput): string {
  return email.slice(email.indexOf("@") + 1);
}
