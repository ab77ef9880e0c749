import { days, hours } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { addressBeside, carrierAddress, homeAddress } from "../materials/networks.js";
import { persona, signupOf } from "../materials/persona.js";
import { startsOf, startWithin } from "../materials/times.js";
import { groups, members } from "./groups.js";

/** Everybody in a hall. */
export const hackathon = defineCohort({
  name: "hackathon",
  label: "legitimate",
  text: "Everybody in a hall: a hundred strangers on one address that nobody has seen before, in one evening, often with one code.",
  share: assumed(0.015, "share of people"),
  parameters: {
    size: assumed(110, "people of one event, about"),
    lengthMs: assumed(hours(4), "milliseconds in which nearly all of them sign up"),
    hotspot: assumedShare(0.1, "share who use their phone's network instead"),
    invited: assumedShare(0.5, "share of events that hand out an invitation code"),
  },
  *arrivals(plan) {
    const { size, lengthMs, hotspot, invited } = plan.values;
    for (const group of groups(plan, size)) {
      const { random: event, country, hoursAhead } = group;
      const hall = homeAddress(event, country);
      const inviteCode = event.chance(invited) ? `HACK-${event.int(1000, 9999)}` : undefined;
      // Six in the evening there, of the day it falls on.
      const day = Math.floor(startWithin(plan, event, lengthMs) / days(1)) * days(1);
      const evening = day + hours(18 - hoursAhead);
      const starts = startsOf(plan, lengthMs);
      const startAt = Math.min(Math.max(evening, starts.startAt), starts.endAt);
      yield* members(
        group,
        // Most of them at the start, when the rules have been read out.
        (random) => startAt + lengthMs * random.next() ** 2,
        ({ random, at }) => {
          const address = random.chance(hotspot)
            ? carrierAddress(random, country)
            : addressBeside(random, hall);
          return { ...signupOf(persona(random, { country, address }), random, at), inviteCode };
        },
      );
    }
  },
});
