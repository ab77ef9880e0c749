import { days, hours } from "../../core/clock.js";
import { type Counter, distinct } from "../../core/counter.js";
import { deviceAccounts } from "../measures/device-accounts.js";
import { isBoughtDomain } from "../measures/mail-domain.js";
import { isSharedNetwork } from "../measures/shared-network.js";
import { growth, ramp } from "../measures/strength.js";
import { checkOptions, numberProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";
import type { Signup } from "../signup.js";

/** Options of {@link deviceReuse}. */
export interface DeviceReuseOptions {
  /** Accounts on one device from which it counts in full, 2 to 50. Default 16; raise it for kiosks and agencies. */
  readonly fullAt?: number | undefined;
}

/**
 * Sees a device that has opened other accounts. Grows with each doubling: a second account (a family, a forgotten
 * password) is a quarter of the weight, the eighth three quarters. For an account at a domain of somebody's own, each such
 * domain beyond the first makes the device's accounts fewer by 0.7, by 0.85 where the address is verified, because an agency
 * opens accounts for its clients and a farm would have to buy the domains; and half is left where all such accounts are one mailbox with tags, as a tester's.
 *
 * How much an id proves depends on `deviceKind`. A cookie, an attested id and a vendor's id stand for one device. A
 * `fingerprint` stands for every device of its model, so it says less than half as much, and only what strangers would not
 * share counts: accounts beyond one per network, or beyond one per mail domain. All of it says less again where one
 * image is the rule (a school, Chromebooks on one network, one domain of one's own on one network), and nothing once it
 * has been seen on many networks and many mail domains. What cannot be seen, because no address or e-mail was given, is
 * taken to differ.
 *
 * Counts accounts under `["device", deviceId]`, and the domains of somebody's own and the mailboxes there under
 * `["device-own-domains", deviceId]` and `["device-mailboxes", deviceId]`, for 365 days, because farms come back. For a
 * fingerprint it counts 30 days: accounts under `["device-fingerprint", deviceId]`, networks (/24, /48) and registrable
 * mail domains under `["device-networks", deviceId]` and `["device-domains", deviceId]`. Given a TLS fingerprint, also
 * accounts of one hour with it on one subnet (`["tls-on-subnet", …]`) and the subnets it was seen on in 24 hours
 * (`["tls-subnets", …]`): a client program that is rare elsewhere and busy here. Without a device id it is skipped.
 */
export function deviceReuse(options: DeviceReuseOptions = {}): SignupSignal {
  const { fullAt = 16 } = options;
  checkOptions(numberProblem("fullAt", fullAt, 2, 50, "16"));
  return defineSignal({
    id: "device-reuse",
    group: "device",
    needs: ["deviceId"],
    uses: ["deviceKind", "ip", "network", "email", "verified", "userAgent", "tlsFingerprint"],
    counts: ({ deviceId, deviceKind, subject, ip, email, tlsFingerprint }) => {
      const accounts = deviceAccounts(deviceId, { deviceKind, subject });
      // Where network or domain are missing, `accounts` stands in: counted once anyway, and every account then differs.
      const spread = (name: string, place: string | undefined): Counter | undefined => {
        if (!isFingerprint) return undefined;
        return place === undefined ? accounts : distinct([name, deviceId], place, days(30), 50);
      };
      const tls = tlsFingerprint !== undefined && ip ? { tlsFingerprint, subnet: ip.subnet } : undefined;
      const isFingerprint = deviceKind === "fingerprint";
      const own = !isFingerprint && email && isBoughtDomain(email) ? email : undefined;
      return {
        accounts,
        ownDomains: own && distinct(["device-own-domains", deviceId], own.site, days(365), 50),
        mailboxes: own && distinct(["device-mailboxes", deviceId], own.canonical.loose, days(365), 50),
        networks: spread("device-networks", ip?.subnet),
        domains: spread("device-domains", email?.registrableDomain),
        tlsHere: tls && distinct(["tls-on-subnet", tls.tlsFingerprint, tls.subnet], subject, hours(1), 50),
        tlsSubnets: tls && distinct(["tls-subnets", tls.tlsFingerprint], tls.subnet, hours(24), 50),
      };
    },
    reasons: {
      reused: {
        // Up to 3.4 nats; two accounts weigh 0.85, and a family of four does not reach 50 by it.
        points: 49,
        text: "The device has opened other accounts",
        since: "2026-11",
      },
      "tls-reused": {
        // Weak: browsers of one version share it, and a fresh version is rare for a day.
        points: 8,
        text: "Many signups in an hour from one network with a TLS client that is rare elsewhere",
        since: "2026-11",
      },
    },
    evaluate: (facts, { counts }) => {
      const { accounts, ownDomains, mailboxes, networks, domains, tlsHere, tlsSubnets } = counts;
      const reused =
        facts.deviceKind === "fingerprint"
          ? fingerprintStrength({ accounts, networks, domains }, fullAt, isOneOrganisation(facts, counts))
          : growth(accounts - spared(facts) * Math.max(0, ownDomains - 1), 1, fullAt) *
            (mailboxes === 1 ? testerShare : 1);
      const tlsReused =
        facts.tlsFingerprint === undefined || facts.ip === undefined || isSharedNetwork(facts.network)
          ? 0
          : ramp(growth(tlsHere, 4, 16) * (1 - ramp(tlsSubnets, 2, 8)), 0, 1);
      return [
        ...(reused > 0 ? [{ code: "reused" as const, strength: reused, detail: { accounts } }] : []),
        ...(tlsReused > 0
          ? [{ code: "tls-reused" as const, strength: tlsReused, detail: { accounts: tlsHere } }]
          : []),
      ];
    },
  });
}

/**
 * How much of an account at another domain of one's own is taken off. An agency opens accounts for its clients, each at the
 * client's domain: a farm would have to buy them, for more than the credit is worth. Less where nobody verified the
 * address, which then costs nothing to type.
 */
function spared({ verified }: Pick<Signup, "verified">): number {
  return verified?.includes("email") ? 0.85 : 0.7;
}

// A tester signs up with tags of one mailbox at the company; a farm at a domain of its own would write other names.
const testerShare = 0.5;

// Machines bought together look alike and stand together, and most strangers share a mail provider.
const mostOfFingerprint = 0.4;

interface Spread {
  readonly accounts: number;
  readonly networks: number;
  readonly domains: number;
}

function fingerprintStrength(
  { accounts, networks, domains }: Spread,
  fullAt: number,
  oneOrganisation: boolean,
): number {
  const popularity = ramp(networks, 2, 8) * ramp(domains, 1, 4);
  // Strangers with one model of phone come from networks of their own.
  const onOneNetwork = growth(accounts - networks + 1, 1, fullAt);
  const onOneDomain = growth(accounts - domains + 1, 1, fullAt);
  const sharedImage = oneOrganisation ? 0.3 : 1;
  return ramp(mostOfFingerprint * Math.max(onOneNetwork, onOneDomain) * sharedImage * (1 - popularity), 0, 1);
}

/** One image on all its machines: a school, or one domain of its own on one network. */
function isOneOrganisation(
  { network, email, userAgent }: Pick<Signup, "network" | "email" | "userAgent">,
  { networks, domains }: Pick<Spread, "networks" | "domains">,
): boolean {
  if (network?.kind === "education" || email?.known.education === true) return true;
  // Chromebooks are handed out by the class.
  if (userAgent?.os?.name === "Chromium OS") return networks === 1;
  return email !== undefined && isBoughtDomain(email) && networks === 1 && domains === 1;
}
