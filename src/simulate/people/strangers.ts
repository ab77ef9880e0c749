import type { Arrival, Plan } from "../cohort.js";
import { anyCountry, type CountryCode } from "../materials/countries.js";
import type { RawSignup } from "../materials/persona.js";
import { waking } from "../materials/times.js";
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
