import * as z from "zod/mini";
import type { SignupInput } from "../input.js";
import { latestInstant } from "./instant.js";

// Longest texts that a real client sends, with room; beyond it nobody is served by reading on.
const text = (most: number): z.ZodMiniString => z.string().check(z.maxLength(most));
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values);
const instant = z.number().check(z.gte(0), z.lte(latestInstant));

const shape = {
  email: z.optional(text(1_000)),
  phone: z.optional(text(200)),
  id: z.optional(text(200).check(z.minLength(1))),
  ip: z.optional(text(1_000)),
  userAgent: z.optional(text(16_384)),
  acceptLanguage: z.optional(text(4_096)),
  timezone: z.optional(text(1_000)),
  country: z.optional(text(100)),
  asn: z.optional(z.int().check(z.gte(0), z.lte(4_294_967_295))),
  tlsFingerprint: z.optional(text(1_024)),
  deviceId: z.optional(text(1_024)),
  deviceKind: z.optional(oneOf(["cookie", "fingerprint", "vendor", "attested"])),
  paymentFingerprint: z.optional(text(1_024)),
  cardFunding: z.optional(oneOf(["credit", "debit", "prepaid", "unknown"])),
  cardCountry: z.optional(text(100)),
  name: z.optional(text(1_000)),
  referrer: z.optional(text(16_384)),
  inviteCode: z.optional(text(1_024)),
  formMs: z.optional(z.number().check(z.gte(0))),
  honeypot: z.optional(text(16_384)),
  verified: z.optional(
    z.array(oneOf(["email", "phone", "card", "oauth", "challenge"])).check(z.maxLength(20)),
  ),
  oauthAccountCreatedAt: z.optional(instant),
  channel: z.optional(text(64)),
  at: z.optional(instant),
  metadata: z.optional(
    z
      .record(text(100), z.union([text(1_000), z.number(), z.boolean()]))
      .check(z.refine((entries) => Object.keys(entries).length <= 50, "must have at most 50 entries")),
  ),
} satisfies Record<keyof SignupInput, z.ZodMiniType>;

/** The JSON type and the bounds of every field of a signup. What a text means is for the identifiers to say. */
export const inputSchema: z.ZodMiniObject<typeof shape> = z.object(shape);

/** The names of all fields. */
export const inputFields: readonly string[] = Object.keys(shape);
