import type { SignupInput } from "trialgate";

type Kind = "text" | "number" | "list";

/** Every field of a signup that can be written as one word; a field that is added to the input does not compile until it is here. */
const kinds = {
  email: "text",
  phone: "text",
  id: "text",
  ip: "text",
  userAgent: "text",
  acceptLanguage: "text",
  timezone: "text",
  country: "text",
  asn: "number",
  tlsFingerprint: "text",
  deviceId: "text",
  deviceKind: "text",
  paymentFingerprint: "text",
  cardFunding: "text",
  cardCountry: "text",
  name: "text",
  referrer: "text",
  inviteCode: "text",
  formMs: "number",
  honeypot: "text",
  verified: "list",
  oauthAccountCreatedAt: "number",
  channel: "text",
  at: "number",
} as const satisfies Record<Exclude<keyof SignupInput, "metadata">, Kind>;

type Field = keyof typeof kinds;
const fields = Object.keys(kinds) as readonly Field[];

/** `userAgent` as `user-agent`. */
export const flagOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A flag for each field. */
export const signupFlags: Readonly<Record<string, { readonly type: "string" }>> = Object.fromEntries(
  fields.map((field) => [flagOf(field), { type: "string" }]),
);

/** A signup written as flags, or what is wrong with one; undefined when there is none. */
export function signupFromFlags(
  values: Readonly<Record<string, unknown>>,
): { readonly input: SignupInput } | { readonly message: string } | undefined {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const given = values[flagOf(field)];
    if (typeof given !== "string") continue;
    const kind = kinds[field];
    const value = kind === "number" ? Number(given || "NaN") : kind === "list" ? given.split(",") : given;
    if (Number.isNaN(value)) return { message: `--${flagOf(field)} must be a number` };
    input[field] = value;
  }
  return Object.keys(input).length === 0 ? undefined : { input };
}
