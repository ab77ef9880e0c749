import { hours } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { anyCountry } from "../materials/countries.js";
import { persona } from "../materials/persona.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { cheapDomain } from "./domains.js";
import { guise, proxied } from "./guise.js";
import { inSittings, sittings } from "./sittings.js";

/** An attacker who finds out how far it can go, and goes no further. */
export const lowAndSlow = defineCohort({
  name: "low-and-slow",
  label: "abuse",
  text: "A few accounts a day with the same domain, address and device until an answer turns bad; then new ones, and from then on it stops one account sooner.",
  share: assumed(0.03, "share of attacks"),
  parameters: {
    ...sittings({ size: 30, gapMs: hours(3), sitting: 3, restMs: hours(16) }),
    ...cost(
      0.15,
      "assumed: a domain and a fixed residential address, among as many accounts as they last for",
    ),
    careful: assumedShare(0.9, "share of its sets of tools whose clock and language fit the proxy"),
  },
  *arrivals(plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const country = anyCountry(campaign.tools).code;
      let sets = 0;
      let uses = 0;
      let limit = Number.POSITIVE_INFINITY;
      const renew = (): void => {
        sets += 1;
        uses = 0;
      };

      yield* accounts(
        campaign,
        ({ random }) => {
          if (uses >= limit) renew();
          uses += 1;
          const tools = campaign.random.fork(`tools ${sets}`);
          const holder = proxied(tools, values.careful, country);
          const { email, name } = persona(random, { country: holder.country });
          return guise({ ...holder, name }, random, {
            email: `${email.split("@")[0]}@${cheapDomain(tools)}`,
          });
        },
        () => ({
          learn({ decision }) {
            if (decision === "allow") return;
            limit = Math.max(1, uses - 1);
            renew();
          },
        }),
      );
    }
  },
});
