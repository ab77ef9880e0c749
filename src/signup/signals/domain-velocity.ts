import { days } from "../../core/clock.js";
import { distinct } from "../../core/counter.js";
import type { Evidence } from "../../core/signal.js";
import type { Lookup } from "../measures/lookup.js";
import { isSharedDomain } from "../measures/mail-domain.js";
import { growth, ramp, spread } from "../measures/strength.js";
import { checkOptions, functionProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";

/** What else is known of domains. */
export interface DomainVelocityOptions {
  /**
   * How many days ago a domain was registered (RDAP, a vendor), undefined when unknown. Asked only for a domain with a
   * burst. A rejection counts as unknown; no answer in time fails the signal. Default: nobody is asked.
   */
  readonly domainAgeDays?: Lookup<number | undefined> | undefined;
}

// What a small firm does on the day it discovers a product; and from where on nobody believes in colleagues.
const usualAccounts = 4;
const farmAccounts = 32;
// The same for a month, for farms that take their time; a little less sure, because firms grow, too.
const usualOfMonth = 4;
const farmOfMonth = 24;
const slowShare = 0.8;
// The same for accounts of a month from six time zones or more.
const usualAbroad = 2;
const farmAbroad = 16;
// A firm that is told to try a product does not sit in dozens of networks.
const offices = { few: 8, many: 32 } as const;
// How much of a burst is left when nobody knows where it comes from.
const unknownSpread = 0.55;

/**
 * Sees bursts of accounts at a domain of somebody's own: catch-all domains that no list knows yet. `burst` grows with
 * each doubling of the day's accounts beyond four, up to 32, or of those of 30 days, up to 24, which weigh four fifths;
 * the stronger of the two speaks. Where the browsers of a month report several time zones it takes half as many accounts:
 * few firms of sixteen sit in six of them, and rented proxies do.
 *
 * Twenty colleagues who sign up together are a burst too. What tells them from a farm: they sit in few networks, so a
 * burst with three accounts a network says nothing (the network's own velocity is another signal's) as long as these are
 * eight networks at most, one with a network for nearly each or with 32 networks counts in full, and one without any
 * address a little more than half; and their firm has been seen before, so up to half is taken off for a domain seen in
 * eight different weeks of the last year. Weeks are counted and not accounts, since a farm could buy its own history in a
 * day. An age of the domain, where you look it up, takes off up to 40 % at a year. Mailbox providers, relays and schools
 * are never looked at.
 *
 * Counts different signups under `["domain", site]` in 24 hours and under `["domain-month", site]` in 30 days, their
 * networks (/24, /48) under `["domain-networks", site]` and `["domain-month-networks", site]`, the time zones of 30 days under
 * `["domain-zones", site]`, and under `["domain-weeks", site]` the weeks of the last 365 days with a signup. `site` is what one owner holds:
 * `example.co.uk`, `me.github.io`.
 */
export function domainVelocity(options: DomainVelocityOptions = {}): SignupSignal {
  const { domainAgeDays } = options;
  checkOptions(functionProblem("domainAgeDays", domainAgeDays, "from a domain to its age in days"));

  return defineSignal({
    id: "domain-velocity",
    group: "velocity",
    needs: ["email"],
    uses: ["ip", "timezone"],
    counts: ({ email, ip, timezone, subject, at }) => {
      if (isSharedDomain(email))
        return {
          accounts: undefined,
          networks: undefined,
          ofMonth: undefined,
          networksOfMonth: undefined,
          zones: undefined,
          weeks: undefined,
        };
      const week = String(Math.floor(at / days(7)));
      return {
        accounts: distinct(["domain", email.site], subject, days(1), 200),
        networks: ip && distinct(["domain-networks", email.site], ip.subnet, days(1)),
        ofMonth: distinct(["domain-month", email.site], subject, days(30), 200),
        networksOfMonth: ip && distinct(["domain-month-networks", email.site], ip.subnet, days(30), 200),
        zones:
          timezone === undefined ? undefined : distinct(["domain-zones", email.site], timezone, days(30)),
        weeks: distinct(["domain-weeks", email.site], week, days(365)),
      };
    },
    reasons: {
      // 3.2 nats.
      burst: {
        points: 46,
        text: "Many accounts at one domain of somebody's own within a day",
        since: "2026-11",
      },
    },
    evaluate: ({ email, ip }, context) => {
      if (isSharedDomain(email)) return [];
      const { accounts, networks, ofMonth, networksOfMonth, zones, weeks } = context.counts;
      const apart = (networks: number, accounts: number): number =>
        ip === undefined ? unknownSpread : spread(networks, accounts, offices);
      const today = growth(accounts, usualAccounts, farmAccounts) * apart(networks, accounts);
      const slow = slowShare * growth(ofMonth, usualOfMonth, farmOfMonth);
      const worldwide = growth(ofMonth, usualAbroad, farmAbroad) * ramp(zones, 2, 6);
      const month = Math.max(slow, worldwide) * apart(networksOfMonth, ofMonth);
      const burst = Math.max(today, month);
      if (burst === 0) return [];
      const judge = (ageDays?: number): readonly Evidence<"burst">[] => {
        const old = ageDays === undefined ? 0 : growth(ageDays, 90, 365);
        const strength = burst * (1 - 0.5 * growth(weeks, 1, 8)) * (1 - 0.4 * old);
        const places = ip && { networks: today >= month ? networks : networksOfMonth };
        return [{ code: "burst", strength, detail: { accounts, ofMonth, weeks, ...places } }];
      };
      // A promise costs a deadline: none where nobody is asked.
      return domainAgeDays === undefined
        ? judge()
        : ageOf(email.site, domainAgeDays, context.abortSignal).then(judge);
    },
  });
}

async function ageOf(
  domain: string,
  look: Lookup<number | undefined>,
  abortSignal: AbortSignal,
): Promise<number | undefined> {
  try {
    const age = await look(domain, { abortSignal });
    return typeof age === "number" && age >= 0 ? age : undefined;
  } catch {
    return undefined;
  }
}
