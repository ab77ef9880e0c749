import { phoneAccounts } from "../measures/phone-accounts.js";
import { blockBurst, phoneBlock, usualPerBlock as standardPerBlock } from "../measures/phone-block.js";
import { growth } from "../measures/strength.js";
import { checkOptions, numberProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";

/** Options of {@link phone}. */
export interface PhoneOptions {
  /** Accounts on one number within 365 days from which it counts in full, 2 to 50. Default 8. */
  readonly fullAt?: number | undefined;
  /** Accounts expected in 24 hours from one block of numbers that was never seen, 0.01 to 1,000. Default 0.5. */
  readonly usualPerBlock?: number | undefined;
}

/**
 * Sees a phone number that cannot exist, one that has opened other accounts, and a block of numbers (all but the last
 * four digits) that brings more accounts in a day than it usually does: rented numbers come in blocks. Spared: a
 * second account on a number (couples, recycled numbers) weighs little; blocks of small countries come to be usual by
 * their own past. The line type says next to nothing: of 125,878 known rented numbers ten were typed as VoIP.
 *
 * Counts accounts under `["phone", e164]` for 365 days and under `["phone-block", prefix]` for 24 hours, with a
 * decayed total of the block (half-life 14 days). Without a phone it is skipped, and that lowers no coverage.
 */
export function phone(options: PhoneOptions = {}): SignupSignal {
  const { fullAt = 8, usualPerBlock = standardPerBlock } = options;
  checkOptions(
    numberProblem("fullAt", fullAt, 2, 50, "8"),
    numberProblem("usualPerBlock", usualPerBlock, 0.01, 1000, "0.5"),
  );
  return defineSignal({
    id: "phone",
    group: "phone",
    uses: ["phone", "malformedPhone"],
    optional: true,
    counts: ({ phone, subject }) => ({
      accounts: phone && phoneAccounts(phone.e164, subject),
      ...phoneBlock(phone, subject),
    }),
    reasons: {
      malformed: { points: 9, text: "What was given as a phone is no phone number", since: "2026-11" }, // 0.6 nats: typing errors are common
      invalid: { points: 9, text: "No network has given out this phone number", since: "2026-11" },
      reused: { points: 26, text: "The phone number has opened other accounts", since: "2026-11" }, // Up to 1.8 nats
      "prefix-velocity": {
        points: 36, // Up to 2.5 nats: numbers are rented by the block
        text: "Many accounts in a day from one block of phone numbers",
        since: "2026-11",
      },
      "line-type": {
        points: 3, // 0.2 nats: freelancers and companies have such lines too
        text: "The phone number is of a type that people seldom sign up with: VoIP, premium or toll-free",
        since: "2026-11",
      },
    },
    evaluate: ({ phone, malformedPhone }, { counts: { accounts, block, blockDecayed } }) => {
      if (phone === undefined) return malformedPhone ? [{ code: "malformed" }] : [];
      const reused = growth(accounts, 1, fullAt);
      const velocity = blockBurst({ accounts, block, blockDecayed }, usualPerBlock);
      const oddType = phone.type === "voip" || phone.type === "premium" || phone.type === "toll-free";
      return [
        ...(phone.valid ? [] : [{ code: "invalid" as const }]),
        ...(reused > 0 ? [{ code: "reused" as const, strength: reused, detail: { accounts } }] : []),
        ...(velocity > 0
          ? [{ code: "prefix-velocity" as const, strength: velocity, detail: { accounts: block } }]
          : []),
        ...(oddType ? [{ code: "line-type" as const, detail: { type: phone.type } }] : []),
      ];
    },
  });
}
