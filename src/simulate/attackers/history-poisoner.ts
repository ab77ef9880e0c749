import { days, hours, minutes } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { company, peopleOf } from "../materials/companies.js";
import { fingerprintDevice } from "../materials/devices.js";
import { humanFormMs } from "../materials/forms.js";
import { persona } from "../materials/persona.js";
import { accounts, campaigns, type Rhythm } from "./campaigns.js";
import { cost } from "./cost.js";
import { cheapDomain } from "./domains.js";
import { guise } from "./guise.js";

/** Weeks of good behaviour before the burst. */
export const historyPoisoner = defineCohort({
  name: "history-poisoner",
  label: "abuse",
  text: "Weeks of a few harmless signups from one address, domain and browser, so that they look usual when the burst comes; against scores that compare with the past.",
  share: assumed(0.02, "share of attacks"),
  parameters: {
    ...cost(0.1, "assumed: one domain and one line, kept for a month"),
    size: assumed(50, "accounts a campaign opens, about"),
    early: assumedShare(0.4, "share of a campaign's accounts that come before its burst"),
    everyMs: assumed(hours(30), "milliseconds from one early account to the next, median"),
    quietMs: assumed(days(2), "milliseconds of quiet before the burst"),
    gapMs: assumed(minutes(3), "milliseconds from one account to the next in the burst, median"),
  },
  *arrivals(plan) {
    const { values } = plan;
    const earlyOf = (size: number): number => Math.floor(size * values.early);
    const rhythm: Rhythm = (size, random) => {
      const early = earlyOf(size);
      let elapsed = 0;
      return Array.from({ length: size }, (_, place) => {
        if (place > 0) elapsed += random.lognormal(place < early ? values.everyMs : values.gapMs, 0.4);
        if (place > 0 && place === early) elapsed += values.quietMs;
        return elapsed;
      });
    };

    for (const campaign of campaigns(plan, rhythm)) {
      const { tools } = campaign;
      const owner = persona(tools);
      const firm = { ...company(tools, owner.country), domain: cheapDomain(tools) };
      const members = peopleOf(tools, firm, campaign.times.length);
      const device = fingerprintDevice(tools, owner.model);
      const burstAt = campaign.times[earlyOf(campaign.times.length)] ?? 0;
      yield* accounts(
        campaign,
        ({ random, place }) => {
          const member = members[place];
          return guise({ ...owner, ...member, address: firm.egress, device }, random, {
            formMs: humanFormMs(random),
          });
        },
        // The early accounts are kept for the burst: harmless until then, to anybody who looks.
        ({ at }) => ({ idleMs: Math.max(0, burstAt - at) }),
      );
    }
  },
});
