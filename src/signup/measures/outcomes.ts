import { days } from "../../core/clock.js";
import { type Distinct, distinct } from "../../core/counter.js";

/** What an account turned out to be. */
export type Outcome = "abuse" | "legitimate";

/**
 * The aspects of a counter of accounts in which confirmed ones are counted beside it, and for how long. Farms come back
 * within the year, but half a year later a device may have another owner and a number another customer: `recent` lets
 * what is older than 90 days count for less.
 */
export const outcomeAspects = {
  abuse: { abuse: days(365), recent: days(90) },
  legitimate: { legitimate: days(365) },
} as const satisfies Readonly<Record<Outcome, Readonly<Record<string, number>>>>;

/** Counts 1 for an account that was itself confirmed as this. */
export function ownOutcome(id: string, outcome: Outcome): Distinct {
  return distinct(["outcome", outcome, id], id, days(365));
}

/** Counts 1 for an account on hold. */
export function onHold(id: string): Distinct {
  return distinct(["hold", id], id, days(365));
}
