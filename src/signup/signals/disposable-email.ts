import type { Problem } from "../../core/errors.js";
import type { Evidence } from "../../core/signal.js";
import type { DisposableTier } from "../../lists/lists.js";
import { hasAbusedEnding } from "../measures/mail-domain.js";
import { checkOptions } from "../options/check-options.js";
import { domainSet } from "../options/domain-set.js";
import { defineSignal, type SignupSignal } from "../signal.js";

/** Your own knowledge of domains; an entry holds for the domains below it too. */
export interface DisposableEmailOptions {
  /** Domains you know to be disposable. Default: none. */
  readonly block?: readonly string[] | undefined;
  /** Domains the lists are wrong about; stronger than `block`. Default: none. */
  readonly allow?: readonly string[] | undefined;
}

/**
 * How sure each list is. The curated one is reviewed. The broad ones are recent collections of many hands. The historic
 * one stopped in 2022 and knows 3 % of a month's newcomers (npm disposable-email-domains 1.0.62): many of its domains
 * have changed hands.
 */
const tierStrength: Readonly<Record<DisposableTier, number>> = { curated: 1, broad: 0.85, historic: 0.5 };

// A listed parent may have honest hosts below it.
const parentStrength = 0.9;
// Lists hold `gmial.com` and its like, where squatters catch what slips: most who type it meant the real one.
const misspeltStrength = 0.4;

/**
 * Sees addresses at domains that hand out mailboxes to throw away: `listed` for a domain or a parent of it on the
 * lists, by how good the list is; `private-suffix` for a host that anybody gets for nothing (dynamic DNS, free hosting);
 * `abused-tld`, a hint, for an ending that such domains prefer, when nothing better is known.
 *
 * Privacy relays, the big mailbox providers and schools are never listed: hiding an address is not abuse. A listed
 * domain that is one slip away from a big provider weighs less than half: most who type it meant the other. Matching
 * parents stops at the public suffix. Counts nothing.
 */
export function disposableEmail(options: DisposableEmailOptions = {}): SignupSignal {
  const problems: Problem[] = [];
  const block = domainSet("block", options.block ?? [], problems);
  const allow = domainSet("allow", options.allow ?? [], problems);
  checkOptions(...problems);

  return defineSignal({
    id: "disposable-email",
    group: "email",
    needs: ["email"],
    reasons: {
      // 3.0 nats.
      listed: { points: 43, text: "The domain hands out mailboxes to throw away", since: "2026-11" },
      // 2.2 nats: 20 % of the most abused domains, 14 of 26,479 real addresses; less, as both samples are small.
      "private-suffix": {
        points: 32,
        text: "The domain is a name under a host that gives names to anybody for nothing",
        since: "2026-11",
      },
      // 0.7 nats: finds domains no list knows yet, and honest ones with them.
      "abused-tld": {
        points: 10,
        text: "The domain has an ending that throw-away domains prefer",
        since: "2026-11",
      },
    },
    evaluate: ({ email }) => {
      const { domain, publicSuffix, relay, known } = email;
      if (allow.has(domain)) return [];
      if (block.has(domain)) return [{ code: "listed", detail: { list: "own" } }];
      if (relay || known.relay) return [];

      const evidence: Evidence<"listed" | "private-suffix" | "abused-tld">[] = [];
      if (known.disposable !== undefined) {
        const { tier, match } = known.disposable;
        const strength =
          tierStrength[tier] *
          (match === "exact" ? 1 : parentStrength) *
          (known.typoOf === undefined ? 1 : misspeltStrength);
        evidence.push({ code: "listed", strength, detail: { list: tier, match } });
      }
      if (known.privateSuffix) evidence.push({ code: "private-suffix" });
      if (evidence.length === 0 && hasAbusedEnding(email) && !known.freeMail) {
        evidence.push({ code: "abused-tld", detail: { ending: publicSuffix } });
      }
      return evidence;
    },
  });
}
