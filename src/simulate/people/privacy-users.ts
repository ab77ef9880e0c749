import { assumed, assumedShare, defineCohort } from "../cohort.js";
import { relayMailbox } from "../materials/mailboxes.js";
import { homeAddress, relayAddress, torAddress, vpnAddress } from "../materials/networks.js";
import { persona, signupOf } from "../materials/persona.js";
import { browserAgent } from "../materials/user-agents.js";
import { strangers } from "./strangers.js";

/** People who give away as little as they can. */
export const privacyUsers = defineCohort({
  name: "privacy",
  label: "legitimate",
  text: "People who give away as little as they can: relays for mail, VPNs and Private Relay, browsers that say UTC and keep no cookie.",
  share: assumed(0.04, "share of people"),
  parameters: {
    vpn: assumedShare(0.45, "share behind a VPN"),
    privateRelay: assumedShare(0.3, "share behind Apple's Private Relay"),
    tor: assumedShare(0.04, "share on Tor"),
    mailRelay: assumedShare(0.4, "share with the address of a mail relay"),
    proton: assumedShare(0.3, "share with a mailbox of a provider that keeps to itself"),
    utc: assumedShare(
      0.35,
      "share whose browser says UTC, as Firefox and Tor Browser do when they resist fingerprinting",
    ),
    noDevice: assumedShare(0.35, "share whose browser keeps no cookie and shows no fingerprint"),
  },
  arrivals: ({ values, ...plan }) =>
    strangers({ ...plan, values }, ({ random, country, at }) => {
      const [address, platform] = random.weighted([
        [[vpnAddress(random), undefined] as const, values.vpn],
        [
          [relayAddress(random, country), random.pick(["iphone", "mac"] as const)] as const,
          values.privateRelay,
        ],
        [[torAddress(random), "windows"] as const, values.tor],
        [
          [homeAddress(random, country), undefined] as const,
          Math.max(0, 1 - values.vpn - values.privateRelay - values.tor),
        ],
      ]);
      const provider = random.chance(values.proton)
        ? random.pick(["proton.me", "tuta.com", "posteo.de", "mailbox.org", "fastmail.com"])
        : undefined;
      const person = persona(random, { country, address, platform, provider });
      const email = random.chance(values.mailRelay) ? relayMailbox(random) : person.email;
      const signup = signupOf({ ...person, email }, random, at, {
        oauth: 0.1,
        card: 0.03,
        phone: 0.02,
        name: 0.2,
      });
      return {
        ...signup,
        ...(random.chance(0.3) && { userAgent: browserAgent(random, "linux") }),
        ...(random.chance(values.utc) && { timezone: "UTC" }),
        ...(random.chance(values.noDevice) && { deviceId: undefined, deviceKind: undefined }),
      };
    }),
});
