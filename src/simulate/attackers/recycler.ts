import { days, minutes } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { mailProvider, privateMailbox } from "../materials/mailboxes.js";
import { addressBeside } from "../materials/networks.js";
import { persona } from "../materials/persona.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { differentAddresses } from "./different-addresses.js";
import { guise, shown } from "./guise.js";
import { inSittings, sittings } from "./sittings.js";

/** One person who starts over. */
export const recycler = defineCohort({
  name: "recycler",
  label: "abuse",
  text: "One person at home who opens another mailbox when the credit is used up: hardly to be told from a family, until the fourth account.",
  share: assumed(0.11, "share of attacks"),
  parameters: {
    ...sittings({ size: 8, gapMs: minutes(15), sitting: 1, restMs: days(3) }),
    ...cost(0.02, "assumed: mailboxes for nothing, and a quarter of an hour"),
    cleared: assumedShare(0.35, "share of accounts for which the cookies are cleared"),
    sameName: assumedShare(0.5, "share of people who keep to their own name"),
  },
  *arrivals(plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const { tools } = campaign;
      const owner = persona(tools);
      const candid = tools.chance(values.sameName);
      const mailboxes = differentAddresses(tools, campaign.times.length, (random) => {
        const { country, birthYear } = owner;
        const { name } = candid ? owner : persona(random, { country });
        return privateMailbox(random, name, { country, birthYear, provider: mailProvider(random, country) });
      });
      yield* accounts(campaign, ({ random, place }) =>
        guise({ ...owner, address: addressBeside(random, owner.address) }, random, {
          email: mailboxes[place % mailboxes.length],
          ...shown(random, owner, values.cleared),
          ...(!candid && { name: undefined }),
        }),
      );
    }
  },
});
