import { minutes } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { peopleOf, school } from "../materials/companies.js";
import { fingerprintDevice } from "../materials/devices.js";
import { addressBeside, homeAddress } from "../materials/networks.js";
import { persona, signupOf } from "../materials/persona.js";
import { officeHour, startsOf } from "../materials/times.js";
import { browserAgent } from "../materials/user-agents.js";
import { groups, members } from "./groups.js";

/** A school class. */
export const classroom = defineCohort({
  name: "classroom",
  label: "legitimate",
  text: "A class on the school's Chromebooks: thirty people on one address with one fingerprint and one mail domain, in a quarter of an hour.",
  share: assumed(0.012, "share of people"),
  parameters: {
    size: assumed(30, "pupils of a class, about"),
    withinMs: assumed(minutes(15), "milliseconds from the first of them to the last"),
    ownMail: assumedShare(0.8, "share of classes whose pupils have mailboxes of the school"),
  },
  *arrivals(plan) {
    const { size, withinMs, ownMail } = plan.values;
    for (const group of groups(plan, size)) {
      const { random: lesson, country, hoursAhead } = group;
      // Schools mostly have a business line of the local provider.
      const line = homeAddress(lesson, country);
      const pupils = peopleOf(lesson, school(lesson, country), group.size);
      const given = lesson.chance(ownMail);
      const device = fingerprintDevice(lesson, `school image ${lesson.int(1, 400)}`);
      const userAgent = browserAgent(lesson, "chromebook");
      const startAt = officeHour(lesson, startsOf(plan, withinMs), hoursAhead);
      yield* members(
        group,
        (random) => startAt + random.next() * withinMs,
        ({ random, at }, place) => {
          const address = addressBeside(random, line);
          const pupil = given ? pupils[place] : { name: pupils[place]?.name };
          const birthYear = random.int(2009, 2013);
          const person = persona(random, { country, address, platform: "chromebook", birthYear, ...pupil });
          return signupOf({ ...person, device, userAgent }, random, at, image);
        },
      );
    }
  },
});

// What a child at a managed machine does not do.
const image = { card: 0, phone: 0, noScript: 0, oauthAgeYears: 1.5 };
