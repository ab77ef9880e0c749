import { days, hours } from "trialgate";
import type { Random } from "../random.js";

/** When somebody may come. */
export interface Span {
  /** Epoch ms. */
  readonly startAt: number;
  /** Epoch ms. */
  readonly endAt: number;
}

/** How busy each hour of a person's day is, from midnight. Assumed, after the usual curve of web traffic. */
const hourly = [9, 5, 3, 2, 2, 3, 8, 18, 34, 52, 60, 60, 54, 56, 60, 60, 58, 54, 50, 52, 56, 54, 42, 22];
const busiest = Math.max(...hourly);
/** How busy each day of the week is, from Sunday, beside a working day. Assumed. */
const daily = [0.55, 1, 1, 1, 1, 0.95, 0.55];

/** One moment at which a person is awake and about. Epoch ms. `hoursAhead` of UTC is where the person lives. */
export function waking(random: Random, { startAt, endAt }: Span, hoursAhead = 0): number {
  let at = startAt;
  // By rejection; half of all tries are taken, so this ends.
  for (let tries = 0; tries < 64; tries += 1) {
    at = startAt + random.next() * (endAt - startAt);
    const local = at + hours(hoursAhead);
    const hour = Math.floor((local % days(1)) / hours(1));
    // 1970 began on a Thursday.
    const day = (Math.floor(local / days(1)) + 4) % 7;
    if (random.chance(((hourly[hour] ?? 0) / busiest) * (daily[day] ?? 1))) break;
  }
  return at;
}

/** Moments of `count` people, with the rhythm of days and weeks where they live, in order. Epoch ms. */
export function wakingTimes(random: Random, count: number, span: Span, hoursAhead = 0): readonly number[] {
  return Array.from({ length: count }, () => waking(random, span, hoursAhead)).sort((a, b) => a - b);
}

/** A moment in office hours of a working day. Epoch ms. `hoursAhead` of UTC is where the office stands. */
export function officeHour(random: Random, { startAt, endAt }: Span, hoursAhead = 0): number {
  const at = waking(random, { startAt, endAt }, hoursAhead);
  const midnight = Math.floor((at + hours(hoursAhead)) / days(1)) * days(1);
  const weekday = (midnight / days(1) + 4) % 7;
  const shift = weekday === 0 ? 1 : weekday === 6 ? 2 : 0;
  const moved = midnight + days(shift) + hours(9 + random.next() * 8 - hoursAhead);
  return Math.min(Math.max(moved, startAt), endAt);
}

/** When something that lasts `lengthMs` may start, so that it ends within the plan, if it can. */
export function startsOf({ startAt, endAt }: Span, lengthMs: number): Span {
  return { startAt, endAt: Math.max(startAt, endAt - lengthMs) };
}

/** A start, at any hour, of something that lasts `lengthMs`. Epoch ms. */
export function startWithin(plan: Span, random: Random, lengthMs: number): number {
  const { startAt, endAt } = startsOf(plan, lengthMs);
  return startAt + random.next() * (endAt - startAt);
}
