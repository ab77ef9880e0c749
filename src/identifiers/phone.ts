import type { CountryCode, NumberType, PhoneNumber } from "libphonenumber-js/max";
import { lazy } from "../core/lazy.js";
import type { Parsed } from "./parsed.js";

/**
 * Why a text is no phone number: nothing was given (`missing`), it is not a number (`malformed`), or it is
 * written in a national form and no country was given (`no-country`), which says nothing about the person.
 */
export type PhoneProblem = "missing" | "malformed" | "no-country";

/** The line type by numbering plan. `fixed-or-mobile`: the plan does not say, as in North America. */
export type PhoneType =
  | "mobile"
  | "fixed-line"
  | "fixed-or-mobile"
  | "voip"
  | "toll-free"
  | "premium"
  | "other"
  | "unknown";

/** One phone number, judged by the numbering plans in libphonenumber-js (from Google's libphonenumber). */
export interface Phone {
  /** ITU-T E.164 text, such as +14155552671; an extension is dropped. */
  readonly e164: string;
  /** ISO 3166-1 alpha-2; absent where the calling code belongs to no single known country. */
  readonly country?: string;
  readonly type: PhoneType;
  /** The number lies in a range that its plan has assigned. */
  readonly valid: boolean;
  /** The number has a length that its plan knows; possible but not valid is evidence, not an error. */
  readonly possible: boolean;
  /** E.164 without the last four digits: numbers bought in one block share it. */
  readonly prefix: string;
}

/** Options of {@link parsePhone}. */
export interface ParsePhoneOptions {
  /** ISO 3166-1 alpha-2, any case: how to read a number without `+`. An unknown country is ignored. */
  readonly defaultCountry?: string | undefined;
}

/** E.164 has 15 digits; the rest is room for separators and an extension. */
const MAX_LENGTH = 64;
const BLOCK_DIGITS = 4;

/** What phones put before a number they share (RFC 3966). */
const TEL_SCHEME = /^tel:/i;

const TYPES: Readonly<Record<Exclude<NumberType, undefined>, PhoneType>> = {
  MOBILE: "mobile",
  FIXED_LINE: "fixed-line",
  FIXED_LINE_OR_MOBILE: "fixed-or-mobile",
  VOIP: "voip",
  TOLL_FREE: "toll-free",
  PREMIUM_RATE: "premium",
  SHARED_COST: "other",
  PERSONAL_NUMBER: "other",
  PAGER: "other",
  UAN: "other",
  VOICEMAIL: "other",
};

const MESSAGES: Readonly<Record<PhoneProblem, string>> = {
  missing: "No phone number was given.",
  malformed: "Expected one phone number, best in international form: + and the country's calling code first.",
  "no-country": "Expected + and a calling code: a number in national form cannot be read without a country.",
};

/**
 * Reads one phone number; the whole text must be the number. The numbering plans load on the first call that
 * needs them: the promise rejects only where that module cannot be loaded, never because of the input.
 */
export async function parsePhone(
  input: unknown,
  options: ParsePhoneOptions = {},
): Promise<Parsed<Phone, PhoneProblem>> {
  if (input === undefined || input === null) return problem("missing");
  if (typeof input !== "string" || input.length > MAX_LENGTH) return problem("malformed");
  const text = input.normalize("NFKC").trim().replace(TEL_SCHEME, "");
  if (text === "") return problem("missing");

  const library = await numberingPlans();
  const country = options.defaultCountry?.toUpperCase();
  const defaultCountry = country !== undefined && library.isSupportedCountry(country) ? country : undefined;
  const number = read(library, text, defaultCountry);
  return typeof number === "string" ? problem(number) : { ok: true, value: describe(number) };
}

type Library = typeof import("libphonenumber-js/max");

/** Only /max knows every line type; the smaller builds answer "unknown" for most numbers. */
const numberingPlans = lazy(() => import("libphonenumber-js/max"));

function read(library: Library, text: string, defaultCountry?: CountryCode): PhoneNumber | PhoneProblem {
  try {
    // With `extract` the library would pick a number out of any sentence.
    return library.parsePhoneNumberWithError(text, {
      extract: false,
      ...(defaultCountry && { defaultCountry }),
    });
  } catch (error) {
    // The same error stands for an unknown calling code after `+`, which is the person's doing.
    const countryMissing = error instanceof library.ParseError && error.message === "INVALID_COUNTRY";
    return countryMissing && !text.startsWith("+") ? "no-country" : "malformed";
  }
}

function describe(number: PhoneNumber): Phone {
  const type = number.getType();
  return {
    e164: number.number,
    ...(number.country && { country: number.country }),
    type: type === undefined ? "unknown" : TYPES[type],
    valid: number.isValid(),
    possible: number.isPossible(),
    prefix: `+${number.countryCallingCode}${number.nationalNumber.slice(0, -BLOCK_DIGITS)}`,
  };
}

function problem(code: PhoneProblem): Parsed<never, PhoneProblem> {
  return { ok: false, code, message: MESSAGES[code] };
}
