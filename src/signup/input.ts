/** What is known of a signup when it happens. Give at least one of `email`, `phone`, `id`; less input lowers `coverage`, it is never an error. */
export interface SignupInput {
  readonly email?: string | undefined;
  /** International (`+44 …`), or national when `country` is given. */
  readonly phone?: string | undefined;
  /**
   * Your own id of the attempt or account, returned verbatim and kept: opaque, so never an address.
   * The same id counts once, so keep it when somebody tries again: under a new one, the same mailbox is a second
   * account. Default: a keyed hash of the address as typed.
   */
  readonly id?: string | undefined;
  /** The client's address, from a source you trust: never from a request body. */
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
  /** The `Accept-Language` header. */
  readonly acceptLanguage?: string | undefined;
  /** IANA name the browser reports: `Europe/Berlin`. */
  readonly timezone?: string | undefined;
  /** ISO 3166-1 alpha-2 country of the address, as your edge or database says: `DE`. */
  readonly country?: string | undefined;
  /** Autonomous system of the address, as your edge or database says. */
  readonly asn?: number | undefined;
  /** JA3, JA4 or another hash of the TLS handshake. */
  readonly tlsFingerprint?: string | undefined;
  readonly deviceId?: string | undefined;
  /** How the device id is made; default `cookie`. A fingerprint is shared by every phone of a model, so it proves less. */
  readonly deviceKind?: DeviceKind | undefined;
  /** Your processor's fingerprint of the card. */
  readonly paymentFingerprint?: string | undefined;
  readonly cardFunding?: "credit" | "debit" | "prepaid" | "unknown" | undefined;
  /** ISO 3166-1 alpha-2 country of the card's issuer. */
  readonly cardCountry?: string | undefined;
  readonly name?: string | undefined;
  readonly referrer?: string | undefined;
  readonly inviteCode?: string | undefined;
  /** Milliseconds between showing the form and sending it. */
  readonly formMs?: number | undefined;
  /** What stood in a field that people never see; empty is fine. */
  readonly honeypot?: string | undefined;
  /** What you have verified. Your word: never from a request body. */
  readonly verified?: readonly VerifiedFact[] | undefined;
  /** Epoch ms at which the account behind an OAuth sign-in was created. */
  readonly oauthAccountCreatedAt?: number | undefined;
  /** Where the signup came in (`web`, `cli`, `oauth` …): the policy says what a channel always sends. */
  readonly channel?: string | undefined;
  /** Epoch ms of the signup, before the year 3000; default: now, by the scorer's clock. */
  readonly at?: number | undefined;
  /** Anything your own signals want to see. */
  readonly metadata?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** How a device id is made: a `cookie` of yours, a `fingerprint` of the browser, the id of a `vendor`, or one that hardware has `attested`. */
export type DeviceKind = "cookie" | "fingerprint" | "vendor" | "attested";

/** What you made sure of before you asked: a mailbox or phone that answered, a card that was authorised, an OAuth sign-in, a passed challenge. */
export type VerifiedFact = "email" | "phone" | "card" | "oauth" | "challenge";
