import { assumed, assumedShare, defineCohort } from "../cohort.js";
import type { CountryCode } from "../materials/countries.js";
import { fingerprintDevice } from "../materials/devices.js";
import { relayMailbox } from "../materials/mailboxes.js";
import { type Address, homeAddress, relayAddress, torAddress, vpnAddress } from "../materials/networks.js";
import { type Persona, persona, signupOf } from "../materials/persona.js";
import { type Platform, torBrowserAgent } from "../materials/user-agents.js";
import type { Random } from "../random.js";
import { strangers } from "./strangers.js";

/** People who give away as little as they can. */
export const privacyUsers = defineCohort({
  name: "privacy",
  label: "legitimate",
  text: "People who give away as little as they can: relays for mail, VPNs, Tor and Private Relay, browsers that say UTC and keep no cookie.",
  share: assumed(0.04, "share of people"),
  parameters: {
    vpn: assumedShare(0.45, "share behind a VPN"),
    privateRelay: assumedShare(0.3, "share behind Apple's Private Relay"),
    tor: assumedShare(0.04, "share on Tor"),
    torBrowser: assumedShare(
      0.95,
      "share of those on Tor with Tor Browser, the rest with another browser through it",
    ),
    mailRelay: assumedShare(0.4, "share with the address of a mail relay"),
    proton: assumedShare(0.3, "share with a mailbox of a provider that keeps to itself"),
    linux: assumedShare(0.3, "share of those without Private Relay and Tor Browser who are on Linux"),
    utc: assumedShare(
      0.35,
      "share of those without Tor Browser whose browser says UTC, as Firefox does when it resists fingerprinting",
    ),
    noDevice: assumedShare(0.35, "share whose browser keeps no cookie and shows no fingerprint"),
  },
  arrivals: ({ values, ...plan }) =>
    strangers({ ...plan, values }, ({ random, country, at }) => {
      const { vpn, privateRelay, tor } = values;
      const way = random.weighted([
        ["vpn", vpn],
        ["privateRelay", privateRelay],
        ["tor", tor],
        ["home", Math.max(0, 1 - vpn - privateRelay - tor)],
      ] as const);
      const platform = platformOf(random, way, values.linux);
      const provider = random.chance(values.proton)
        ? random.pick(["proton.me", "tuta.com", "posteo.de", "mailbox.org", "fastmail.com"])
        : undefined;
      const someone = persona(random, {
        country,
        address: addresses[way](random, country),
        platform,
        provider,
      });
      const timezone = random.chance(values.utc) ? "UTC" : someone.timezone;
      const person =
        way === "tor" && random.chance(values.torBrowser)
          ? inTorBrowser(random, someone)
          : { ...someone, timezone };
      const email = random.chance(values.mailRelay) ? relayMailbox(random) : person.email;
      const signup = signupOf({ ...person, email }, random, at, {
        oauth: 0.1,
        card: 0.03,
        phone: 0.02,
        name: 0.2,
      });
      return {
        ...signup,
        ...(random.chance(values.noDevice) && { deviceId: undefined, deviceKind: undefined }),
      };
    }),
});

type Way = "vpn" | "privateRelay" | "tor" | "home";

const addresses: Readonly<Record<Way, (random: Random, country: CountryCode) => Address>> = {
  vpn: vpnAddress,
  privateRelay: relayAddress,
  tor: torAddress,
  home: homeAddress,
};

function platformOf(random: Random, way: Way, linux: number): Platform | undefined {
  // Private Relay comes with Apple's devices alone.
  if (way === "privateRelay") return random.pick(["iphone", "mac"]);
  return random.chance(linux) ? "linux" : undefined;
}

/** As Tor Browser shows anybody: alike but for the system (tb-manual.torproject.org/anti-fingerprinting), in English unless told otherwise. */
function inTorBrowser(random: Random, person: Persona): Persona {
  // Assumed.
  const platform = random.weighted([["windows", 6] as const, ["mac", 2] as const, ["linux", 2] as const]);
  const fingerprinted = person.device.deviceKind === "fingerprint";
  return {
    ...person,
    platform,
    userAgent: torBrowserAgent(platform),
    acceptLanguage: "en-US,en;q=0.5",
    timezone: "UTC",
    ...(fingerprinted && { device: fingerprintDevice(random, `tor-browser-${platform}`) }),
  };
}
