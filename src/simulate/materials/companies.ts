import type { Random } from "../random.js";
import { type CountryCode, countryOf } from "./countries.js";
import type { PersonName } from "./names.js";
import { type Address, officeAddress } from "./networks.js";

/** A company: its mail domain, how it writes its people's addresses, and where it reaches the net. */
export interface Company {
  readonly domain: string;
  readonly country: CountryCode;
  readonly localPart: (name: PersonName) => string;
  readonly egress: Address;
}

// Two words of trade make a plausible name of nobody in particular.
const first =
  "north blue bright clear cedar copper delta ember falcon fern granite harbor hazel iron juniper kestrel lumen maple meadow nimbus nova oak onyx orchid pine pixel prairie quartz raven river rowan sable sierra silver slate solar spruce stone summit swift terra tidal timber umber vector velvet vertex violet willow zephyr alpine amber anchor arbor atlas aurora basalt beacon birch".split(
    " ",
  );
const second =
  "works labs soft data systems logic forge bridge path point line wave field craft grid base stack flow shift mind gate ware link port yard house studio media health legal energy foods freight motors optics robotics analytics consulting partners design security mobility dynamics networks instruments materials".split(
    " ",
  );

const localParts: readonly (readonly [(name: PersonName) => string, number])[] = [
  [({ given, family }) => `${given.latin}.${family.latin}`, 48],
  [({ given, family }) => `${given.latin.charAt(0)}${family.latin}`, 18],
  [({ given }) => given.latin, 16],
  [({ given, family }) => `${given.latin.charAt(0)}.${family.latin}`, 10],
  [({ given, family }) => `${given.latin}${family.latin.charAt(0)}`, 5],
  [({ given, family }) => `${family.latin}.${given.latin}`, 3],
];

/** A name for a company's domain, without its ending. */
export function companyName(random: Random): string {
  return `${random.pick(first)}${random.chance(0.15) ? "-" : ""}${random.pick(second)}`;
}

/** A company of a country. */
export function company(random: Random, country: CountryCode): Company {
  return {
    domain: `${companyName(random)}.${random.pick(countryOf(country).companyEndings)}`,
    country,
    localPart: random.weighted(localParts),
    egress: officeAddress(random, country),
  };
}

/** Somebody's mailbox at work. */
export function workMailbox(name: PersonName, { domain, localPart }: Company): string {
  return `${localPart(name)}@${domain}`;
}
