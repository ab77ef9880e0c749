import { days } from "../../core/clock.js";
import { type Distinct, distinct } from "../../core/counter.js";
import type { Signup } from "../signup.js";
import { deviceAccounts } from "./device-accounts.js";
import { isSharedDomain } from "./mail-domain.js";
import { mailboxAccounts } from "./mailbox-accounts.js";
import { paymentAccounts } from "./payment-accounts.js";
import { phoneAccounts } from "./phone-accounts.js";

/**
 * What strangers hardly share, by the first part of the key that counts its accounts, and how much sharing it ties two
 * accounts together, 0..1. Phone numbers are rented and handed on; a domain of one's own may be a company's. Networks,
 * mailbox providers and models of devices are missing: half the world shares one of them with half the world.
 */
export const rareAttributes = {
  payment: 1,
  device: 1,
  mailbox: 1,
  phone: 0.8,
  domain: 0.4,
} as const satisfies Readonly<Record<string, number>>;

/** The facts in which rare attributes stand. */
export const rareFacts = ["paymentFingerprint", "deviceId", "deviceKind", "email", "phone"] as const;

type RareFacts = Pick<Signup, "subject" | (typeof rareFacts)[number]>;

/**
 * Accounts within 365 days under each rare attribute that a signup has. Other signals count the same under the same
 * keys, and the store is then asked once; domains are counted for a year here alone.
 */
export function rareLinks(
  signup: RareFacts,
): Readonly<Record<keyof typeof rareAttributes, Distinct | undefined>> {
  const { subject, paymentFingerprint, deviceId, deviceKind, email, phone } = signup;
  return {
    payment: paymentFingerprint === undefined ? undefined : paymentAccounts(paymentFingerprint, subject),
    device:
      deviceId === undefined || deviceKind === "fingerprint" ? undefined : deviceAccounts(deviceId, signup),
    mailbox: email && mailboxAccounts(email.canonical.strict, subject),
    phone: phone && phoneAccounts(phone.e164, subject),
    domain:
      email === undefined || isSharedDomain(email)
        ? undefined
        : distinct(["domain", email.site], subject, days(365), 200),
  };
}
