import type { Random } from "../random.js";
import { type CountryCode, countryOf } from "./countries.js";
import type { PersonName } from "./names.js";

/** A private mailbox and who writes it how. */
export interface MailboxOptions {
  /** ISO 3166-1 alpha-2: whose providers. */
  readonly country: CountryCode;
  /** The domain of a provider; default: one by its share in the country. */
  readonly provider?: string | undefined;
  /** A four-digit year. */
  readonly birthYear: number;
}

/** The domain of a mail provider, by its share in a country. */
export function mailProvider(random: Random, country: CountryCode): string {
  return random.weighted(countryOf(country).mail);
}

/** A private mailbox at a provider of the country. */
export function privateMailbox(
  random: Random,
  name: PersonName,
  { country, birthYear, provider = mailProvider(random, country) }: MailboxOptions,
): string {
  // QQ's mailboxes are account numbers unless their owner asks for a name.
  if (provider === "qq.com" && random.chance(0.8)) return `${random.int(100_000_000, 3_999_999_999)}@qq.com`;
  return `${localPart(random, name, birthYear, !noDots.has(provider))}@${provider}`;
}

// Providers whose local parts have no dot: Naver, Daum and Kakao (their help pages on ids), NetEase.
const noDots: ReadonlySet<string> = new Set([
  "naver.com",
  "daum.net",
  "hanmail.net",
  "kakao.com",
  "163.com",
  "126.com",
]);

const nicks =
  "dragon shadow wolf star moon sky sun fox cat panda tiger ninja pixel coffee music code game night storm ocean river flower cloud dream happy crazy little mister super dark blue red golden magic lucky silent frost neon retro turbo rocket guitar photo travel book pizza mango".split(
    " ",
  );

// Relays that forward to a mailbox nobody sees (their sites): Apple, DuckDuckGo, Firefox, SimpleLogin, Proton Pass, addy.io.
const relays: readonly (readonly [domain: string, weight: number])[] = [
  ["privaterelay.appleid.com", 40],
  ["duck.com", 16],
  ["mozmail.com", 14],
  ["simplelogin.com", 10],
  ["passmail.net", 12],
  ["anonaddy.me", 8],
];

/** An address of a mail relay: letters and digits that the relay made up. */
export function relayMailbox(random: Random): string {
  const made = Array.from({ length: random.int(8, 10) }, () => random.int(0, 35).toString(36)).join("");
  return `${made}@${random.weighted(relays)}`;
}

/** How people write the part before the `@`. The shares are assumed; plain names went long ago, so most add something. */
function localPart(
  random: Random,
  { given, middle, family }: PersonName,
  birthYear: number,
  dots: boolean,
): string {
  const dot = dots ? "." : "";
  const gap = random.weighted([[dot, 46] as const, ["", 46] as const, ["_", 8] as const]);
  const year = String(birthYear);
  const number = random.weighted([
    [year, 22] as const,
    [year.slice(2), 30] as const,
    [String(random.int(1, 9999)), 30] as const,
    [String(random.int(10, 99)), 18] as const,
  ]);
  const [g, m, f] = [given.latin, middle.latin, family.latin];
  const nick = random.pick(nicks);
  return random.weighted([
    [`${g}${gap}${f}${number}`, 27] as const,
    [`${g}${gap}${m}${gap}${f}`, 9] as const,
    [`${g}${gap}${m.charAt(0)}${gap}${f}${random.chance(0.5) ? number : ""}`, 8] as const,
    [`${f}${gap}${g}${number}`, 8] as const,
    [`${g.charAt(0)}${gap}${f}${number}`, 9] as const,
    [`${g}${f.charAt(0)}${number}${random.int(0, 9)}`, 6] as const,
    [`${g}${number}${random.int(10, 99)}`, 7] as const,
    [`${nick}${random.pick(nicks)}${number}`, 7] as const,
    [`${nick}${gap}${g}${number}`, 7] as const,
    [`${g}${gap}${f}${random.chance(0.5) ? dot : ""}${nick}`, 6] as const,
    [`${g.slice(0, 3)}${f.slice(0, 3)}${number}${random.int(0, 9)}`, 5] as const,
    [`${g}${gap}${f}`, 1] as const,
  ]);
}
