import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { carrierAddress } from "../materials/networks.js";
import { persona, signupOf } from "../materials/persona.js";
import { strangers } from "./strangers.js";

/** People on mobile data. */
export const carrierNat = defineCohort({
  name: "carrier-nat",
  label: "legitimate",
  text: "People on mobile data: strangers behind each of a carrier's few addresses, the more of them the more come at all, on phones of the same few models.",
  share: assumed(0.17, "share of people"),
  parameters: {
    pool: assumed(16, "addresses that the customers of one carrier share, as far as they come here"),
    android: assumedShare(0.65, "share on Android, the rest on iPhones"),
  },
  arrivals: (plan) =>
    strangers(plan, ({ random, country, at }) => {
      const address = carrierAddress(random, country, { pool: plan.values.pool });
      const platform = random.chance(plan.values.android) ? "android" : "iphone";
      return signupOf(persona(random, { country, address, platform }), random, at);
    }),
});
