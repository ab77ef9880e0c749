import type { Random } from "../random.js";
import { type CountryCode, countryOf } from "./countries.js";
import { type PersonName, personName } from "./names.js";
import { type Address, officeAddress } from "./networks.js";

/** Who gives its people mailboxes. */
export interface Organisation {
  readonly domain: string;
  readonly country: CountryCode;
  /** How it writes its people's addresses before the `@`. */
  readonly localPart: (name: PersonName) => string;
}

/** An organisation that reaches the net from an office. */
export interface Company extends Organisation {
  readonly egress: Address;
}

/** Somebody with a mailbox of an organisation. */
export interface Member {
  readonly name: PersonName;
  readonly email: string;
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

/** `first.last`, as most organisations write it. */
export function firstDotLast({ given, family }: PersonName): string {
  return `${given.latin}.${family.latin}`;
}

const localParts: readonly (readonly [(name: PersonName) => string, number])[] = [
  [firstDotLast, 48],
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

/** People of an organisation. Who would get the mailbox of another gets a number behind it. */
export function peopleOf(
  random: Random,
  { domain, country, localPart }: Organisation,
  count: number,
): readonly Member[] {
  const { cultures } = countryOf(country);
  const taken = new Map<string, number>();
  return Array.from({ length: count }, () => {
    const name = personName(random, random.weighted(cultures));
    const local = localPart(name);
    const namesakes = taken.get(local) ?? 0;
    taken.set(local, namesakes + 1);
    return { name, email: `${local}${namesakes === 0 ? "" : namesakes + 1}@${domain}` };
  });
}

/** A school, named after what stands near it. */
export function school(random: Random, country: CountryCode): Organisation {
  const place = `${random.pick(first)}${random.pick(["wood", "field", "hill", "brook", "ridge", "view", "dale", "gate"])}`;
  const ending = random.pick(countryOf(country).companyEndings.filter((it) => it !== "ai" && it !== "io"));
  const domain = `${place}-${random.pick(["school", "high", "academy", "college", "gymnasium"])}.${ending}`;
  return { domain, country, localPart: firstDotLast };
}
