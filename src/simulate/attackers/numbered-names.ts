import { hours, minutes } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { anyCountry } from "../materials/countries.js";
import { persona } from "../materials/persona.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { guise, proxied, shown } from "./guise.js";
import { several } from "./several.js";
import { inSittings, sittings } from "./sittings.js";

/** A name and the next number. */
export const numberedNames = defineCohort({
  name: "numbered-names",
  label: "abuse",
  text: "Mailboxes at providers, bought in bulk as one name with numbers that follow each other, from many networks: only side by side do they look alike.",
  share: assumed(0.03, "share of attacks"),
  parameters: {
    ...sittings({ size: 35, gapMs: minutes(8), sitting: 9, restMs: hours(14) }),
    ...cost(0.15, "assumed: mailboxes in bulk and proxy traffic"),
    names: assumed(2, "names a campaign counts up from"),
    step: assumed(3, "how far the next number is at most, as some are taken or sold to others"),
    devices: assumed(8, "browser profiles a campaign has"),
    cleared: assumedShare(0.8, "share of accounts for which the cookies are cleared"),
    careful: assumedShare(0.5, "share of accounts whose clock and language fit the proxy"),
  },
  *arrivals(plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const { tools } = campaign;
      const country = anyCountry(tools).code;
      const provider = tools.weighted(soldInBulk);
      const names = several(values.names, () => ({
        name: persona(tools, { country }).name,
        from: tools.int(10, 900),
      }));
      const profiles = several(values.devices, () => persona(tools));
      yield* accounts(campaign, ({ random, place }) => {
        const person = proxied(random, values.careful, country);
        const { name, from } = names[place % names.length] ?? names[0];
        // Each account's number lies within a step of its own, so that none comes twice.
        const number = from + Math.floor(place / names.length) * values.step + random.int(0, values.step - 1);
        return guise({ ...person, name }, random, {
          email: `${name.given.latin}${name.family.latin}${number}@${provider}`,
          ...shown(random, random.pick(profiles), values.cleared),
        });
      });
    }
  },
});

// Which mailboxes are sold by the hundred. Assumed: those that can be had without a phone, and the one everybody has.
const soldInBulk: readonly (readonly [provider: string, weight: number])[] = [
  ["outlook.com", 4],
  ["hotmail.com", 3],
  ["gmail.com", 4],
  ["yahoo.com", 1],
  ["mail.ru", 1],
];
