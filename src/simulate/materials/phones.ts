import type { Random } from "../random.js";
import type { CountryCode } from "./countries.js";

/** How a country's mobile numbers begin after `+`, and how many digits follow. */
interface Plan {
  readonly starts: readonly string[];
  readonly digits: number;
}

// Some ranges of each plan that are in use for mobiles (in North America: for everything). Source: the countries'
// national numbering plans as filed with the ITU (itu.int/oth/T0202).
const plans: Readonly<Record<CountryCode, Plan>> = {
  AE: plan("971", "50 52 54 55 56", 7),
  AU: plan("61", "400 401 412 421 431 450 468", 6),
  BR: plan("55", "1199 1198 1197 2199 2198 3199 4199 5199 7199 8199", 7),
  CA: plan("1", "416555 647203 604218 514214 403245 905220 778230", 4),
  CN: plan("86", "135 136 138 139 150 151 158 159 186 188 189", 8),
  DE: plan("49", "151 176", 8),
  EG: plan("20", "100 101 106 111 112 114 120 122 127", 7),
  ES: plan("34", "600 610 620 630 650 655 660 670 690", 6),
  FR: plan("33", "60 61 62 63 66 67 68 76 77 78", 7),
  GB: plan("44", "7400 7402 7411 7500 7702 7711 7788 7808 7900 7940", 6),
  ID: plan("62", "811 812 813 821 852 853 857 858", 8),
  IN: plan("91", "98 99 97 96 90 88 87 81 70", 8),
  IT: plan("39", "320 328 333 335 338 340 347 349 380 389", 7),
  JP: plan("81", "901 902 905 908 803 805 806 704 708", 7),
  KR: plan("82", "102 103 104 105 106 107 108 109", 7),
  MX: plan("52", "55 33 81", 8),
  NG: plan("234", "803 805 806 807 808 810 813 816 703 706", 7),
  NL: plan("31", "61 62 63 64 65", 7),
  PH: plan("63", "905 906 915 917 918 919 920 927", 7),
  PK: plan("92", "300 301 302 303 311 312 321 331 333 345", 7),
  PL: plan("48", "500 501 502 510 511 600 601 602 660 690", 6),
  RU: plan("7", "903 905 909 910 915 916 917 925 926 985", 7),
  SE: plan("46", "70 72 73 76 79", 7),
  TR: plan("90", "530 532 533 535 541 542 543 505 506 551", 7),
  UA: plan("380", "50 63 66 67 68 93 95 96 97 98", 7),
  US: plan("1", "212 213 310 312 415 512 617 702 718 917 206 305", 7),
  VN: plan("84", "90 91 93 94 96 97 98 32 33 34 35 36 37 70 79", 7),
  ZA: plan("27", "71 72 73 74 76 78 79 82 83 84", 7),
};

function plan(calling: string, starts: string, digits: number): Plan {
  return { starts: starts.split(" ").map((start) => `${calling}${start}`), digits };
}

const digitsOf = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.int(0, 9)).join("");

/** Ten thousand numbers that were handed out together, as farms rent them: E.164 text without the last four digits. */
export function phoneBlock(random: Random, country: CountryCode): string {
  const { starts, digits } = plans[country];
  const start = random.pick(starts);
  // Exchanges in North America begin with 2 to 9 and do not end in 11.
  const exchange =
    country === "US"
      ? `${random.int(2, 9)}${random.pick(["02", "23", "34", "48", "57", "66", "75", "83"])}`
      : "";
  const free = digits - 4 - exchange.length;
  return `+${start}${exchange}${digitsOf(random, free)}`;
}

/** A mobile number as E.164 text; from `block`, where numbers were rented together. */
export function phoneNumber(
  random: Random,
  country: CountryCode,
  { block = phoneBlock(random, country) }: { readonly block?: string | undefined } = {},
): string {
  return `${block}${digitsOf(random, 4)}`;
}
