import { days } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { company, peopleOf } from "../materials/companies.js";
import { officeAddress } from "../materials/networks.js";
import { persona, signupOf } from "../materials/persona.js";
import { officeHour, startWithin } from "../materials/times.js";
import { groups, members } from "./groups.js";

/** An agency that sets its clients up. */
export const agency = defineCohort({
  name: "agency",
  label: "legitimate",
  text: "An agency that sets its clients up: twenty accounts from one device and one address, each at a client's own domain.",
  share: assumed(0.008, "share of people"),
  parameters: {
    clients: assumed(20, "accounts of one agency, about"),
    withinMs: assumed(days(5), "milliseconds from the first of them to the last"),
    roles: assumedShare(0.6, "share of accounts at a role's mailbox such as info@, the rest at a person's"),
  },
  *arrivals(plan) {
    const { clients, withinMs, roles } = plan.values;
    for (const group of groups(plan, clients)) {
      const { random: work, country, hoursAhead } = group;
      const clerk = persona(work, { country, address: officeAddress(work, country), platform: "windows" });
      const startAt = startWithin(plan, work, withinMs);
      const week = { startAt, endAt: Math.min(startAt + withinMs, plan.endAt) };
      yield* members(
        group,
        (random) => officeHour(random, week, hoursAhead),
        ({ random, at }) => {
          const client = company(random, country);
          const [contact] = peopleOf(random, client, 1);
          const desk = random.pick(["hello", "info", "office", "marketing", "admin", "team"]);
          const role = random.chance(roles) && { email: `${desk}@${client.domain}` };
          return signupOf({ ...clerk, ...contact, ...role }, random, at, {
            oauth: 0,
            phone: 0.05,
            noScript: 0,
          });
        },
      );
    }
  },
});
