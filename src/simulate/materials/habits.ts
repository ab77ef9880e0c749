import { assumed, assumedShare, type Parameter } from "../cohort.js";

/** What people send along with a signup, as shares of people, 0..1. */
export const habits = {
  oauth: assumedShare(0.4, "share who sign in with an account they have elsewhere"),
  oauthAgeYears: assumed(6, "median age of that account, in years"),
  verifiedEmail: assumedShare(0.7, "share of the others who had answered a mail before they were scored"),
  phone: assumedShare(0.1, "share who give a phone number"),
  verifiedPhone: assumedShare(0.6, "share of those who answered a message to it"),
  card: assumedShare(0.06, "share who add a payment card at once"),
  name: assumedShare(0.55, "share who are asked for a name, or bring it from another account"),
  ownScript: assumedShare(0.5, "share of those who write it in their own script, with its accents"),
  noScript: assumedShare(
    0.02,
    "share whose browser runs no script, so that device, time zone and form time are missing",
  ),
  fingerprint: assumedShare(
    0.3,
    "share who are known by the fingerprint of their browser instead of a cookie",
  ),
} as const satisfies Readonly<Record<string, Parameter>>;

/** What people do by name of the habit, 0..1 or in its unit, where it differs from the usual. */
export type Habits = Readonly<Partial<Record<keyof typeof habits, number>>>;
