import { days, hours } from "trialgate";
import { defineCohort } from "../cohort.js";
import { personFormMs } from "../materials/forms.js";
import { accounts, campaigns } from "./campaigns.js";
import { guise, proxied } from "./guise.js";
import { oldAccount } from "./old-account.js";
import { assumed, cost, shareOfAbuse } from "./parameters.js";
import { inSittings, sittings } from "./sittings.js";

/** Nothing twice. */
export const patientHydra = defineCohort({
  name: "patient-hydra",
  label: "abuse",
  text: "Another aged mailbox, proxy and browser profile for each account, at a person's pace: next to nothing to see at the door, and dear",
  share: shareOfAbuse(0.04),
  parameters: {
    ...sittings({ size: 25, gapMs: hours(7), sitting: 3, restMs: days(1.5) }),
    ...cost(
      0.5,
      "assumed: $0.2 to $0.5 for a mailbox some years old, the rest for proxy and browser profile",
    ),
    careful: assumed(0.95, "share of accounts whose clock and language fit the proxy"),
    oldAccounts: assumed(0.1, "share of accounts opened by the button of a bought account that is old"),
  },
  arrivals: function* (plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const { country } = proxied(campaign.random.fork("tools"), 1, "US");
      yield* accounts(campaign, (random, { at }) => {
        const person = proxied(random, values.careful, country);
        const own = { formMs: personFormMs(random) };
        return guise(person, random, random.chance(values.oldAccounts) ? oldAccount(random, at) : own);
      });
    }
  },
});
