import { hours, minutes } from "trialgate";
import { defineCohort } from "../cohort.js";
import { mailProvider } from "../materials/mailboxes.js";
import { persona } from "../materials/persona.js";
import { accounts, campaigns } from "./campaigns.js";
import { cleared, guise, proxied } from "./guise.js";
import { assumed, cost, shareOfAbuse } from "./parameters.js";
import { inSittings, sittings } from "./sittings.js";

/** A name and the next number. */
export const numberedNames = defineCohort({
  name: "numbered-names",
  label: "abuse",
  text: "Mailboxes at providers, bought in bulk as one name with numbers that follow each other, from many networks: only side by side do they look alike",
  share: shareOfAbuse(0.03),
  parameters: {
    ...sittings({ size: 35, gapMs: minutes(8), sitting: 9, restMs: hours(14) }),
    ...cost(0.15, "assumed: mailboxes in bulk and proxy traffic"),
    stems: assumed(2, "names a campaign counts up from"),
    step: assumed(3, "how far the next number is at most, as some are taken or sold to others"),
    devices: assumed(8, "browser profiles a campaign has"),
    cleared: assumed(0.8, "share of accounts for which the cookies are cleared"),
    careful: assumed(0.5, "share of accounts whose clock and language fit the proxy"),
  },
  arrivals: function* (plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const tools = campaign.random.fork("tools");
      const { country } = persona(tools);
      const provider = mailProvider(tools, country);
      const stems = Array.from({ length: values.stems }, () => {
        const { given, family } = persona(tools, { country }).name;
        return { text: `${given.latin}${family.latin}`, from: tools.int(10, 900) };
      });
      const profiles = Array.from({ length: values.devices }, () => persona(tools));
      yield* accounts(campaign, (random, { place }) => {
        const { text = "", from = 0 } = stems[place % stems.length] ?? {};
        // Each account's number lies within its own step, so that none comes twice.
        const number = from + Math.floor(place / stems.length) * values.step + random.int(0, values.step - 1);
        const { device, userAgent } = random.pick(profiles);
        return guise(proxied(random, values.careful, country), random, {
          email: `${text}${number}@${provider}`,
          userAgent,
          ...(random.chance(values.cleared) ? cleared(random, device) : device),
        });
      });
    }
  },
});
