import type { SignupInput } from "trialgate";
import { signupInput } from "trialgate/testing";

/** What people give away when they sign up, each in a form that nothing else has. */
const given = {
  email: "Canary.Mailbox+tag@Canary-Domain.example",
  phone: "+44 20 7946 0958",
  id: "canary-account-4711",
  ip: "86.133.219.187",
  userAgent: "CanaryBrowser/77.7 (Canary OS 7.7; rv:77)",
  acceptLanguage: "rm-CH,rm;q=0.87",
  timezone: "Antarctica/Troll",
  tlsFingerprint: "t13d1516h2_canary8daaf6_canary02713d6",
  deviceId: "canary-device-c0ffee",
  paymentFingerprint: "canary-card-5eed5eed",
  name: "Canary Birdsong",
  referrer: "https://canary-referrer.example/landing?from=canary-campaign",
  inviteCode: "CANARY-INVITE-2026",
  honeypot: "canary in the honeypot",
} as const satisfies SignupInput;

const metadataValue = "canary metadata value";
const oauthAccountCreatedAt = 1_234_567_890_123;

/** Everything in {@link canarySignup} that tells who somebody is, whole and in the parts that signals go by. */
export const canaries: readonly string[] = [
  ...Object.values(given),
  metadataValue,
  String(oauthAccountCreatedAt),
  // Parts and canonical forms.
  "Canary.Mailbox",
  "Canary-Domain.example",
  "canary.mailbox@canary-domain.example",
  "+442079460958",
  "442079460958",
  "86.133.219",
  "canary-referrer.example",
];

/** The id is the caller's own and is given back. */
export const returnedVerbatim: readonly string[] = [given.id];

/** A signup with all of the canaries; with another `place`, another account of the same person. */
export function canarySignup(place: number): SignupInput {
  return signupInput({
    ...given,
    // A filled honeypot ends the matter; most people leave it empty.
    honeypot: place % 10 === 0 ? given.honeypot : "",
    id: place === 0 ? given.id : `${given.id}-${place}`,
    country: "GB",
    metadata: { note: metadataValue },
    verified: ["email", "oauth"],
    oauthAccountCreatedAt,
  });
}

/** Somebody else, who shares devices and networks with others as people do. */
export function stranger(place: number): SignupInput {
  return signupInput({
    email: `stranger.${place}@${place % 7 === 0 ? `company-${place}.example` : "gmail.com"}`,
    ip: `81.${place % 200}.${(place >> 8) & 255}.${place & 255}`,
    deviceId: `device-${place % 3000}`,
  });
}
