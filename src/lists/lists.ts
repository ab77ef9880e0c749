/** What a list needs to know of an e-mail domain: the value of `parseDomain` fits. */
export interface ListedDomain {
  /** The host after the `@`: ASCII, lower case. */
  readonly domain: string;
  readonly registrableDomain: string;
  /** The registry's suffix: `de`, `co.uk`. */
  readonly publicSuffix: string;
  /** Whether a company hands out names under the suffix, as with `github.io`. */
  readonly privateSuffix: boolean;
  /** What one owner controls: the registrable domain, or `me.github.io`. Only it and what lies below can match. */
  readonly site: string;
}

/** What a list needs to know of an address: the value of `parseIp` fits. */
export interface ListedIp {
  /** Unsigned 32-bit numbers, most significant first: one for IPv4, four for IPv6. */
  readonly words: readonly number[];
}

/**
 * How much a hit is worth. `curated`: reviewed and recent. `broad`: collected by many, recent, less reviewed.
 * `historic`: known from lists that stopped; the domain may long have changed hands.
 */
export type DisposableTier = "curated" | "broad" | "historic";

/** A throw-away mail domain: listed itself (`exact`) or below a listed one (`parent`). */
export interface DisposableHit {
  readonly tier: DisposableTier;
  readonly match: "exact" | "parent";
}

/** All that is known of a domain. Several can hold at once; nothing known is all `false`. */
export interface DomainKnowledge {
  readonly disposable?: DisposableHit;
  /** Anybody gets a name here at once and for nothing (dynamic DNS, free hosts); names that are sold do not count. */
  readonly privateSuffix: boolean;
  /** A mailbox provider open to the public, or an access provider's mail: thousands of strangers share it. */
  readonly freeMail: boolean;
  /** A forwarding service that hides the real address. Privacy, not abuse. */
  readonly relay: boolean;
  /** A school or university. */
  readonly education: boolean;
  /** The big provider that was probably meant (`gmail.com` for `gmial.com`); never set for a known real domain. */
  readonly typoOf?: string;
}

/**
 * What kind of network an address or ASN belongs to. `relay` is a privacy relay of an operating system,
 * shared by ordinary people; `mobile` shares one address among thousands of subscribers.
 */
export type NetworkKind = "hosting" | "vpn" | "tor" | "relay" | "education" | "mobile";

/** All that is known of a network; empty when nothing is, which says nothing good or bad. */
export interface NetworkKnowledge {
  readonly kind?: NetworkKind;
  /** The ASN that the caller gave. */
  readonly asn?: number;
  /** Name of the operator, for the largest ones. */
  readonly operator?: string;
}

/** Everything known about the world, asked synchronously and without I/O. Any object of this shape will do. */
export interface Lists {
  /** Names the data: its date and a hash of its content. Stands in `Assessment.versions.lists`. */
  readonly version: string;
  /** Epoch ms of the newest entry, by source: what staleness is judged by. */
  readonly dates: Readonly<Record<string, number>>;
  domain(domain: ListedDomain): DomainKnowledge;
  /** `asn` is the caller's own knowledge (an edge header, an MMDB) and wins over the ranges. */
  network(ip: ListedIp | undefined, asn?: number): NetworkKnowledge;
}
