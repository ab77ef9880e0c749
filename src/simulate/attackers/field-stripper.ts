import { hours, minutes } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { residentialProxyAddress } from "../materials/networks.js";
import { persona } from "../materials/persona.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { cheapDomain } from "./domains.js";
import { inSittings, sittings } from "./sittings.js";

/** Nothing sent that need not be. */
export const fieldStripper = defineCohort({
  name: "field-stripper",
  label: "abuse",
  text: "Calls the endpoint with a mailbox and nothing else: no browser, no device, no form, so that there is nothing to see but the address it comes from.",
  share: assumed(0.02, "share of attacks"),
  parameters: {
    ...sittings({ size: 35, gapMs: minutes(2), sitting: 10, restMs: hours(15) }),
    ...cost(0.1, "assumed: proxy traffic, and a mailbox or a share of a domain"),
    owned: assumedShare(
      0.4,
      "share of campaigns with a domain of their own; the others have mailboxes at providers",
    ),
  },
  *arrivals(plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const { tools } = campaign;
      const domain = tools.chance(values.owned) ? cheapDomain(tools) : undefined;
      yield* accounts(campaign, ({ random }) => {
        const { email } = persona(random);
        const { ip } = residentialProxyAddress(random);
        return { email: domain === undefined ? email : `${email.split("@")[0]}@${domain}`, ip };
      });
    }
  },
});
