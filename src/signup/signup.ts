import type { Email } from "../identifiers/email.js";
import type { Ip } from "../identifiers/ip.js";
import type { Phone } from "../identifiers/phone.js";
import type { UserAgent } from "../identifiers/user-agent.js";
import type { DomainKnowledge, NetworkKnowledge } from "../lists/lists.js";
import type { SignupInput } from "./input.js";

/**
 * The facts of one signup, each parsed once: what signals look at. Fields of the input that need no parsing stand
 * here under their own names; what was absent, empty or malformed is not here.
 */
export interface Signup
  extends Pick<
    SignupInput,
    | "tlsFingerprint"
    | "deviceId"
    | "deviceKind"
    | "paymentFingerprint"
    | "cardFunding"
    | "name"
    | "referrer"
    | "inviteCode"
    | "formMs"
    | "verified"
    | "oauthAccountCreatedAt"
    | "channel"
    | "metadata"
  > {
  /** As in the assessment. */
  readonly id: string;
  /** Who is counted: the id, or a name made of it where somebody else came under that id before. */
  readonly subject: string;
  /** Epoch ms. */
  readonly at: number;
  readonly email?: SignupEmail;
  readonly phone?: Phone;
  /** Whether a phone was given that is no phone number: that is evidence, not a fault of transport. */
  readonly malformedPhone?: true;
  readonly ip?: Ip;
  /** What the lists know of the address and the caller's `asn`; there when either is. */
  readonly network?: NetworkKnowledge;
  readonly userAgent?: UserAgent;
  /** Language tags of `Accept-Language`, most wanted first, at most 10: `de-AT`. */
  readonly acceptLanguage?: readonly string[];
  /** Plausible IANA name, as given. */
  readonly timezone?: string;
  /** ISO 3166-1 alpha-2, upper case; also Cloudflare's `T1` (Tor). */
  readonly country?: string;
  readonly asn?: number;
  readonly cardCountry?: string;
  /** There, and not empty, when the hidden field was filled. `""` when it was sent and left alone. */
  readonly honeypot?: string;
}

/** An address with what the lists know of its domain. */
export interface SignupEmail extends Email {
  readonly known: DomainKnowledge;
}
