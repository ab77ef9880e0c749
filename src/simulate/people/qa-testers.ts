import { hours } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { company, peopleOf } from "../materials/companies.js";
import { cookieDevice } from "../materials/devices.js";
import { persona, signupOf } from "../materials/persona.js";
import { officeHour, startsOf } from "../materials/times.js";
import { groups, members } from "./groups.js";

/** Testers at a customer. */
export const qaTesters = defineCohort({
  name: "qa-tester",
  label: "legitimate",
  text: "A tester at a customer who opens account after account with +tags of one mailbox at the company, on one device.",
  share: assumed(0.008, "share of people"),
  parameters: {
    accounts: assumed(8, "accounts of one tester, about"),
    withinMs: assumed(hours(3), "milliseconds from the first of them to the last"),
    freshCookies: assumedShare(
      0.4,
      "share of accounts opened in a fresh window, with a device id of their own",
    ),
  },
  *arrivals(plan) {
    const { accounts, withinMs, freshCookies } = plan.values;
    for (const group of groups(plan, accounts)) {
      const { random: work, country, hoursAhead } = group;
      const employer = company(work, country);
      const [employee] = peopleOf(work, employer, 1);
      const tester = persona(work, {
        country,
        address: employer.egress,
        platform: work.pick(["windows", "mac"]),
        ...employee,
      });
      const startAt = officeHour(work, startsOf(plan, withinMs), hoursAhead);
      const word = work.pick(["test", "qa", "demo", "trial", "signup"]);
      yield* members(
        { ...group, person: group.name },
        (random, place) => startAt + ((place + random.next()) / group.size) * withinMs,
        ({ random, at }, place) => {
          const email = tester.email.replace("@", `+${word}${place + 1}@`);
          const device = random.chance(freshCookies) ? cookieDevice(random) : tester.device;
          return signupOf({ ...tester, email, device }, random, at, {
            oauth: 0,
            card: 0.02,
            phone: 0,
            noScript: 0,
          });
        },
      );
    }
  },
});
