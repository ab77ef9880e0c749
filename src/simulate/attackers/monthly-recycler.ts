import { days, hours } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { mailProvider } from "../materials/mailboxes.js";
import { addressBeside } from "../materials/networks.js";
import { paymentCard } from "../materials/payments.js";
import { persona } from "../materials/persona.js";
import { accounts, campaigns, type Rhythm } from "./campaigns.js";
import { cost } from "./cost.js";
import { guise, shown } from "./guise.js";
import { several } from "./several.js";

/** The same people, each month anew. */
export const monthlyRecycler = defineCohort({
  name: "monthly-recycler",
  label: "abuse",
  text: "Comes back each month with the same devices, the same few cards and one more number behind its name: forgotten by whoever counts for thirty days.",
  share: assumed(0.04, "share of attacks"),
  parameters: {
    ...cost(0.05, "assumed: mailboxes for nothing, a few virtual cards for all"),
    size: assumed(20, "accounts a campaign opens in all its visits, about"),
    everyMs: assumed(days(30), "milliseconds from one visit to the next"),
    gapMs: assumed(hours(0.5), "milliseconds from one account to the next in a visit, median"),
    devices: assumed(2, "devices a campaign has, whose cookies it keeps"),
    cards: assumed(2, "virtual cards a campaign has"),
    withCard: assumedShare(0.25, "share of accounts with a card"),
    prepaid: assumedShare(0.6, "share of the cards that are prepaid"),
  },
  *arrivals(plan) {
    const { values } = plan;
    const months = Math.max(1, Math.floor((plan.endAt - plan.startAt) / values.everyMs));
    const rhythm: Rhythm = (size, random) => {
      const visits = Math.min(months, size);
      let visit = 0;
      let elapsed = 0;
      return Array.from({ length: size }, (_, place) => {
        const current = Math.floor((place * visits) / size);
        // Some hours later than that, as people are.
        if (current > visit) elapsed = current * values.everyMs + random.lognormal(hours(6), 0.8);
        else if (place > 0) elapsed += random.lognormal(values.gapMs, 0.6);
        visit = current;
        return elapsed;
      });
    };

    for (const campaign of campaigns(plan, rhythm)) {
      const { tools } = campaign;
      const owner = persona(tools);
      const devices = several(values.devices, () => persona(tools, { country: owner.country }));
      const cards = several(values.cards, () =>
        paymentCard(tools, owner.country, tools.chance(values.prepaid) ? "prepaid" : "debit"),
      );
      const stem = `${owner.name.given.latin}${owner.name.family.latin}`;
      const provider = mailProvider(tools, owner.country);
      const since = tools.int(1, 20);
      yield* accounts(campaign, ({ random, place }) => {
        const address = addressBeside(random, owner.address);
        const email = `${stem}${since + place}@${provider}`;
        const visitor = { ...owner, address, email, card: random.pick(cards) };
        return guise(visitor, random, shown(random, random.pick(devices), 0), { card: values.withCard });
      });
    }
  },
});
