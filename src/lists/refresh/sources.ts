import type { DisposableTier } from "../lists.js";

/** All that a source can say of networks. Where two speak of one address, the first of these wins. */
export const networkClasses = ["relay", "tor", "vpn", "hosting"] as const;

/** What a source says of networks: the kind that `Lists.network` answers. */
export type NetworkClass = (typeof networkClasses)[number];

/** What a source says of domains, by how much a hit is worth. */
export const domainClasses: readonly DisposableTier[] = ["curated", "broad", "historic"];

/** What a source lists: throw-away mail domains of one tier, or the networks of one kind. */
export type ListClass = DisposableTier | NetworkClass;

/** A public list to download. */
export interface RefreshSource {
  /** Yours to choose: lower-case letters, digits and hyphens. Also the file name on a mirror. */
  readonly name: string;
  /** `https:`, or `http:` for a mirror of your own. */
  readonly url: string;
  readonly class: ListClass;
  /** SPDX identifier; carried along, so that a snapshot says what it is made of. */
  readonly licence: string;
}

const github = "https://raw.githubusercontent.com";

/**
 * The lists that `refreshLists` downloads: all public, all free to use, looked up in their own repositories in
 * November 2026. Apple publishes the egress of Private Relay for exactly this use
 * (developer.apple.com/support/prepare-your-network-for-icloud-private-relay) without a licence of its own.
 */
export const standardSources: readonly RefreshSource[] = [
  {
    name: "castle",
    url: `${github}/castle/disposable-email-domains/master/disposable-email-domains.txt`,
    class: "curated",
    licence: "MIT",
  },
  {
    name: "community",
    url: `${github}/disposable-email-domains/disposable-email-domains/main/disposable_email_blocklist.conf`,
    class: "curated",
    licence: "CC0-1.0",
  },
  {
    name: "disposable",
    url: `${github}/disposable/disposable-email-domains/master/domains.txt`,
    class: "broad",
    licence: "MIT",
  },
  {
    name: "private-relay",
    url: "https://mask-api.icloud.com/egress-ip-ranges.csv",
    class: "relay",
    licence: "LicenseRef-Apple",
  },
  {
    name: "tor-exits",
    url: `${github}/alireza-rezaee/tor-nodes/main/latest.exits.csv`,
    class: "tor",
    licence: "MIT",
  },
  {
    name: "x4b-vpn",
    url: `${github}/X4BNet/lists_vpn/main/output/vpn/ipv4.txt`,
    class: "vpn",
    licence: "MIT",
  },
  {
    name: "x4b-vpn-v6",
    url: `${github}/X4BNet/lists_vpn/main/output/vpn/ipv6.txt`,
    class: "vpn",
    licence: "MIT",
  },
  {
    name: "x4b-datacenter",
    url: `${github}/X4BNet/lists_vpn/main/output/datacenter/ipv4.txt`,
    class: "hosting",
    licence: "MIT",
  },
  {
    name: "x4b-datacenter-v6",
    url: `${github}/X4BNet/lists_vpn/main/output/datacenter/ipv6.txt`,
    class: "hosting",
    licence: "MIT",
  },
  {
    name: "clouds",
    url: `${github}/lord-alfred/ipranges/main/all/ipv4_merged.txt`,
    class: "hosting",
    licence: "CC0-1.0",
  },
  {
    name: "clouds-v6",
    url: `${github}/lord-alfred/ipranges/main/all/ipv6_merged.txt`,
    class: "hosting",
    licence: "CC0-1.0",
  },
];
