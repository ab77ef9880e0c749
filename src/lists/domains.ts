import type { DisposableTier, DomainKnowledge, ListedDomain } from "./lists.js";
import { type NameTable, openNames } from "./name-table.js";
import { HASH_SEED, spread, stepHigh, stepLow, suffixHashes } from "./suffix-hashes.js";
import { typoOf } from "./typo.js";

/** The six bits that a table keeps of a name. The lowest two are its tier: 0 is none, 1 the strongest. */
export const DOMAIN_BITS = {
  curated: 1,
  broad: 2,
  historic: 3,
  freeMail: 4,
  relay: 8,
  education: 16,
  /**
   * Where the Public Suffix List misleads: a private suffix under which names are sold, reviewed or for members
   * (`uk.com`, `eu.org`), or a registrable domain under which anybody gets a name (`mooo.com`).
   */
  suffixException: 32,
} as const;

const TIERS: readonly (DisposableTier | undefined)[] = [undefined, "curated", "broad", "historic"];
const TIER = 3;

/**
 * Suffixes that a registry keeps for schools (publicsuffix.org, ICANN section): `edu`, `ac.uk`, `edu.pl`,
 * `sch.id`, `k12.ma.us`, `school.nz`, `ed.jp`, `g12.br`.
 */
export const SCHOOL_SUFFIX: RegExp = /^(?:edu$|(?:[a-z0-9-]+\.)?(?:edu|ac|sch|school|k12|ed|g12)\.)/;

// What is shorter than `ac.uk` is told without the pattern, and most suffixes are.
const isSchoolSuffix = (suffix: string): boolean =>
  suffix.length < 5 ? suffix === "edu" : SCHOOL_SUFFIX.test(suffix);

// With two more bits than a table keeps, every answer but a typing error is one of 256.
const HANDED_OUT = 64;
const EXACT = 128;
const ANSWERS = 256;

/** What the bits about a domain say in words. */
function describe(bits: number): DomainKnowledge {
  const tier = TIERS[bits & TIER];
  const freeMail = (bits & DOMAIN_BITS.freeMail) !== 0;
  const relay = (bits & DOMAIN_BITS.relay) !== 0;
  const match = (bits & EXACT) !== 0 ? "exact" : "parent";
  return Object.freeze({
    ...(tier && !freeMail && !relay && { disposable: Object.freeze({ tier, match }) }),
    privateSuffix: (bits & HANDED_OUT) !== 0,
    freeMail,
    relay,
    education: (bits & DOMAIN_BITS.education) !== 0,
  });
}

/** A way to ask tables about a domain; of two tables that know a name the first one decides. */
export function openDomains(tables: readonly NameTable[]): (domain: ListedDomain) => DomainKnowledge {
  const ask = askTables(tables);
  // The one domain that nearly every second signup names is asked once.
  const site = "gmail.com";
  const gmail = ask({
    domain: site,
    registrableDomain: site,
    publicSuffix: "com",
    privateSuffix: false,
    site,
  });
  return (domain) => (domain.domain === site ? gmail : ask(domain));
}

function askTables(tables: readonly NameTable[]): (domain: ListedDomain) => DomainKnowledge {
  const lookup = tables
    .map(openNames)
    .reduce((first, next) => (high, low) => first(high, low) ?? next(high, low));
  const answers = Array.from({ length: ANSWERS }, (_, bits) => describe(bits));
  const isSold = (site: string): boolean =>
    suffixHashes(site.slice(site.indexOf(".") + 1)).some(
      ({ high, low }) => ((lookup(high, low) ?? 0) & DOMAIN_BITS.suffixException) !== 0,
    );

  return ({ domain, registrableDomain, publicSuffix, privateSuffix, site }) => {
    let own = 0;
    let all = 0;
    let strongest = 0;
    // As `suffixHashes`, but in place: the whole site in one go, then one label more at a time.
    let { high, low } = HASH_SEED;
    let at = domain.length;
    let labelAt = at - site.length;
    for (;;) {
      while (at > labelAt) {
        const code = domain.charCodeAt(--at);
        high = stepHigh(high, code);
        low = stepLow(low, code);
      }
      own = lookup(spread(high), spread(low)) ?? 0;
      all |= own;
      const tier = own & TIER;
      if (tier !== 0 && (strongest === 0 || tier < strongest)) strongest = tier;
      // A leading dot, which no parsed domain has, ends it too.
      if (at <= 1) break;
      labelAt = domain.lastIndexOf(".", at - 2) + 1;
    }
    let known =
      strongest | (own & DOMAIN_BITS.freeMail) | (all & (DOMAIN_BITS.relay | DOMAIN_BITS.education));
    if (!privateSuffix && isSchoolSuffix(publicSuffix)) known |= DOMAIN_BITS.education;
    const isReal = known > TIER;
    // Mail at a private suffix itself is its owner's: `rub.de`.
    const isBelowSuffix = privateSuffix
      ? domain !== registrableDomain && !isSold(site)
      : (all & ~own & DOMAIN_BITS.suffixException) !== 0;
    if (isBelowSuffix && !isReal) known |= HANDED_OUT;
    if ((own & TIER) === strongest) known |= EXACT;
    const answer = answers[known] ?? describe(known);
    const meant = isReal ? undefined : typoOf(domain, publicSuffix);
    return meant === undefined ? answer : { ...answer, typoOf: meant };
  };
}
