import { days, hours } from "../../core/clock.js";
import { rate, sum } from "../../core/counter.js";
import type { NetworkKnowledge } from "../../lists/lists.js";
import { isClientAddress } from "../measures/client-address.js";
import { isBoughtDomain } from "../measures/mail-domain.js";
import { isSharedNetwork } from "../measures/shared-network.js";
import { pastPerDay, surpriseStrength } from "../measures/surprise.js";
import { checkOptions, numberProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";

/** Options of {@link ipVelocity}. */
export interface IpVelocityOptions {
  /** Signups expected in an hour from an address that was never seen, 0.01 to 1,000. Default 1. */
  readonly usualPerHour?: number | undefined;
  /** The same for 24 hours, 0.01 to 10,000. Default 2.5. */
  readonly usualPerDay?: number | undefined;
  /** How many times more a network that is known to be shared may bring (mobile carrier, school, privacy relay; also by the address of a school), 1 to 1,000. Default 20. */
  readonly sharedFactor?: number | undefined;
}

/**
 * Sees more signups from one address, or from its neighbours, than that place usually brings. What is usual is the
 * place's own past, so that an office, a campus or a carrier which sees 200 signups a day may see 40 in an hour,
 * while 10 in an hour from an address that was never seen are a burst. Networks that the lists know as shared start
 * from a higher expectation, VPN and Tor exits from a somewhat higher one. One to three signups an hour from a home
 * say nothing. Where nearly all of the day came with
 * addresses of one organisation, a burst of the address counts half.
 *
 * Counts signups of the last hour and of 24 hours, and a decayed total (half-life 14 days), under `["ip", key]`
 * (the IPv4 address, the /64 of IPv6), those of 24 hours at one domain that somebody bought under `["ip-site", key, site]`, and `["ip-subnet", subnet]` (/24, /48); the neighbours are the subnet without
 * the address itself, so nothing counts twice and rotating within a /48 shows. A place that keeps up a farm for a week
 * comes to be usual: the other signals tie its accounts together by then. Only for public addresses; without one it
 * is skipped.
 */
export function ipVelocity(options: IpVelocityOptions = {}): SignupSignal {
  const { usualPerHour = 1, usualPerDay = 2.5, sharedFactor = 20 } = options;
  checkOptions(
    numberProblem("usualPerHour", usualPerHour, 0.01, 1000, "1"),
    numberProblem("usualPerDay", usualPerDay, 0.01, 10_000, "2.5"),
    numberProblem("sharedFactor", sharedFactor, 1, 1000, "20"),
  );
  const fresh: Usual = { perHour: usualPerHour, perDay: usualPerDay };
  return defineSignal({
    id: "ip-velocity",
    group: "velocity",
    needs: ["ip"],
    uses: ["network", "email"],
    counts: ({ ip, email }) => {
      const here = isClientAddress(ip) ? ip : undefined;
      const site = email && isBoughtDomain(email) ? email.site : undefined;
      return {
        together: here && site !== undefined ? sum(["ip-site", here.key, site], 1, hours(24)) : undefined,
        hour: here && sum(["ip", here.key], 1, hours(1)),
        day: here && sum(["ip", here.key], 1, hours(24)),
        decayed: here && rate(["ip", here.key], halfLifeMs),
        subnetHour: here && sum(["ip-subnet", here.subnet], 1, hours(1)),
        subnetDay: here && sum(["ip-subnet", here.subnet], 1, hours(24)),
        subnetDecayed: here && rate(["ip-subnet", here.subnet], halfLifeMs),
      };
    },
    reasons: {
      burst: {
        // 1.25 nats. A list-free expectation bears up to 2.6, but a hackathon at an address that nobody knows looks the
        // same: alone, a burst must not take the first step of the ladder from anybody.
        points: 18,
        text: "Far more signups from this address than it usually brings",
        since: "2026-11",
      },
      "subnet-burst": {
        points: 34, // 2.4 nats for a /48, half for a /24
        text: "Far more signups from the neighbouring addresses than they usually bring",
        since: "2026-11",
      },
    },
    evaluate: ({ ip, network, email }, { counts }) => {
      if (!isClientAddress(ip)) return [];
      const { hour, day, decayed } = counts;
      // Behind NAT64 and the like, the key is an IPv4 address, whatever the text was.
      const neighbours = neighbourhood[ip.words.length === 1 ? 4 : 6];
      // A class signs up with addresses of its school, from a line that no list knows as one.
      const crowd = email?.known.education ? sharedFactor : crowdFactor(network, sharedFactor);
      const own = burst({ hour, day, decayed }, scaled(fresh, crowd));
      const near = burst(
        {
          hour: Math.max(0, counts.subnetHour - hour),
          day: Math.max(0, counts.subnetDay - day),
          decayed: Math.max(0, counts.subnetDecayed - decayed),
        },
        scaled(fresh, crowd * neighbours.expect),
      );
      const nearStrength = near.strength * neighbours.weight;
      // A class, or colleagues who were told to try it, arrive together and say so: one address, one domain of theirs.
      const oneSite = email !== undefined && isBoughtDomain(email) && counts.together >= mostOfDay * day;
      const ownStrength = own.strength * (oneSite ? organisationShare : 1);
      return [
        ...(ownStrength > 0 ? [{ code: "burst" as const, ...own, strength: ownStrength }] : []),
        ...(nearStrength > 0 ? [{ code: "subnet-burst" as const, ...near, strength: nearStrength }] : []),
      ];
    },
  });
}

/** What is left of a burst that one organisation brings, four fifths of the day's signups or more: half, because a farm may buy a domain, too. */
const organisationShare = 0.5;
const mostOfDay = 0.8;
/** Long enough for a weekly rhythm, short enough for an address that changes hands. */
const halfLifeMs = days(14);
/**
 * What neighbours are: a /48 is one customer's site (RFC 6177), so its networks are expected to bring together what one
 * address may; a /24 is handed out to strangers, who may bring as much as four addresses, and say half as much.
 */
const neighbourhood = { 4: { expect: 4, weight: 0.5 }, 6: { expect: 1, weight: 1 } } as const;
/** The busiest hour of a day brings at most about this share of it: people sleep and have lunch. */
const busyHour = 1 / 8;

interface Usual {
  readonly perHour: number;
  readonly perDay: number;
}

interface Seen {
  readonly hour: number;
  readonly day: number;
  readonly decayed: number;
}

function scaled({ perHour, perDay }: Usual, factor: number): Usual {
  return { perHour: perHour * factor, perDay: perDay * factor };
}

/** Exits of VPNs and Tor are shared too, but by fewer honest people at a time, and farms hide there. */
function crowdFactor(network: NetworkKnowledge | undefined, sharedFactor: number): number {
  if (isSharedNetwork(network)) return sharedFactor;
  return network?.kind === "vpn" || network?.kind === "tor" ? Math.min(4, sharedFactor) : 1;
}

/** How far the last hour or the last day, whichever is the more surprising, exceeds what is usual here. */
function burst(
  { hour, day, decayed }: Seen,
  fresh: Usual,
): { strength: number; detail: { hour: number; day: number; usualPerDay: number } } {
  const past = pastPerDay(decayed, day, halfLifeMs);
  const strength = Math.max(
    surpriseStrength(hour, fresh.perHour + past * busyHour),
    surpriseStrength(day, fresh.perDay + past),
  );
  return { strength, detail: { hour, day, usualPerDay: Math.round((fresh.perDay + past) * 10) / 10 } };
}
