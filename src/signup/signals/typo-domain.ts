import type { Problem } from "../../core/errors.js";
import { checkOptions } from "../options/check-options.js";
import { domainSet } from "../options/domain-set.js";
import { defineSignal, type SignupSignal } from "../signal.js";

/** Exceptions to what looks mistyped. */
export interface TypoDomainOptions {
  /** Domains that are meant as they are, and those below them. Default: none. */
  readonly allow?: readonly string[] | undefined;
}

/**
 * Sees domains one slip of a finger away from a big mailbox provider (`gmial.com`), and says in `detail.suggestion`
 * which one was probably meant: show it beside the field before anything else. A slip is human, so the points are few;
 * they stand for the scripts that type such domains because nobody reads the mail.
 *
 * Domains that are known to be real are never taken for a slip. Counts nothing.
 */
export function typoDomain(options: TypoDomainOptions = {}): SignupSignal {
  const problems: Problem[] = [];
  const allow = domainSet("allow", options.allow ?? [], problems);
  checkOptions(...problems);

  return defineSignal({
    id: "typo-domain",
    group: "email",
    needs: ["email"],
    reasons: {
      // 0.55 nats, our judgement: no measurement is known.
      misspelt: {
        points: 8,
        text: "The domain is one slip away from a big mailbox provider",
        since: "2026-11",
      },
    },
    evaluate: ({ email: { domain, known } }) =>
      known.typoOf === undefined || allow.has(domain)
        ? []
        : [{ code: "misspelt", detail: { suggestion: known.typoOf } }],
  });
}
