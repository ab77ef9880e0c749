import { days, minutes } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { vpnAddress } from "../materials/networks.js";
import { persona } from "../materials/persona.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { freshDisposableDomain, knownDisposableDomain, letters } from "./domains.js";
import { guise, shown } from "./guise.js";
import { inSittings, sittings } from "./sittings.js";

/** People with mailboxes that last ten minutes. */
export const disposableMail = defineCohort({
  name: "disposable-mail",
  label: "abuse",
  text: "A person by hand with mailboxes that last ten minutes; the services rotate their domains faster than lists follow.",
  share: assumed(0.13, "share of attacks"),
  parameters: {
    ...sittings({ size: 10, gapMs: minutes(5), sitting: 4, restMs: days(2) }),
    ...cost(0.005, "assumed: nothing but the time"),
    known: {
      value: 0.2,
      text: "share of accounts at domains that lists have had for years",
      most: 1,
      source:
        "lists on npm know 13.6 to 20.5 % of the 1,000 domains most abused in real signups (castle/disposable-email-domains, May 2026)",
    },
    lifeMs: {
      value: days(4),
      text: "milliseconds until a service moves on to another domain",
      source: "the median of castle/disposable-email-domains, 2026",
    },
    services: assumed(8, "services with domains that no list has"),
    named: assumedShare(0.5, "share of mailboxes named as people are; the others are random letters"),
    vpn: assumedShare(0.4, "share of campaigns behind a VPN; the others stay at home"),
    cleared: assumedShare(0.6, "share of accounts for which the cookies are cleared"),
  },
  *arrivals(plan) {
    const { values } = plan;
    // The second is used half as much as the first, the third a third as much, and so on. Assumed.
    const popular = Array.from(
      { length: Math.max(1, values.services) },
      (_, place) => [place, 1 / (place + 1)] as const,
    );
    for (const campaign of campaigns(plan, inSittings(values))) {
      const { tools } = campaign;
      const owner = persona(tools);
      const away = tools.chance(values.vpn);
      const service = tools.weighted(popular);
      const known = knownDisposableDomain(tools);
      yield* accounts(campaign, ({ random, at }) => {
        const person = persona(random, { country: owner.country });
        // Everybody who uses the service in the same days is given the same domain.
        const era = Math.floor(at / values.lifeMs);
        const rotated = freshDisposableDomain(plan.random.fork(`service ${service} in era ${era}`));
        const domain = random.chance(values.known) ? known : rotated;
        const local = random.chance(values.named)
          ? person.email.split("@")[0]
          : letters(random, random.int(7, 11));
        return guise({ ...owner, name: person.name }, random, {
          ...(away && vpnAddress(random)),
          ...shown(random, owner, values.cleared),
          email: `${local}@${domain}`,
        });
      });
    }
  },
});
