import { days } from "../../core/clock.js";
import type { Evidence } from "../../core/signal.js";
import { paymentAccounts } from "../measures/payment-accounts.js";
import { phoneAccounts } from "../measures/phone-accounts.js";
import { blockBurst, phoneBlock, usualPerBlock } from "../measures/phone-block.js";
import { checkOptions, numberProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";
import type { Signup } from "../signup.js";

/** Options of {@link verifiedFacts}. */
export interface VerifiedFactsOptions {
  /** Age in milliseconds from which an OAuth account is aged, one day to ten years. Default 180 days. */
  readonly agedOauthMs?: number | undefined;
}

/**
 * Sees what speaks for a person, by what it costs to fake: a new payment card that is not prepaid, an OAuth account
 * older than half a year, and less for a challenge, a phone (an SMS costs an attacker $0.08 to 0.26) or an e-mail
 * address confirmed. Only proof given counts; its absence is no evidence, and neither is a young OAuth account.
 *
 * A card is `card` only when its fingerprint was given and has opened no other account; prepaid is `prepaid-card`, one
 * without a fingerprint is `unproven-card` (it may open accounts by the dozen), and one seen before speaks for nobody.
 * A policy may therefore read `card` and `aged-oauth` as strong facts by themselves. Pass `cardFunding`, too: a prepaid
 * card that is not known as one passes for `card`.
 *
 * `phone` speaks for the first account on a number, and as long as its block of numbers brings no more accounts than
 * usual: rented numbers come in blocks, and each is verified.
 *
 * Counts the accounts under `["payment", paymentFingerprint]` for 365 days, and given a phone what `phone` counts of it
 * and of its block. Without any of these facts it is skipped, and that lowers no coverage. How much good evidence may earn
 * in total is the policy's word.
 */
export function verifiedFacts(options: VerifiedFactsOptions = {}): SignupSignal {
  const { agedOauthMs = days(180) } = options;
  checkOptions(numberProblem("agedOauthMs", agedOauthMs, days(1), days(3650), "days(180)"));
  return defineSignal({
    id: "verified-facts",
    group: "identity",
    uses: ["verified", "oauthAccountCreatedAt", "cardFunding", "paymentFingerprint", "phone"],
    optional: true,
    counts: ({ paymentFingerprint, phone, subject }) => ({
      onCard: paymentFingerprint === undefined ? undefined : paymentAccounts(paymentFingerprint, subject),
      onPhone: phone && phoneAccounts(phone.e164, subject),
      ...phoneBlock(phone, subject),
    }),
    reasons: {
      card: {
        points: -22, // −1.5 nats
        text: "A payment card that is new here and not prepaid was verified",
        since: "2026-11",
      },
      "unproven-card": {
        points: -11, // Half: it may have opened other accounts.
        text: "A payment card was verified; whether it is new here is not known",
        since: "2026-11",
      },
      "prepaid-card": {
        points: -4, // −0.3 nats: sold for cash, by the dozen
        text: "A prepaid card that is new here was verified",
        since: "2026-11",
      },
      "aged-oauth": {
        points: -14, // −1.0 nats
        text: "The account behind the OAuth sign-in is old",
        since: "2026-11",
      },
      phone: { points: -7, text: "The phone was verified", since: "2026-11" }, // −0.5 nats
      challenge: { points: -6, text: "A challenge was passed", since: "2026-11" }, // −0.4 nats: solvers cost cents
      email: { points: -3, text: "The e-mail address was verified", since: "2026-11" }, // −0.2 nats
    },
    evaluate: (signup, { at, counts: { onCard, onPhone, block, blockDecayed } }) => {
      const { oauthAccountCreatedAt } = signup;
      const rented = blockBurst({ accounts: onPhone, block, blockDecayed }, usualPerBlock) > quietBlock;
      const verified = (signup.verified ?? []).filter((fact) => fact !== "phone" || !(rented || onPhone > 1));
      const aged = oauthAccountCreatedAt !== undefined && at - oauthAccountCreatedAt >= agedOauthMs;
      return [
        ...(verified.includes("card") ? judgeCard(signup, onCard) : []),
        ...(aged ? [{ code: "aged-oauth" as const }] : []),
        ...(["phone", "challenge", "email"] as const)
          .filter((fact) => verified.includes(fact))
          .map((code) => ({ code })),
      ];
    },
  });
}

// What may be chance, one surprise in some seventy.
const quietBlock = 0.25;

function judgeCard(
  { cardFunding, paymentFingerprint }: Signup,
  accounts: number,
): readonly Evidence<"card" | "prepaid-card" | "unproven-card">[] {
  if (accounts > 1) return [];
  if (cardFunding === "prepaid") return [{ code: "prepaid-card" }];
  return [{ code: paymentFingerprint === undefined ? "unproven-card" : "card" }];
}
