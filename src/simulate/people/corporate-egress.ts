import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { company, peopleOf } from "../materials/companies.js";
import { homeAddress } from "../materials/networks.js";
import { persona, signupOf } from "../materials/persona.js";
import { officeHour } from "../materials/times.js";
import { groups, members } from "./groups.js";

/** Employees who find the product one after the other. */
export const corporateEgress = defineCohort({
  name: "corporate-egress",
  label: "legitimate",
  text: "Employees who find the product one after the other: one domain of their company, one address of its office.",
  share: assumed(0.12, "share of people"),
  parameters: {
    colleagues: assumed(3, "people of one company over the whole time, about"),
    remote: assumedShare(0.35, "share who sit at home that day"),
  },
  *arrivals(plan) {
    for (const group of groups(plan, plan.values.colleagues)) {
      const employer = company(group.random, group.country);
      const staff = peopleOf(group.random, employer, group.size);
      yield* members(
        group,
        (random) => officeHour(random, plan, group.hoursAhead),
        ({ random, country, at }, place) => {
          const address = random.chance(plan.values.remote) ? homeAddress(random, country) : employer.egress;
          return signupOf(persona(random, { country, address, ...staff[place] }), random, at);
        },
      );
    }
  },
});
