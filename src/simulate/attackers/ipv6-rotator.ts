import { hours, minutes } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { addressIn, prefixIn } from "../materials/address-in.js";
import { homePrefix, hostingPrefix } from "../materials/networks.js";
import { persona } from "../materials/persona.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { countryAt, guise, shown } from "./guise.js";
import { inSittings, sittings } from "./sittings.js";

/** One IPv6 range, as many networks as there are accounts. */
export const ipv6Rotator = defineCohort({
  name: "ipv6-rotator",
  label: "abuse",
  text: "One delegated IPv6 range and another /64 of it for each account: thousands of networks that cost as much as one.",
  share: assumed(0.02, "share of attacks"),
  parameters: {
    ...sittings({ size: 30, gapMs: minutes(3), sitting: 15, restMs: hours(12) }),
    ...cost(0.05, "assumed: a /48 comes with a server for some dollars a month, mailboxes in bulk"),
    hosted: assumedShare(
      0.6,
      "share of campaigns with a rented server's /48; the others have a home line's /56",
    ),
    cleared: assumedShare(0.9, "share of accounts for which the cookies are cleared"),
  },
  *arrivals(plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const { tools } = campaign;
      const hosted = tools.chance(values.hosted);
      const { range, ...line } = hosted ? hostingPrefix(tools, 48) : homePrefix(tools, 56);
      // A server is rented from anywhere; a line at home is where its owner lives.
      const owner = persona(tools, { country: hosted ? undefined : countryAt(line) });
      yield* accounts(campaign, ({ random }) => {
        const { email, name } = persona(random, { country: owner.country });
        const ip = addressIn(random, prefixIn(random, range, 64));
        return guise(
          { ...owner, email, name, address: { ...line, ip } },
          random,
          shown(random, owner, values.cleared),
        );
      });
    }
  },
});
