import { hours, minutes } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { anyCountry } from "../materials/countries.js";
import { hostingAddress } from "../materials/networks.js";
import { persona } from "../materials/persona.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { freeHost, letters } from "./domains.js";
import { guise, proxied, shown } from "./guise.js";
import { several } from "./several.js";
import { inSittings, sittings } from "./sittings.js";

/** Mail hosts that cost nothing. */
export const privateSuffixFarm = defineCohort({
  name: "private-suffix-farm",
  label: "abuse",
  text: "Free host names under dynamic DNS and free zones, a new one every few accounts: for naive lists either all of the suffix is bad or none.",
  share: {
    value: 0.05,
    text: "share of attacks",
    source:
      "assumed; 20 % of the domains most abused in real signups stand under such a suffix (castle/disposable-email-domains, May 2026), against 14 of 26,479 addresses of developers",
  },
  parameters: {
    ...sittings({ size: 25, gapMs: minutes(3), sitting: 8, restMs: hours(20) }),
    ...cost(0.02, "assumed: the names are free, proxy traffic is not"),
    perHost: assumed(3, "accounts under one host name"),
    devices: assumed(3, "devices a campaign has"),
    cleared: assumedShare(0.7, "share of accounts for which the cookies are cleared"),
    hosted: assumedShare(
      0.3,
      "share of campaigns on a rented server; the others are behind residential proxies",
    ),
    careful: assumedShare(0.5, "share of accounts whose clock and language fit the proxy"),
  },
  *arrivals(plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const { tools } = campaign;
      const country = anyCountry(tools).code;
      const server = tools.chance(values.hosted) ? hostingAddress(tools) : undefined;
      const devices = several(values.devices, () => persona(tools));
      yield* accounts(campaign, ({ random, place }) => {
        const person = proxied(random, values.careful, country);
        const host = freeHost(campaign.random.fork(`host ${Math.floor(place / values.perHost)}`));
        const local = random.chance(0.5) ? person.email.split("@")[0] : letters(random, random.int(6, 10));
        return guise(person, random, {
          ...server,
          email: `${local}@${host}`,
          ...shown(random, random.pick(devices), values.cleared),
        });
      });
    }
  },
});
