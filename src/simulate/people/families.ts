import { days } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { personName } from "../materials/names.js";
import { addressBeside, homeAddress } from "../materials/networks.js";
import { persona, signupOf } from "../materials/persona.js";
import { startWithin, waking } from "../materials/times.js";
import { groups, members } from "./groups.js";

/** Households. */
export const families = defineCohort({
  name: "family",
  label: "legitimate",
  text: "Households: two or three people on one line, often on the one computer in the house, within days of each other.",
  share: assumed(0.04, "share of people"),
  parameters: {
    size: assumed(2.6, "people of a household who come, about"),
    sharedDevice: assumedShare(0.45, "share who use the computer that all of them use"),
    withinMs: assumed(days(10), "milliseconds within which all of them come"),
  },
  *arrivals(plan) {
    const { size, sharedDevice, withinMs } = plan.values;
    for (const group of groups(plan, size)) {
      const { random: household, country, hoursAhead } = group;
      const parent = persona(household, { country, platform: household.pick(["windows", "mac", "ipad"]) });
      const startAt = startWithin(plan, household, withinMs);
      const stay = { startAt, endAt: Math.min(startAt + withinMs, plan.endAt) };
      const line = homeAddress(household, country);
      yield* members(
        group,
        (random) => waking(random, stay, hoursAhead),
        ({ random, at }) => {
          const name = personName(random, parent.name.culture, parent.name.family);
          const person = persona(random, { country, name, address: addressBeside(random, line) });
          const { device, model, platform, userAgent } = parent;
          const computer = random.chance(sharedDevice)
            ? { device, model, platform, userAgent, address: line }
            : {};
          return signupOf({ ...person, ...computer }, random, at);
        },
      );
    }
  },
});
