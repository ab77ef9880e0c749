import { days, minutes } from "trialgate";
import { assumedShare, defineCohort } from "../cohort.js";
import { persona } from "../materials/persona.js";
import type { Random } from "../random.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { differentAddresses } from "./different-addresses.js";
import { letters } from "./domains.js";
import { guise, proxied, shown } from "./guise.js";
import { inSittings, sittings } from "./sittings.js";

/** One Gmail mailbox, written in many ways. */
export const gmailTumbler = defineCohort({
  name: "gmail-tumbler",
  label: "abuse",
  text: "One Gmail mailbox under many spellings, by dots, +tags and googlemail.com: one person, and new to whoever compares text.",
  share: {
    value: 0.16,
    text: "share of attacks",
    source:
      "assumed, as the most frequent: 69 % of the 1,000 accounts that one site suspended were at Gmail with a +tag (antiwork/gumroad#4236), but those are the ones that were found",
  },
  parameters: {
    ...sittings({ size: 20, gapMs: minutes(4), sitting: 6, restMs: days(1.5) }),
    ...cost(0.01, "assumed: one mailbox for all, and a proxy for some"),
    tags: {
      value: 0.69,
      text: "share of spellings by a +tag; the others move the dots",
      most: 1,
      source: "69 % of the 1,000 accounts that one site suspended (antiwork/gumroad#4236)",
    },
    googlemail: assumedShare(0.15, "share of spellings at googlemail.com"),
    proxied: assumedShare(0.4, "share of campaigns behind residential proxies; the others stay at home"),
    cleared: assumedShare(0.5, "share of accounts for which the cookies are cleared"),
  },
  *arrivals(plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const { tools } = campaign;
      const owner = persona(tools, { provider: "gmail.com" });
      const away = tools.chance(values.proxied);
      const local = owner.email.replace(/@.*|[._]/g, "");
      const spellings = differentAddresses(tools, campaign.times.length, (random) =>
        spell(random, local, values),
      );
      yield* accounts(
        campaign,
        ({ random, place }) => {
          const { address } = away ? proxied(random, 0, owner.country) : owner;
          const email = spellings[place % spellings.length];
          return guise({ ...owner, address }, random, { ...shown(random, owner, values.cleared), email });
        },
        () => ({ person: campaign.name }),
      );
    }
  },
});

/** One spelling of a mailbox. Gmail reads over dots and over what follows a `+` (support.google.com/mail/answer/7436150). */
function spell(
  random: Random,
  local: string,
  { tags, googlemail }: Readonly<Record<"tags" | "googlemail", number>>,
): string {
  const domain = random.chance(googlemail) ? "googlemail.com" : "gmail.com";
  return `${random.chance(tags) ? tagged(random, local) : dotted(random, local)}@${domain}`;
}

function tagged(random: Random, local: string): string {
  const tag = random.weighted<string>([
    [String(random.int(1, 999)), 5],
    [letters(random, random.int(4, 8)), 3],
    [`${random.pick(["ai", "api", "test", "trial", "free", "dev"])}${random.int(1, 99)}`, 2],
  ]);
  return `${local}+${tag}`;
}

function dotted(random: Random, local: string): string {
  return [...local]
    .map((letter, place) => (place > 0 && random.chance(0.35) ? `.${letter}` : letter))
    .join("");
}
