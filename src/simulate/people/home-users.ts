import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { persona, signupOf } from "../materials/persona.js";
import { strangers } from "./strangers.js";

/** People at home. */
export const homeUsers = defineCohort({
  name: "home",
  label: "legitimate",
  text: "People at home, each on a line and a device of their own: what most signups look like.",
  share: assumed(0.327, "share of people"),
  parameters: {
    tagged: assumedShare(0.01, "share who put a +tag into their address, to see who sells it"),
  },
  arrivals: (plan) =>
    strangers(plan, ({ random, country, at }) => {
      const person = persona(random, { country });
      const signup = signupOf(person, random, at);
      return random.chance(plan.values.tagged) ? { ...signup, email: tagged(person.email) } : signup;
    }),
});

function tagged(email: string): string {
  return email.replace("@", "+ai@");
}
