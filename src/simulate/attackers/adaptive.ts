import { hours, minutes } from "trialgate";
import { assumed, defineCohort } from "../cohort.js";
import { anyCountry } from "../materials/countries.js";
import { cookieDevice } from "../materials/devices.js";
import { humanisedFormMs, scriptFormMs } from "../materials/forms.js";
import { type Address, hostingAddress, residentialProxyAddress, vpnAddress } from "../materials/networks.js";
import { type Persona, persona, type RawSignup } from "../materials/persona.js";
import { automationAgent } from "../materials/user-agents.js";
import type { Random } from "../random.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { cheapDomain, freshDisposableDomain, letters } from "./domains.js";
import { countryAt, guise } from "./guise.js";
import { inSittings, sittings } from "./sittings.js";
import { suspectedTools, type Tool } from "./suspicions.js";

/** What a tool is made from: the same for every account until the tool is swapped, or another each time. */
interface Chance {
  readonly held: Random;
  readonly each: Random;
}

type Kinds<Kind> = readonly [Kind, ...Kind[]];

/** Each kind of network, the cheapest first. */
const networks: Kinds<(chance: Chance) => Address> = [
  ({ held }) => hostingAddress(held),
  ({ held }) => vpnAddress(held),
  ({ each }) => residentialProxyAddress(each),
];

/** Each kind of the other tools, the cheapest first. */
const others: Readonly<
  Record<Exclude<Tool, "network" | "locale">, Kinds<(chance: Chance, person: Persona) => Partial<RawSignup>>>
> = {
  mailbox: [
    ({ held, each }) => ({ email: `${letters(each, 9)}@${freshDisposableDomain(held)}` }),
    ({ held }, { email }) => ({ email: `${email.split("@")[0]}@${cheapDomain(held)}` }),
    (_, { email }) => ({ email }),
  ],
  device: [({ held }) => cookieDevice(held), ({ each }) => cookieDevice(each), (_, { device }) => device],
  browser: [({ held }) => ({ userAgent: automationAgent(held) }), (_, { userAgent }) => ({ userAgent })],
  form: [({ each }) => ({ formMs: scriptFormMs(each) }), ({ each }) => ({ formMs: humanisedFormMs(each) })],
};

/** An attacker who reads the answer and mends what gave it away. */
export const adaptive = defineCohort({
  name: "adaptive",
  label: "abuse",
  text: "Asks for the score and, each time, swaps the tool that the strongest reason is about, first for a dearer kind: the worst that showing reasons can do.",
  share: assumed(0.03, "share of attacks"),
  parameters: {
    ...sittings({ size: 30, gapMs: minutes(20), sitting: 6, restMs: hours(18) }),
    ...cost(0.2, "assumed: near nothing at first, a residential proxy and a bought mailbox in the end"),
  },
  *arrivals(plan) {
    for (const campaign of campaigns(plan, inSittings(plan.values))) {
      const home = anyCountry(campaign.tools).code;
      const swaps: Record<Tool, number> = {
        mailbox: 0,
        network: 0,
        device: 0,
        browser: 0,
        form: 0,
        locale: 0,
      };
      const chance = (tool: Tool, each: Random): Chance => ({
        held: campaign.random.fork(`${tool} ${swaps[tool]}`),
        each,
      });

      yield* accounts(
        campaign,
        ({ random }) => {
          const address = kindAfter(swaps.network, networks)(chance("network", random));
          const country = swaps.locale > 0 ? (countryAt(address) ?? home) : home;
          const person = persona(random, { country, address });
          const made = (tool: keyof typeof others) =>
            kindAfter(swaps[tool], others[tool])(chance(tool, random), person);
          return guise(person, random, {
            ...made("mailbox"),
            ...made("device"),
            ...made("browser"),
            ...made("form"),
          });
        },
        () => ({
          learn({ reasons }) {
            const strongest = reasons.find(({ points, signal }) => points > 0 && signal !== "policy");
            if (strongest === undefined) return;
            for (const tool of suspectedTools(strongest.code)) swaps[tool] += 1;
          },
        }),
      );
    }
  },
});

/** The kind of a tool after so many swaps; the dearest is swapped for another of its kind. */
function kindAfter<Kind>(swaps: number, kinds: Kinds<Kind>): Kind {
  return kinds[Math.min(swaps, kinds.length - 1)] ?? kinds[0];
}
