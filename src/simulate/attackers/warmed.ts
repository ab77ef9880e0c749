import { days, hours } from "trialgate";
import { defineCohort } from "../cohort.js";
import { accounts, campaigns } from "./campaigns.js";
import { cleared, guise, proxied } from "./guise.js";
import { oldAccount } from "./old-account.js";
import { assumed, cost, shareOfAbuse } from "./parameters.js";
import { inSittings, sittings } from "./sittings.js";

/** Accounts that lie still before they are used. */
export const warmed = defineCohort({
  name: "warmed",
  label: "abuse",
  text: "Opened with bought mailboxes some years old, and left alone for weeks so that the account has an age when it is used: the label comes long after the signup",
  share: shareOfAbuse(0.03),
  parameters: {
    ...sittings({ size: 25, gapMs: hours(1), sitting: 5, restMs: days(1) }),
    ...cost(0.4, "assumed: $0.2 to $0.5 for a mailbox some years old"),
    leastIdleMs: assumed(days(7), "milliseconds from the signup to the first use, the least"),
    mostIdleMs: assumed(days(30), "milliseconds from the signup to the first use, the most"),
    devices: assumed(5, "browser profiles a campaign has"),
    cleared: assumed(0.8, "share of accounts for which the cookies are cleared"),
    careful: assumed(0.8, "share of accounts whose clock and language fit the proxy"),
    oldAccounts: assumed(0.1, "share of accounts opened by the button of a bought account that is old"),
  },
  arrivals: function* (plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const tools = campaign.random.fork("tools");
      const profiles = Array.from({ length: values.devices }, () => proxied(tools, 1, "US"));
      const { country } = proxied(tools, 1, "US");
      yield* accounts(
        campaign,
        (random, { at }) => {
          const { device, userAgent } = random.pick(profiles);
          return guise(proxied(random, values.careful, country), random, {
            userAgent,
            ...(random.chance(values.cleared) ? cleared(random, device) : device),
            ...(random.chance(values.oldAccounts) && oldAccount(random, at)),
          });
        },
        (random) => ({ idleMs: random.int(values.leastIdleMs, values.mostIdleMs) }),
      );
    }
  },
});
