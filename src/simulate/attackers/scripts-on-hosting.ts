import { hours, minutes } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { scriptFormMs } from "../materials/forms.js";
import { hostingAddress } from "../materials/networks.js";
import { persona } from "../materials/persona.js";
import { automationAgent } from "../materials/user-agents.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { freshDisposableDomain, knownDisposableDomain, letters } from "./domains.js";
import { guise } from "./guise.js";
import { several } from "./several.js";
import { inSittings, sittings } from "./sittings.js";

/** A program on rented servers. */
export const scriptsOnHosting = defineCohort({
  name: "scripts-on-hosting",
  label: "abuse",
  text: "A program on a few rented servers that fills the form in seconds, with mailboxes nobody will read again: easy to see, and never gone.",
  share: assumed(0.12, "share of attacks"),
  parameters: {
    ...sittings({ size: 60, gapMs: minutes(0.4), sitting: 25, restMs: hours(10) }),
    ...cost(0.01, "assumed: servers by the hour and mailboxes for nothing"),
    servers: assumed(4, "addresses a campaign has"),
    disguised: assumedShare(0.35, "share of accounts whose program says that it is a browser"),
    disposable: assumedShare(
      0.6,
      "share of accounts with disposable mail; the others have random letters at a provider",
    ),
    trapped: assumedShare(0.08, "share of accounts that fill in the field which people never see"),
  },
  *arrivals(plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const { tools } = campaign;
      const servers = several(values.servers, () => hostingAddress(tools));
      const domains = [knownDisposableDomain(tools), freshDisposableDomain(tools)];
      yield* accounts(campaign, ({ random }) => {
        const person = persona(random, { platform: "linux" });
        const agent = random.chance(values.disguised) ? person.userAgent : automationAgent(random);
        const domain = random.chance(values.disposable)
          ? random.pick(domains)
          : random.pick(["gmail.com", "outlook.com", "hotmail.com"]);
        // What does not claim to be a browser runs no script, so nothing that a script would report is there.
        const inBrowser = agent.startsWith("Mozilla/");
        return guise(person, random, {
          ...random.pick(servers),
          email: `${letters(random, random.int(8, 12))}@${domain}`,
          userAgent: agent,
          timezone: inBrowser ? "UTC" : undefined,
          acceptLanguage: inBrowser ? "en-US,en;q=0.9" : undefined,
          formMs: scriptFormMs(random),
          honeypot: random.chance(values.trapped) ? person.name.latin : "",
          ...(!inBrowser && { deviceId: undefined, deviceKind: undefined }),
        });
      });
    }
  },
});
