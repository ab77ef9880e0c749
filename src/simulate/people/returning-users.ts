import { days } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { cookieDevice } from "../materials/devices.js";
import { addressBeside, homeAddress } from "../materials/networks.js";
import { persona, signupOf } from "../materials/persona.js";
import { startWithin } from "../materials/times.js";
import { groups, members } from "./groups.js";

/** People who come a second time. */
export const returningUsers = defineCohort({
  name: "returning",
  label: "legitimate",
  text: "People who come a second time: a lost password, a new job, a private account beside the one at work; often the same device, seldom the same mailbox.",
  share: assumed(0.03, "share of people"),
  parameters: {
    accounts: assumed(2, "accounts of one person, about"),
    gapMs: assumed(days(30), "milliseconds from one to the next, at most twice that"),
    sameDevice: assumedShare(0.6, "share of returns with the same device id"),
    sameMailbox: assumedShare(0.15, "share of returns with the same mailbox, its owner having forgotten it"),
    moved: assumedShare(0.3, "share of returns from another address"),
  },
  *arrivals(plan) {
    const { accounts, gapMs, sameDevice, sameMailbox, moved } = plan.values;
    for (const group of groups(plan, accounts)) {
      const { random: life, country } = group;
      const person = persona(life, { country });
      const startAt = startWithin(plan, life, gapMs * 2);
      const gap = Math.min(gapMs * 2, plan.endAt - startAt) / Math.max(1, group.size);
      yield* members(
        { ...group, person: group.name },
        (random, place) => startAt + (place + random.next()) * gap,
        ({ random, at }, place) => {
          if (place === 0) return signupOf(person, random, at);
          const other = persona(random, { country, name: person.name });
          const again = {
            ...person,
            email: random.chance(sameMailbox) ? person.email : other.email,
            device: random.chance(sameDevice) ? person.device : cookieDevice(random),
            address: random.chance(moved)
              ? homeAddress(random, country)
              : addressBeside(random, person.address),
          };
          return signupOf(again, random, at);
        },
      );
    }
  },
});
