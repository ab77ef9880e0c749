import { days, type SignupInput, type VerifiedFact } from "trialgate";
import type { Random } from "../random.js";
import { anyCountry, type CountryCode, countryOf } from "./countries.js";
import { cookieDevice, type DeviceIdentity, deviceModel, fingerprintDevice } from "./devices.js";
import { personFormMs } from "./forms.js";
import { type Habits, habits } from "./habits.js";
import { privateMailbox } from "./mailboxes.js";
import { type PersonName, personName } from "./names.js";
import { type Address, homeAddress } from "./networks.js";
import { type Card, paymentCard } from "./payments.js";
import { phoneNumber } from "./phones.js";
import { browserAgent, type Platform, platforms } from "./user-agents.js";

/** A raw signup: what a handler sees, before a world gives it its id and its time. */
export type RawSignup = Omit<SignupInput, "id" | "at">;

/** What is settled of a person beforehand; chance settles the rest. */
export interface PersonaOptions {
  readonly country?: CountryCode | undefined;
  /** Default: a name that is usual in the country. */
  readonly name?: PersonName | undefined;
  /** A four-digit year; default: that of a grown-up. */
  readonly birthYear?: number | undefined;
  /** Default: a private mailbox. */
  readonly email?: string | undefined;
  readonly platform?: Platform | undefined;
  /** The domain of a mail provider. */
  readonly provider?: string | undefined;
  /** Default: a line at home. */
  readonly address?: Address | undefined;
}

/** Somebody with a name, a place, a mailbox and a device. */
export interface Persona {
  readonly country: CountryCode;
  readonly name: PersonName;
  /** A four-digit year. */
  readonly birthYear: number;
  readonly email: string;
  /** E.164 text. */
  readonly phone: string;
  readonly card: Card;
  readonly address: Address;
  /** IANA name. */
  readonly timezone: string;
  /** How far the person's clock is ahead of UTC, in hours. */
  readonly hoursAhead: number;
  /** An `Accept-Language` header. */
  readonly acceptLanguage: string;
  readonly platform: Platform;
  /** What devices of the kind have in common. */
  readonly model: string;
  readonly device: DeviceIdentity;
  readonly userAgent: string;
}

/** Makes somebody up. Two who are made one after the other share nothing but what `options` settles. */
export function persona(random: Random, options: PersonaOptions = {}): Persona {
  const home = options.country === undefined ? anyCountry(random) : countryOf(options.country);
  const name = options.name ?? personName(random, random.weighted(home.cultures));
  // Half are under 30. Assumed.
  const grownUp = Math.round(1996 + 9 * Math.max(-4, Math.min(1.2, random.normal(0, 1))));
  const birthYear = options.birthYear ?? grownUp;
  const [timezone, hoursAhead] = random.weighted(home.zones.map((zone) => [zone, zone[2]]));
  const platform = options.platform ?? random.weighted(platforms);
  const model = deviceModel(random, platform);
  const { provider } = options;
  const fingerprinted = random.chance(habits.fingerprint.value);
  return {
    country: home.code,
    name,
    birthYear,
    email: options.email ?? privateMailbox(random, name, { country: home.code, birthYear, provider }),
    phone: phoneNumber(random, home.code),
    card: paymentCard(random, home.code),
    address: options.address ?? homeAddress(random, home.code),
    timezone,
    hoursAhead,
    acceptLanguage: random.weighted(home.languages),
    platform,
    model,
    device: fingerprinted ? fingerprintDevice(random, model) : cookieDevice(random),
    userAgent: browserAgent(random, platform),
  };
}

/**
 * The raw signup of a person: by a form or by the button of another account, with what happens to be missing.
 * @param at Epoch ms of the signup: the account elsewhere is older than that.
 * @param own Where the person's kind does otherwise than people do.
 */
export function signupOf(person: Persona, random: Random, at: number, own: Habits = {}): RawSignup {
  const habit = (name: keyof typeof habits): number => own[name] ?? habits[name].value;
  const does = (name: keyof typeof habits): boolean => random.chance(habit(name));
  const { address, device, name } = person;
  const oauth = does("oauth");
  const script = !does("noScript");
  const email = oauth || does("verifiedEmail");
  const phone = does("phone");
  const answered = phone && does("verifiedPhone");
  const card = does("card");
  const proven: VerifiedFact[] = [];
  if (oauth) proven.push("oauth");
  if (email) proven.push("email");
  if (answered) proven.push("phone");
  if (card) proven.push("card");
  return {
    email: person.email,
    ip: address.ip,
    country: address.country,
    asn: address.asn,
    userAgent: person.userAgent,
    acceptLanguage: person.acceptLanguage,
    channel: oauth ? "oauth" : "web",
    ...(script && { ...device, timezone: person.timezone }),
    ...(script && !oauth && { formMs: personFormMs(random) }),
    ...(!oauth && { honeypot: "" }),
    ...(does("name") && { name: does("ownScript") ? name.written : name.latin }),
    ...(phone && { phone: person.phone }),
    ...(card && person.card),
    ...(proven.length > 0 && { verified: proven }),
    ...(oauth && { oauthAccountCreatedAt: Math.round(at - oauthAgeMs(random, habit("oauthAgeYears"))) }),
  };
}

/** Nobody's account elsewhere is older than such accounts are: Gmail began in April 2004. */
function oauthAgeMs(random: Random, medianYears: number): number {
  return days(Math.min(20 * 365, 365 * random.lognormal(medianYears, 0.8)));
}
