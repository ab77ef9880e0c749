import { minutes } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { company, peopleOf } from "../materials/companies.js";
import { homeAddress } from "../materials/networks.js";
import { persona, signupOf } from "../materials/persona.js";
import { officeHour, startsOf } from "../materials/times.js";
import { groups, members } from "./groups.js";

/** A team that is told to try the product. */
export const colleagues = defineCohort({
  name: "colleagues",
  label: "legitimate",
  text: "A team that is told in a meeting to try the product: twenty people of one company within an hour, same domain, same office.",
  share: assumed(0.015, "share of people"),
  parameters: {
    size: assumed(20, "people of a team, about"),
    withinMs: assumed(minutes(60), "milliseconds from the first of them to the last"),
    remote: assumedShare(0.25, "share who sit at home that day"),
  },
  *arrivals(plan) {
    const { size, withinMs, remote } = plan.values;
    for (const group of groups(plan, size)) {
      const employer = company(group.random, group.country);
      const staff = peopleOf(group.random, employer, group.size);
      const startAt = officeHour(group.random, startsOf(plan, withinMs), group.hoursAhead);
      yield* members(
        group,
        (random) => startAt + random.next() * withinMs,
        ({ random, country, at }, place) => {
          const address = random.chance(remote) ? homeAddress(random, country) : employer.egress;
          return signupOf(persona(random, { country, address, ...staff[place] }), random, at);
        },
      );
    }
  },
});
