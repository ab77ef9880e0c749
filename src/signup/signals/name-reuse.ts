import { days } from "../../core/clock.js";
import { distinct } from "../../core/counter.js";
import { isClientAddress } from "../measures/client-address.js";
import { isBoughtDomain } from "../measures/mail-domain.js";
import { isSharedNetwork } from "../measures/shared-network.js";
import { growth } from "../measures/strength.js";
import { checkOptions, numberProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";

/** Options of {@link nameReuse}. */
export interface NameReuseOptions {
  /** Accounts under one name on one network from which it counts in full, 3 to 20. Default 8. */
  readonly fullAt?: number | undefined;
}

// A second account is a new job or a lost password; and a father has his son's name.
const usualAccounts = 2;

/**
 * Sees one full name behind several accounts of one network: somebody at home who opens another mailbox whenever the
 * credit is used up, and does not bother to be somebody else. Grows with each doubling beyond two accounts. Order,
 * capitals and accents of a name do not matter; a name of one word is too common to say anything.
 * Whoever tests software at work keeps to one name, so accounts at a domain that somebody had to buy are not counted.
 *
 * Counts different signups under `["name", subnet, name]` (/24, /48) for 90 days. Without a name and a public address, and
 * on networks that many strangers share, it says nothing.
 */
export function nameReuse(options: NameReuseOptions = {}): SignupSignal {
  const { fullAt = 8 } = options;
  checkOptions(numberProblem("fullAt", fullAt, 3, 20, "8"));
  return defineSignal({
    id: "name-reuse",
    group: "device",
    needs: ["name", "ip"],
    uses: ["network", "email"],
    optional: true,
    counts: ({ name, ip, network, email, subject }) => {
      const key = keyOf(name);
      const atWork = email !== undefined && isBoughtDomain(email);
      const here = key !== undefined && !atWork && isClientAddress(ip) && !isSharedNetwork(network);
      return { accounts: here ? distinct(["name", ip.subnet, key], subject, days(90)) : undefined };
    },
    reasons: {
      reused: {
        points: 30, // Up to 2.1 nats, our judgement: it is as easily changed as it is seldom done.
        text: "One full name has opened several accounts on this network",
        since: "2026-11",
      },
    },
    evaluate: (_, { counts: { accounts } }) => {
      const strength = growth(accounts, usualAccounts, fullAt);
      return strength > 0 ? [{ code: "reused", strength, detail: { accounts } }] : [];
    },
  });
}

/** The words of a name in one order, so that `Ada LOVELACE` and `Lovelace, Ada` are one; undefined for a single word. */
function keyOf(name: string): string | undefined {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    // Accents belong to no script. The vowel signs of Indic scripts are marks too, but without them names become others.
    .replace(/\p{Script=Inherited}/gu, "")
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word !== "");
  return words.length < 2 ? undefined : words.sort().join(" ");
}
