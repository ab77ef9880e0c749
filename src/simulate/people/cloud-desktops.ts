import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { company, peopleOf } from "../materials/companies.js";
import { workbenchAddress } from "../materials/networks.js";
import { persona, signupOf } from "../materials/persona.js";
import { strangers } from "./strangers.js";

/** Developers whose machine stands in a cloud. */
export const cloudDesktops = defineCohort({
  name: "cloud-desktop",
  label: "legitimate",
  text: "Developers whose machine stands in a cloud, so that a person's browser comes from a data centre, on Linux and in UTC.",
  share: assumed(0.025, "share of people"),
  parameters: {
    utc: assumedShare(0.6, "share whose machine is set to UTC"),
    linux: assumedShare(0.7, "share on Linux, the rest on Windows"),
    atWork: assumedShare(0.35, "share with the mailbox of an employer"),
  },
  arrivals: (plan) =>
    strangers(plan, ({ random, country, at }) => {
      const { utc, linux, atWork } = plan.values;
      const address = workbenchAddress(random);
      const platform = random.chance(linux) ? "linux" : "windows";
      const [employee] = random.chance(atWork) ? peopleOf(random, company(random, country), 1) : [];
      const person = persona(random, { country, address, platform, ...employee });
      const timezone = random.chance(utc) ? "UTC" : person.timezone;
      return signupOf({ ...person, timezone }, random, at, { oauth: 0.55 });
    }),
});
