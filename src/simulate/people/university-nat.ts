import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { firstDotLast, peopleOf } from "../materials/companies.js";
import { countryOf } from "../materials/countries.js";
import { anyUniversity, universityAddress } from "../materials/networks.js";
import { persona, signupOf } from "../materials/persona.js";
import { waking } from "../materials/times.js";
import { groups, members } from "./groups.js";

/** Students and staff on campus. */
export const universityNat = defineCohort({
  name: "university-nat",
  label: "legitimate",
  text: "Students and staff of a university: hundreds behind the same few addresses, many with addresses of its domain.",
  share: assumed(0.06, "share of people"),
  parameters: {
    campus: assumed(40, "people of one university over the whole time, about"),
    pool: assumed(4, "addresses behind which a campus has its wireless network"),
    ownMail: assumedShare(0.55, "share with a mailbox of the university, the rest with a private one"),
    numbered: assumedShare(0.35, "share of those whose mailbox is named by a student number"),
  },
  *arrivals(plan) {
    const { campus, pool, ownMail, numbered } = plan.values;
    for (const group of groups(plan, campus)) {
      const university = anyUniversity(group.random);
      const { country, domain } = university;
      const students = peopleOf(group.random, { domain, country, localPart: firstDotLast }, group.size);
      yield* members(
        { ...group, country },
        (random) => waking(random, plan, countryOf(country).zones[0]?.[1]),
        ({ random, at }, place) => {
          const address = universityAddress(random, university, pool);
          const number = `${random.pick(["s", "u", "st", ""])}${random.int(1_000_000, 9_999_999)}@${domain}`;
          const theirs = random.chance(numbered) ? number : students[place]?.email;
          const email = random.chance(ownMail) ? theirs : undefined;
          return signupOf(persona(random, { country, address, ...students[place], email }), random, at);
        },
      );
    }
  },
});
