import type { Arrival, Plan } from "../cohort.js";
import { groupSizes } from "../group-sizes.js";
import { anyCountry, type CountryCode } from "../materials/countries.js";
import type { RawSignup } from "../materials/persona.js";
import type { Random } from "../random.js";
import type { Moment } from "./strangers.js";

/** People who come together. */
export interface Group {
  /** Of no other group of the cohort: the `party` of its members. */
  readonly name: string;
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
    const name = `group ${place}`;
    const random = plan.random.fork(name);
    const { code, zones } = anyCountry(random);
    yield { name, random, size: own, country: code, hoursAhead: zones[0]?.[1] ?? 0 };
  }
}

/**
 * The members of a group, one by one: each comes at its own moment, with its own luck.
 * @param group With `person`, all of its members are this one, who comes again and again.
 */
export function* members(
  { name, random, size, country, person }: Group & Pick<Arrival, "person">,
  momentOf: (random: Random, place: number) => number,
  signup: (moment: Moment, place: number) => RawSignup,
): Generator<Arrival> {
  for (let place = 0; place < size; place += 1) {
    const at = momentOf(random.fork(`moment ${place}`), place);
    yield {
      at,
      party: name,
      person,
      signup: () => signup({ random: random.fork(`signup ${place}`), country, at }, place),
    };
  }
}
