import { type CreditTier, type DataPolicy, definePolicy, type SignupPolicy } from "trialgate";
import type { HistoryRecord } from "trialgate/tuning";
import { tunePolicy } from "trialgate/tuning";

/** Policies after they learned from a history. */
export interface Tuned {
  /** From labels of everybody. */
  readonly onAll: SignupPolicy<CreditTier>;
  /** From a history without `absentAttacks`. */
  readonly onSome: SignupPolicy<CreditTier>;
}

/** Attacks that a policy meets without having seen them. */
export const absentAttacks: readonly string[] = ["catch-all", "gmail-tumbler"];

const labels = 1_000;

/** Lets a policy learn from 1,000 labels of a history. */
export function tunedOn(records: readonly HistoryRecord[], policy: DataPolicy<CreditTier>): Tuned {
  const learn = (history: readonly HistoryRecord[]): DataPolicy<CreditTier> =>
    definePolicy(tunePolicy(evenly(history), policy).policy);
  return {
    onAll: learn(records),
    onSome: learn(records.filter(({ group = "" }) => !absentAttacks.includes(group))),
  };
}

/** So many of them, spread evenly over time. */
function evenly(records: readonly HistoryRecord[]): readonly HistoryRecord[] {
  const step = Math.max(1, records.length / labels);
  return Array.from(
    { length: Math.min(labels, records.length) },
    (_, place) => records[Math.floor(place * step)],
  ).filter((record) => record !== undefined);
}
