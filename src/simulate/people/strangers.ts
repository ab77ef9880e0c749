import type { Arrival, Plan } from "../cohort.js";
import { groupSizes } from "../groups.js";
import { anyCountry, type CountryCode } from "../materials/countries.js";
import type { RawSignup } from "../materials/persona.js";
import { type Span, waking } from "../materials/times.js";
import type { Random } from "../random.js";

/** Somebody about to sign up: where, when and with what luck. */
export interface Moment {
  /** The person's own. */
  readonly random: Random;
  readonly country: CountryCode;
  /** Epoch ms. */
  readonly at: number;
}

/** People who have nothing to do with each other: each from anywhere, at a waking moment there. */
export function* strangers(plan: Plan, signup: (moment: Moment) => RawSignup): Generator<Arrival> {
  for (let place = 0; place < plan.count; place += 1) {
    const random = plan.random.fork(place);
    const { code, zones } = anyCountry(random);
    const at = waking(random, plan, zones[0]?.[1]);
    // Its luck is drawn when its time comes: a planned world of millions holds no more of each than this.
    yield { at, signup: () => signup({ random: plan.random.fork(`signup ${place}`), country: code, at }) };
  }
}

/** People who come together. */
export interface Group {
  /** The group's own. */
  readonly random: Random;
  readonly size: number;
  readonly country: CountryCode;
  /** How far the clock there is ahead of UTC, in hours. */
  readonly hoursAhead: number;
}

/** Splits a plan into groups of about `size`, each somewhere; together exactly `plan.count`. */
export function* groups(plan: Plan, size: number): Generator<Group> {
  for (const [place, own] of groupSizes(plan.random.fork("sizes"), plan.count, size).entries()) {
    const random = plan.random.fork(`group ${place}`);
    const { code, zones } = anyCountry(random);
    yield { random, size: own, country: code, hoursAhead: zones[0]?.[1] ?? 0 };
  }
}

/** The members of a group, one by one: each comes at its own moment, with its own luck. */
export function* members(
  { random, size, country }: Group,
  momentOf: (random: Random, place: number) => number,
  signup: (moment: Moment, place: number) => RawSignup,
): Generator<Arrival> {
  for (let place = 0; place < size; place += 1) {
    const at = momentOf(random.fork(`moment ${place}`), place);
    yield { at, signup: () => signup({ random: random.fork(`signup ${place}`), country, at }, place) };
  }
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
