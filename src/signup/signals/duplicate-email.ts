import { days } from "../../core/clock.js";
import { distinct, longestWindowMs } from "../../core/counter.js";
import { isSharedDomain } from "../measures/mail-domain.js";
import { mailboxAccounts, mailboxMemoryMs } from "../measures/mailbox-accounts.js";
import { growth } from "../measures/strength.js";
import { checkOptions, numberProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";

/** How long mailboxes are remembered. */
export interface DuplicateEmailOptions {
  /** For the mailbox itself, in milliseconds. Default: 365 days, because farms come back. */
  readonly windowMs?: number | undefined;
  /** For addresses that merely look alike, in milliseconds. Default: 30 days. */
  readonly looseWindowMs?: number | undefined;
}

// Whoever tests software signs up with tags at a company's own domain all day.
const ownDomainStrength = 0.4;

/**
 * Sees one mailbox behind several accounts. `strict`: the provider's documented rules say that the addresses are one
 * mailbox (`a.b+1@gmail.com`, `ab@googlemail.com`), which is proof; best answered by asking the person to sign in.
 * `same-address`: the very address came before, under another id: somebody who forgot, as farms write theirs differently.
 * `loose`: they probably are, because only a tag differs where no rule is documented; grows with the number of accounts,
 * is worth less at a domain of one's own, nothing at a privacy relay, and is left out beside the others.
 *
 * Counts different signups under `["mailbox", canonical.strict]`, and the ways in which the address was written under
 * `["mailbox-spellings", canonical.strict]`, for 365 days; and signups under `["mailbox-loose", canonical.loose]`
 * for 30 days. A signup without an id of yours is known by its address as typed, so a retry is no duplicate.
 */
export function duplicateEmail(options: DuplicateEmailOptions = {}): SignupSignal {
  const { windowMs = mailboxMemoryMs, looseWindowMs = days(30) } = options;
  checkOptions(
    numberProblem("windowMs", windowMs, 1, longestWindowMs, "days(365)"),
    numberProblem("looseWindowMs", looseWindowMs, 1, longestWindowMs, "days(30)"),
  );

  return defineSignal({
    id: "duplicate-email",
    group: "email",
    needs: ["email"],
    counts: ({ email: { canonical, local, domain }, subject }) => ({
      strict: mailboxAccounts(canonical.strict, subject, windowMs),
      spellings: distinct(["mailbox-spellings", canonical.strict], `${local}@${domain}`, windowMs),
      loose: distinct(["mailbox-loose", canonical.loose], subject, looseWindowMs),
    }),
    reasons: {
      // 3.2 nats.
      strict: {
        points: 46,
        text: "The mailbox already has an account: ask the person to sign in",
        since: "2026-11",
      },
      // 1.0 nats: nobody gets a second account by it where addresses are unique, and people forget.
      "same-address": {
        points: 14,
        text: "This very address already has an account: ask the person to sign in",
        since: "2026-11",
      },
      // 1.0 nats: two people can share a loose key.
      loose: {
        points: 14,
        text: "Addresses that are probably the same mailbox have opened accounts",
        since: "2026-11",
      },
    },
    evaluate: ({ email }, { counts: { strict, spellings, loose } }) => {
      if (strict > 1) {
        const code = spellings > 1 ? "strict" : "same-address";
        return [{ code, detail: { accounts: strict } }];
      }
      if (email.relay || email.known.relay) return [];
      const strength = growth(loose, 1, 4) * (isSharedDomain(email) ? 1 : ownDomainStrength);
      return strength > 0 ? [{ code: "loose", strength, detail: { accounts: loose } }] : [];
    },
  });
}
