import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { mailProvider } from "../materials/mailboxes.js";
import { persona, signupOf } from "../materials/persona.js";
import type { Random } from "../random.js";
import { strangers } from "./strangers.js";

// Where most mailboxes are named otherwise than by an English first and last name.
const elsewhere = [
  "CN",
  "CN",
  "CN",
  "JP",
  "KR",
  "VN",
  "RU",
  "UA",
  "PL",
  "EG",
  "AE",
  "TR",
  "IN",
  "ZA",
  "NG",
] as const;

/** People whose address looks odd to those who write otherwise. */
export const manyScripts = defineCohort({
  name: "many-scripts",
  label: "legitimate",
  text: "People whose addresses look like noise to those who write otherwise: phone numbers, initials, clusters of consonants, single letters, other scripts.",
  share: assumed(0.03, "share of people"),
  parameters: {
    international: assumedShare(0.06, "share with letters beyond ASCII in the address itself (RFC 6531)"),
    numeric: assumedShare(0.6, "share of those in China with a mailbox named by their phone number"),
    initials: assumedShare(
      0.4,
      "share of the others with initials and digits, as is usual in Vietnam and with pinyin",
    ),
  },
  arrivals: (plan) =>
    strangers(plan, ({ random, at }) => {
      const { international, numeric, initials } = plan.values;
      const country = random.pick(elsewhere);
      const person = persona(random, { country });
      const { given, middle, family } = person.name;
      const provider = mailProvider(random, country);
      const firsts = [family, middle, given].map(({ latin }) => latin.charAt(0)).join("");
      const local =
        country === "CN" && random.chance(numeric)
          ? `1${random.pick([3, 5, 7, 8])}${digits(random, 9)}`
          : random.chance(initials)
            ? `${firsts}${random.pick([given.latin, `.${given.latin}`, consonants(random)])}${digits(random, 4)}`
            : random.pick([
                `${family.latin.replace(/[aeiou]/g, "")}${given.latin.charAt(0)}${digits(random, 4)}`,
                `${family.latin}-${middle.latin}.${given.latin}${digits(random, 2)}`,
              ]);
      // Few providers take such addresses; Gmail delivers to them, so people have them elsewhere.
      const own = `${written(person.name.written)}@${random.pick(["почта.рф", "例え.jp", "mail.xn--p1ai"])}`;
      const email = random.chance(international) ? own : `${local}@${provider}`;
      return signupOf({ ...person, email }, random, at, { ownScript: 0.9, name: 0.8 });
    }),
});

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.int(0, 9)).join("");

const consonants = (random: Random): string =>
  Array.from({ length: random.int(1, 3) }, () => random.pick([..."bcdghklmnpqtvx"])).join("");

const written = (name: string): string => name.replaceAll(" ", ".").toLowerCase();
