import { TrialgateError } from "../../core/errors.js";
import { fingerprint, stableJson } from "../../core/fingerprint.js";
import { type Email, parseEmail } from "../../identifiers/email.js";
import type { KeyedHash } from "../../identifiers/hash.js";
import { parseIp } from "../../identifiers/ip.js";
import type { Parsed } from "../../identifiers/parsed.js";
import { type Phone, parsePhone } from "../../identifiers/phone.js";
import { parseUserAgent } from "../../identifiers/user-agent.js";
import type { Lists } from "../../lists/lists.js";
import type { Signup } from "../signup.js";
import { parseCountry, parseLanguages, parseTimezone } from "./locale.js";
import { readInput } from "./read-input.js";

/** What parsing a signup needs beside the signup. */
export interface ParseContext {
  readonly lists: Lists;
  /** Epoch ms for a signup without `at`. */
  readonly now: number;
  /** Makes the default id. */
  readonly hash: KeyedHash;
}

/** A signup, read once. */
export interface ParsedSignup {
  readonly signup: Signup;
  /** Facts that were given but could not be read. */
  readonly malformed: ReadonlySet<string>;
  /** Who this is, to tell two people under one id apart: an e-mail address and a phone number, as given. */
  readonly identity: readonly string[];
  /** Stands for the whole input but its time. */
  readonly fingerprint: string;
  readonly warnings: readonly string[];
}

/**
 * Reads a signup: types and bounds first, then each identifier by its parser. A malformed network address, time zone,
 * country or user agent is a proxy's fault and counts as absent; a malformed phone is evidence.
 * @throws TrialgateError `invalid_input` with every problem at once; no message repeats an identifier.
 */
export async function parseSignup(raw: unknown, { lists, now, hash }: ParseContext): Promise<ParsedSignup> {
  const { input, problems, warnings } = readInput(raw);
  const email = input.email === undefined ? undefined : parseEmail(input.email);
  if (email?.ok === false) {
    throw new TrialgateError("invalid_input", [...problems, { path: "email", message: email.message }]);
  }
  if (problems.length > 0) throw new TrialgateError("invalid_input", problems);

  const malformed = new Set<string>();
  const read = <Given, Value>(
    fact: string,
    text: Given | undefined,
    parse: (text: Given) => Parsed<Value>,
  ): Value | undefined => {
    if (text === undefined) return undefined;
    const parsed = parse(text);
    if (parsed.ok) return parsed.value;
    malformed.add(fact);
    return undefined;
  };

  const ip = read("ip", input.ip, parseIp);
  const country = read("country", input.country, parseCountry);
  const phone = filled(input.phone) === undefined ? undefined : await readPhone(input.phone, country);
  if (phone?.ok === false) malformed.add("phone");
  const identity = identityOf(email?.value, phone?.ok ? phone.value : undefined);
  const typed = identity[0] ?? `text:${input.phone ?? ""}`;

  const id = input.id ?? (await hash.digest(`subject:${typed}`));
  const signup = present<Signup>({
    id,
    subject: id,
    at: input.at ?? now,
    email: email && { ...email.value, known: lists.domain(email.value) },
    phone: phone?.ok ? phone.value : undefined,
    malformedPhone: phone?.ok === false && phone.code === "malformed" ? true : undefined,
    ip,
    network: ip === undefined && input.asn === undefined ? undefined : lists.network(ip, input.asn),
    userAgent: read("userAgent", input.userAgent, parseUserAgent),
    acceptLanguage: read("acceptLanguage", input.acceptLanguage, parseLanguages),
    timezone: read("timezone", input.timezone, parseTimezone),
    country,
    asn: input.asn,
    tlsFingerprint: filled(input.tlsFingerprint),
    deviceId: filled(input.deviceId),
    deviceKind: input.deviceKind,
    paymentFingerprint: filled(input.paymentFingerprint),
    cardFunding: input.cardFunding,
    cardCountry: read("cardCountry", input.cardCountry, parseCountry),
    name: filled(input.name),
    referrer: filled(input.referrer),
    inviteCode: filled(input.inviteCode),
    formMs: input.formMs,
    honeypot: input.honeypot,
    verified: input.verified,
    oauthAccountCreatedAt: input.oauthAccountCreatedAt,
    channel: filled(input.channel),
    metadata: input.metadata,
  });
  if (malformed.has("ip")) malformed.add("network");
  const { at: _time, ...question } = input;
  return { signup, malformed, identity, fingerprint: fingerprint(stableJson(question)), warnings };
}

async function readPhone(text: string | undefined, country: string | undefined): Promise<Parsed<Phone>> {
  try {
    return await parsePhone(text, country === undefined ? {} : { defaultCountry: country });
  } catch {
    // The numbering plans load on first use; where they cannot, nothing is known of the number, good or bad.
    return { ok: false, code: "unavailable", message: "The numbering plans could not be loaded." };
  }
}

function identityOf(email: Email | undefined, phone: Phone | undefined): readonly string[] {
  const identity: string[] = [];
  // In lower case: retyping an address with another capital makes nobody new.
  if (email !== undefined) identity.push(`email:${email.address.toLowerCase()}`);
  if (phone !== undefined) identity.push(`phone:${phone.e164}`);
  return identity;
}

/** Forms send empty text for a field that was left alone. */
function filled(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

/** The facts without the fields that are undefined, so that `in` and spreading mean what they say. */
function present<Facts>(facts: { readonly [Name in keyof Facts]: Facts[Name] | undefined }): Facts {
  const kept: { [Name in keyof Facts]?: Facts[Name] | undefined } = { ...facts };
  for (const name in kept) if (kept[name] === undefined) delete kept[name];
  return kept as Facts;
}
