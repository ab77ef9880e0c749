import type { SegmentValues } from "../tiers/grant-budget.js";
import { isClientAddress } from "./measures/client-address.js";
import type { Signup, SignupEmail } from "./signup.js";

/** What a signup has in common with others, as far as it says so. */
export function segmentsOf({
  email,
  ip,
  network,
  country,
  inviteCode,
  referrer,
}: Pick<Signup, "email" | "ip" | "network" | "country" | "inviteCode" | "referrer">): SegmentValues {
  const asn = network?.asn === undefined ? undefined : `AS${network.asn}`;
  return {
    network: asn ?? network?.operator ?? (isClientAddress(ip) ? ip.subnet : undefined),
    mailDomain: email && mailDomainOf(email),
    country,
    invite: inviteCode,
    referrer: referrer === undefined ? undefined : hostOf(referrer),
  };
}

/** Throw-away domains are many and cheap, and have one owner or another: together they are one. */
function mailDomainOf({ known, provider, site, domain }: SignupEmail): string {
  return known.disposable === undefined ? (provider ?? site ?? domain) : "disposable";
}

/** The host of an address, or the name of a campaign. Path and query are anybody's to vary, and so is any other text. */
function hostOf(referrer: string): string {
  if (URL.canParse(referrer)) return new URL(referrer).hostname || "unreadable";
  const name = referrer.trim().toLowerCase();
  return /^[\w.-]{1,60}$/.test(name) ? name : "unreadable";
}
