import { paymentAccounts } from "../measures/payment-accounts.js";
import { ramp } from "../measures/strength.js";
import { checkOptions, numberProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";

/** Options of {@link paymentReuse}. */
export interface PaymentReuseOptions {
  /** Accounts on one card from which it counts in full, 2 to 50. Default 4; raise it where companies pay for their people one by one. */
  readonly fullAt?: number | undefined;
}

/**
 * Sees a payment card that has opened other accounts: the attribute that costs an attacker most to vary, so the one
 * that ties a farm together. Spared: a second account (a family, somebody who comes back) is a quarter of the weight.
 *
 * Counts the accounts under `["payment", paymentFingerprint]` for 365 days. Without a fingerprint it is skipped.
 */
export function paymentReuse(options: PaymentReuseOptions = {}): SignupSignal {
  const { fullAt = 4 } = options;
  checkOptions(numberProblem("fullAt", fullAt, 2, 50, "4"));
  return defineSignal({
    id: "payment-reuse",
    group: "payment",
    needs: ["paymentFingerprint"],
    optional: true,
    counts: ({ paymentFingerprint, subject }) => ({ accounts: paymentAccounts(paymentFingerprint, subject) }),
    reasons: {
      reused: {
        // Weighed like a strict duplicate mailbox (3.2 nats, 46 points), a little less for company cards.
        points: 45,
        text: "The payment card has opened other accounts",
        since: "2026-11",
      },
    },
    evaluate: (_, { counts: { accounts } }) => {
      // 1.25: the second of four accounts then has a quarter of the strength.
      const strength = accounts < 2 ? 0 : ramp(accounts, Math.min(1.25, fullAt - 1), fullAt);
      return strength > 0 ? [{ code: "reused", strength, detail: { accounts } }] : [];
    },
  });
}
