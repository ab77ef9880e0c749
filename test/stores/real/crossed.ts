import { days, distinct, rate, type SealedCounter, sum } from "trialgate";
import { token } from "./token.js";

/** Few enough that calls of eight always meet. */
export const crossedKeys: readonly string[] = Array.from({ length: 24 }, (_, place) =>
  token(`crossed ${place}`),
);

/** The counter that stands under each of them: all three kinds in turn. */
export function crossedCounter(place: number, member: string): SealedCounter {
  const key = crossedKeys[place] ?? "";
  if (place % 3 === 0) return { ...sum([], 1, days(30)), key };
  return place % 3 === 1 ? { ...distinct([], member, days(30), 100), key } : { ...rate([], days(30)), key };
}

/** When all of it happens: a rate of one instant has lost nothing. */
export const crossedAt: number = Date.UTC(2026, 0, 1);
