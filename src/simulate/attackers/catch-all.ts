import { days, minutes } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { anyCountry } from "../materials/countries.js";
import { persona } from "../materials/persona.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { cheapDomain } from "./domains.js";
import { guise, proxied, shown } from "./guise.js";
import { several } from "./several.js";
import { inSittings, sittings } from "./sittings.js";

/** Own domains that take every address. */
export const catchAll = defineCohort({
  name: "catch-all",
  label: "abuse",
  text: "Domains of its own that take mail for any name, behind residential proxies: each account looks like a small firm, and no list knows it.",
  share: assumed(0.12, "share of attacks"),
  parameters: {
    ...sittings({ size: 40, gapMs: minutes(6), sitting: 8, restMs: days(1) }),
    ...cost(0.1, "assumed: a domain for $1 to $2 among its accounts, and a few cents of proxy traffic"),
    domains: assumed(2, "domains a campaign has"),
    numbered: assumedShare(0.3, "share of campaigns that number their addresses; the others make up names"),
    devices: assumed(3, "devices a campaign has"),
    cleared: assumedShare(0.7, "share of accounts for which the cookies are cleared"),
    careful: assumedShare(0.6, "share of accounts whose clock and language fit the proxy"),
  },
  *arrivals(plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const { tools } = campaign;
      const domains = several(values.domains, () => cheapDomain(tools));
      const devices = several(values.devices, () => persona(tools));
      const country = anyCountry(tools).code;
      const numbered = tools.chance(values.numbered);
      const word = tools.pick(["user", "team", "dev", "mail", "test", "work", "acc"]);
      yield* accounts(campaign, ({ random, place }) => {
        const person = proxied(random, values.careful, country);
        const local = numbered ? `${word}${place + 1}` : person.email.split("@")[0];
        return guise(person, random, {
          email: `${local}@${random.pick(domains)}`,
          ...shown(random, random.pick(devices), values.cleared),
        });
      });
    }
  },
});
