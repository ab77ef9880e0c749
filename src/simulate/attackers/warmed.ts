import { days, hours } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { anyCountry } from "../materials/countries.js";
import { signupOf } from "../materials/persona.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { disguised, proxied, shown } from "./guise.js";
import { several } from "./several.js";
import { inSittings, sittings } from "./sittings.js";

/** Accounts that lie still before they are used. */
export const warmed = defineCohort({
  name: "warmed",
  label: "abuse",
  text: "Opened with bought mailboxes some years old, and left alone for weeks so that the account has an age when it is used: the label comes long after the signup.",
  share: assumed(0.03, "share of attacks"),
  parameters: {
    ...sittings({ size: 25, gapMs: hours(1), sitting: 5, restMs: days(1) }),
    ...cost(0.4, "assumed: $0.2 to $0.5 for a mailbox some years old"),
    leastIdleMs: assumed(days(7), "milliseconds from the signup to the first use, the least"),
    mostIdleMs: assumed(days(30), "milliseconds from the signup to the first use, the most"),
    devices: assumed(5, "browser profiles a campaign has"),
    cleared: assumedShare(0.8, "share of accounts for which the cookies are cleared"),
    careful: assumedShare(0.8, "share of accounts whose clock and language fit the proxy"),
    oldAccounts: assumedShare(0.1, "share of accounts opened by the button of a bought account that is old"),
    oldAccountYears: assumed(1.4, "median age of such a bought account, in years"),
  },
  *arrivals(plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const { tools } = campaign;
      const country = anyCountry(tools).code;
      const profiles = several(values.devices, () => proxied(tools, 1, country));
      yield* accounts(
        campaign,
        ({ random, at }) => ({
          ...signupOf(proxied(random, values.careful, country), random, at, {
            ...disguised,
            oauth: values.oldAccounts,
            oauthAgeYears: values.oldAccountYears,
          }),
          ...shown(random, random.pick(profiles), values.cleared),
        }),
        ({ random }) => ({ idleMs: random.int(values.leastIdleMs, values.mostIdleMs) }),
      );
    }
  },
});
