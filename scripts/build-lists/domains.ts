import { parse } from "tldts";
import { DOMAIN_BITS } from "../../src/lists/domains.js";
import { type NameTable, packNames } from "../../src/lists/name-table.js";
import { type DisposableLists, readDisposable, readLines, readWords } from "./sources.js";

/** A domain known by this many listed subdomains in curated lists gives names to anybody: listed itself. */
const PROMOTE_FROM = 3;

const ASCII_DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/** The names of each table, before packing. */
export interface DomainNames {
  readonly curated: ReadonlySet<string>;
  readonly broad: ReadonlySet<string>;
  readonly historic: ReadonlySet<string>;
  readonly freeMail: ReadonlySet<string>;
  readonly relay: ReadonlySet<string>;
}

const isSuffix = (domain: string): boolean =>
  parse(domain, { allowPrivateDomains: true, validateHostname: false }).domain === null;

/** Registrable domains that are not listed themselves but have several listed subdomains. */
function promoted(listed: ReadonlySet<string>): string[] {
  const children = new Map<string, number>();
  for (const domain of listed) {
    const parent = parse(domain, { allowPrivateDomains: true }).domain;
    if (parent !== null && parent !== domain && !listed.has(parent)) {
      children.set(parent, (children.get(parent) ?? 0) + 1);
    }
  }
  return [...children].filter(([, count]) => count >= PROMOTE_FROM).map(([parent]) => parent);
}

/** Mailbox providers written out: `data/free-mail.txt` and one domain for each country of a brand. */
function freeMail(): Set<string> {
  const brands = readLines("free-mail-brands.txt").flatMap((line) => {
    const [brand = "", suffixes = ""] = line.split(":");
    return suffixes
      .trim()
      .split(/\s+/)
      .map((suffix) => `${brand}.${suffix}`);
  });
  return new Set([...readWords("free-mail.txt"), ...brands]);
}

/**
 * Sorts all names into tiers. A name stands in its strongest tier only; suffixes, mailbox providers, relays and
 * sentinels are taken out of all three.
 */
export function domainNames(lists: DisposableLists = readDisposable()): DomainNames {
  const good = { freeMail: freeMail(), relay: new Set(readWords("relays.txt")) };
  const innocent = new Set([...good.freeMail, ...good.relay, ...readWords("sentinels.txt")]);
  const clean = (domains: readonly string[]): Set<string> =>
    new Set(
      domains
        .map((domain) => domain.trim().toLowerCase())
        .filter((domain) => ASCII_DOMAIN.test(domain) && !innocent.has(domain) && !isSuffix(domain)),
    );
  const listed = clean([...lists.community, ...lists.fakefilter]);
  const curated = new Set([...listed, ...clean(promoted(listed))]);
  const old = clean([...lists.old, ...lists.expired]);
  const historic = new Set([...old].filter((domain) => !curated.has(domain)));
  const broad = new Set([...clean(lists.broad)].filter((domain) => !curated.has(domain) && !old.has(domain)));
  return { curated, broad, historic, ...good };
}

/**
 * One table of all names. Innocent classes stand first, so that a shared hash is decided for them. A foreign name is
 * taken for a curated one by accident once in 1.4 million, for any of them once in 100,000.
 */
export function packDomains(names: DomainNames, schools: readonly string[]): NameTable {
  const bits = new Map<string, number>();
  const add = (domains: Iterable<string>, bit: number): void => {
    for (const domain of domains) bits.set(domain, (bits.get(domain) ?? 0) | bit);
  };
  add(names.freeMail, DOMAIN_BITS.freeMail);
  add(names.relay, DOMAIN_BITS.relay);
  add(schools, DOMAIN_BITS.education);
  add([...readWords("sold-suffixes.txt"), ...readWords("free-hosts.txt")], DOMAIN_BITS.suffixException);
  add(names.curated, DOMAIN_BITS.curated);
  add(names.broad, DOMAIN_BITS.broad);
  add(names.historic, DOMAIN_BITS.historic);
  return packNames(bits, 16);
}
