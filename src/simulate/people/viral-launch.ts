import { hours } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { anyCountry } from "../materials/countries.js";
import { persona, signupOf } from "../materials/persona.js";
import { startWithin } from "../materials/times.js";

/** The day a product is talked about. */
export const viralLaunch = defineCohort({
  name: "viral-launch",
  label: "legitimate",
  text: "The days on which a product is talked about: ten times as many strangers from everywhere, half of them within hours.",
  share: assumed(
    0.08,
    "share of people; in a world of 120 days, the first day is some nine times a usual one",
  ),
  parameters: {
    halfMs: assumed(hours(9), "milliseconds in which half of what is left of the crowd comes"),
    talk: assumedShare(0.7, "share who come by a link from where it is talked about"),
  },
  *arrivals(plan) {
    const { halfMs, talk } = plan.values;
    const startAt = startWithin(plan, plan.random.fork("launch"), halfMs * 6);
    const lives = 1 - 2 ** (-(plan.endAt - startAt) / halfMs);
    for (let place = 0; place < plan.count; place += 1) {
      const random = plan.random.fork(place);
      const country = anyCountry(random).code;
      // By halves, and all of them before the world ends.
      const at = startAt - Math.log2(1 - lives * random.next()) * halfMs;
      yield {
        at,
        signup: () => {
          const own = plan.random.fork(`signup ${place}`);
          const signup = signupOf(persona(own, { country }), own, at);
          return own.chance(talk) ? { ...signup, referrer: "https://news.ycombinator.com/" } : signup;
        },
      };
    }
  },
});
