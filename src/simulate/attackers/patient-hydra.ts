import { days, hours } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { anyCountry } from "../materials/countries.js";
import { signupOf } from "../materials/persona.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { disguised, proxied } from "./guise.js";
import { inSittings, sittings } from "./sittings.js";

/** Nothing twice. */
export const patientHydra = defineCohort({
  name: "patient-hydra",
  label: "abuse",
  text: "Another aged mailbox, proxy and browser profile for each account, at a person's pace: next to nothing to see at the door, and dear.",
  share: assumed(0.04, "share of attacks"),
  parameters: {
    ...sittings({ size: 25, gapMs: hours(7), sitting: 3, restMs: days(1.5) }),
    ...cost(
      0.5,
      "assumed: $0.2 to $0.5 for a mailbox some years old, the rest for proxy and browser profile",
    ),
    careful: assumedShare(0.95, "share of accounts whose clock and language fit the proxy"),
    oldAccounts: assumedShare(0.1, "share of accounts opened by the button of a bought account that is old"),
    oldAccountYears: assumed(1.4, "median age of such a bought account, in years"),
  },
  *arrivals(plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const country = anyCountry(campaign.tools).code;
      yield* accounts(campaign, ({ random, at }) =>
        signupOf(proxied(random, values.careful, country), random, at, {
          ...disguised,
          oauth: values.oldAccounts,
          oauthAgeYears: values.oldAccountYears,
        }),
      );
    }
  },
});
