import type { DisposableTier, DomainKnowledge, ListedDomain } from "./lists.js";
import { type NameTable, openNames } from "./name-table.js";
import { type NameHash, suffixHashes } from "./suffix-hashes.js";
import { typoOf } from "./typo.js";

/** The six bits that a table keeps of a name. The lowest two are its tier: 0 is none, 1 the strongest. */
export const DOMAIN_BITS = {
  curated: 1,
  broad: 2,
  historic: 3,
  freeMail: 4,
  relay: 8,
  education: 16,
  /** A private suffix under which names are sold, reviewed or for members: `uk.com`, `eu.org`, `fr.eu.org`. */
  soldSuffix: 32,
} as const;

const TIERS: readonly (DisposableTier | undefined)[] = [undefined, "curated", "broad", "historic"];
const TIER = 3;

/**
 * Suffixes that a registry keeps for schools (publicsuffix.org, ICANN section): `edu`, `ac.uk`, `edu.pl`,
 * `sch.id`, `k12.ma.us`, `school.nz`, `ed.jp`, `g12.br`.
 */
export const SCHOOL_SUFFIX: RegExp = /^(?:edu$|(?:edu|ac|sch|school|k12|ed|g12)\.)/;

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** A way to ask tables about a domain; of two tables that know a name the first one decides. */
export function openDomains(tables: readonly NameTable[]): (domain: ListedDomain) => DomainKnowledge {
  const lookups = tables.map(openNames);
  const bitsOf = (hash: NameHash): number => {
    for (const lookup of lookups) {
      const bits = lookup(hash);
      if (bits !== undefined) return bits;
    }
    return 0;
  };
  const isSold = (site: string): boolean =>
    suffixHashes(site.slice(site.indexOf(".") + 1)).some(
      (hash) => (bitsOf(hash) & DOMAIN_BITS.soldSuffix) !== 0,
    );

  return ({ domain, registrableDomain, publicSuffix, privateSuffix, site }) => {
    let own = 0;
    let all = 0;
    let strongest = 0;
    for (const hash of suffixHashes(domain, site.length - 1)) {
      own = bitsOf(hash);
      all |= own;
      const tier = own & TIER;
      if (tier !== 0 && (strongest === 0 || tier < strongest)) strongest = tier;
    }
    const freeMail = (own & DOMAIN_BITS.freeMail) !== 0;
    const relay = (all & DOMAIN_BITS.relay) !== 0;
    const isSchoolSuffix = !privateSuffix && SCHOOL_SUFFIX.test(publicSuffix);
    const education = isSchoolSuffix || (all & DOMAIN_BITS.education) !== 0;
    const isReal = freeMail || relay || education;
    // Mail at a private suffix itself is its owner's: `rub.de`.
    const isHandedOut = privateSuffix && domain !== registrableDomain && !isReal && !isSold(site);
    const known: Writable<DomainKnowledge> = { privateSuffix: isHandedOut, freeMail, relay, education };
    const tier = freeMail || relay ? undefined : TIERS[strongest];
    if (tier) known.disposable = { tier, match: (own & TIER) === strongest ? "exact" : "parent" };
    const meant = isReal ? undefined : typoOf(domain);
    if (meant !== undefined) known.typoOf = meant;
    return known;
  };
}
