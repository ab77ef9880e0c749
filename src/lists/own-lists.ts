import { type Problem, TrialgateError } from "../core/errors.js";
import { parseDomain } from "../identifiers/domain.js";
import { masked, parseIp } from "../identifiers/ip.js";
import type {
  DomainKnowledge,
  ListedDomain,
  ListedIp,
  Lists,
  NetworkKind,
  NetworkKnowledge,
} from "./lists.js";
import { nameHash } from "./suffix-hashes.js";

/** What the caller knows better. Each list wins over the built-in tables; the longest prefix wins among networks. */
export interface OwnLists {
  /** Throw-away domains; whatever lies below one counts too. They rank as `curated`. */
  readonly disposable?: readonly string[];
  /** Domains to trust: neither disposable nor handed out nor a typing error, and so for whatever lies below. */
  readonly trusted?: readonly string[];
  /** Networks by kind: `203.0.113.0/24`, `2001:db8::/32`, one address, or `AS64500`. `none` says: nothing special. */
  readonly networks?: Partial<Readonly<Record<NetworkKind | "none", readonly string[]>>>;
}

type Kind = NetworkKind | "none";

interface OwnNetworks {
  /** Kinds by network, one map for each prefix length in use, longest first. */
  readonly prefixes: readonly (readonly [bits: number, networks: ReadonlyMap<string, Kind>])[];
  readonly asns: ReadonlyMap<number, Kind>;
}

/** The first `bits` bits of an address as a key; IPv4 and IPv6 never share one. */
const prefixKey = (words: readonly number[], bits: number): string => masked(words, bits).join(".");

function readDomains(domains: readonly string[], path: string, problems: Problem[]): ReadonlySet<string> {
  const read = new Set<string>();
  for (const [index, text] of domains.entries()) {
    const parsed = parseDomain(text);
    if (parsed.ok) read.add(parsed.value.domain);
    else
      problems.push({
        path: `${path}.${index}`,
        message: `Expected a domain name, but it is ${parsed.message}.`,
      });
  }
  return read;
}

function readNetworks(networks: NonNullable<OwnLists["networks"]>, problems: Problem[]): OwnNetworks {
  const byBits = new Map<number, Map<string, Kind>>();
  const asns = new Map<number, Kind>();
  for (const [kind, texts] of Object.entries(networks) as [Kind, readonly string[]][]) {
    for (const [index, text] of texts.entries()) {
      const asn = /^AS(\d{1,10})$/i.exec(text)?.[1];
      if (asn !== undefined) {
        asns.set(Number(asn), kind);
        continue;
      }
      const [address = "", length] = text.split("/", 2);
      const ip = parseIp(address);
      const words = ip.ok ? ip.value.words : [];
      const widest = 32 * words.length;
      const bits = length === undefined ? widest : /^\d{1,3}$/.test(length) ? Number(length) : -1;
      // An IPv6 text that wraps an IPv4 address has one word, and its prefix length would mean something else.
      if (!ip.ok || bits < 0 || bits > widest || (words.length === 1 && address.includes(":"))) {
        const message =
          "Expected an address, a CIDR range such as 203.0.113.0/24, or an AS number such as AS64500.";
        problems.push({ path: `networks.${kind}.${index}`, message });
        continue;
      }
      const table = byBits.get(bits) ?? new Map<string, Kind>();
      byBits.set(bits, table.set(prefixKey(words, bits), kind));
    }
  }
  return { prefixes: [...byBits].sort(([a], [b]) => b - a), asns };
}

function inSet(domain: string, set: ReadonlySet<string>): "exact" | "parent" | undefined {
  if (set.size === 0) return undefined;
  if (set.has(domain)) return "exact";
  for (let dot = domain.indexOf("."); dot >= 0; dot = domain.indexOf(".", dot + 1)) {
    if (set.has(domain.slice(dot + 1))) return "parent";
  }
  return undefined;
}

/**
 * Lists in which the caller's own entries win. Throws `invalid_config` with every entry that is no domain, range
 * or AS number, by its place. The version changes with the entries, so assessments tell them apart.
 */
export function combineLists(base: Lists, own: OwnLists): Lists {
  const problems: Problem[] = [];
  const disposable = readDomains(own.disposable ?? [], "disposable", problems);
  const trusted = readDomains(own.trusted ?? [], "trusted", problems);
  const networks = readNetworks(own.networks ?? {}, problems);
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);

  const domain = (listed: ListedDomain): DomainKnowledge => {
    const known = base.domain(listed);
    if (inSet(listed.domain, trusted)) {
      const { freeMail, relay, education } = known;
      return { privateSuffix: false, freeMail, relay, education };
    }
    const match = inSet(listed.domain, disposable);
    return match ? { ...known, disposable: { tier: "curated", match } } : known;
  };

  const ownKind = (ip: ListedIp | undefined, asn: number | undefined): Kind | undefined => {
    for (const [bits, kinds] of networks.prefixes) {
      const kind = ip && bits <= 32 * ip.words.length ? kinds.get(prefixKey(ip.words, bits)) : undefined;
      if (kind) return kind;
    }
    return asn === undefined ? undefined : networks.asns.get(asn);
  };

  const network = (ip: ListedIp | undefined, asn?: number): NetworkKnowledge => {
    const kind = ownKind(ip, asn);
    if (kind === undefined) return base.network(ip, asn);
    return { ...(kind !== "none" && { kind }), ...(asn !== undefined && { asn }) };
  };

  const { high, low } = nameHash(JSON.stringify([[...disposable], [...trusted], own.networks ?? {}]));
  const suffix = [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
  return { version: `${base.version}+${suffix}`, dates: base.dates, domain, network };
}
