import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { anyCountry } from "../materials/countries.js";
import { carrierAddress, homeAddress } from "../materials/networks.js";
import { persona, signupOf } from "../materials/persona.js";
import { strangers } from "./strangers.js";

/** People away from home. */
export const travellers = defineCohort({
  name: "traveller",
  label: "legitimate",
  text: "People away from home and people who moved: address, clock, language, phone and card speak of different countries.",
  share: assumed(0.02, "share of people"),
  parameters: {
    clockOfHome: assumedShare(0.35, "share whose device still keeps the time of home"),
    mobile: assumedShare(0.3, "share on a phone's network abroad, the rest on a line"),
    card: assumedShare(0.2, "share who add a card, from home"),
  },
  arrivals: (plan) =>
    strangers(plan, ({ random, country, at }) => {
      const { clockOfHome, mobile, card } = plan.values;
      const away = anyCountry(random);
      const address = random.chance(mobile)
        ? carrierAddress(random, away.code)
        : homeAddress(random, away.code);
      const person = persona(random, { country, address });
      const [timezone] = random.weighted(away.zones.map((zone) => [zone, zone[2]]));
      const clock = random.chance(clockOfHome) ? person.timezone : timezone;
      return signupOf({ ...person, timezone: clock }, random, at, { card, phone: 0.2 });
    }),
});
