import { lazy } from "./lazy.js";
import type { DisposableHit, DisposableTier, DomainKnowledge, ListedDomain } from "./lists.js";
import { type NameSet, type NameTable, openNames } from "./name-table.js";
import { type NameHash, suffixHashes } from "./suffix-hashes.js";
import { typoOf } from "./typo.js";

/** What is known of domains, packed. A refresh replaces some tables and keeps the others. */
export interface DomainTables {
  readonly curated: NameTable;
  readonly broad: NameTable;
  readonly historic: NameTable;
  readonly freeMail: NameTable;
  readonly relay: NameTable;
  readonly education: NameTable;
  /** Private suffixes under which names are sold or reviewed like any other. */
  readonly soldSuffixes: readonly string[];
}

/**
 * Suffixes that a registry keeps for schools (publicsuffix.org, ICANN section): `edu`, `ac.uk`, `edu.pl`,
 * `sch.id`, `k12.ma.us`, `school.nz`, `ed.jp`.
 */
const SCHOOL_SUFFIX = /^(?:edu$|(?:edu|ac|sch|school|k12|ed|g12)\.)/;

const strongestFirst: readonly DisposableTier[] = ["curated", "broad", "historic"];

/** Makes the tables ready to ask. Each is decoded when it is first needed. */
export function openDomains(tables: DomainTables): (domain: ListedDomain) => DomainKnowledge {
  const sold = new Set(tables.soldSuffixes);
  const open = (table: NameTable): (() => NameSet) => lazy(() => openNames(table));
  const disposable = {
    curated: open(tables.curated),
    broad: open(tables.broad),
    historic: open(tables.historic),
  };
  const [freeMail, relay, education] = [open(tables.freeMail), open(tables.relay), open(tables.education)];

  const disposableHit = (hashes: readonly NameHash[]): DisposableHit | undefined => {
    for (const tier of strongestFirst) {
      const has = disposable[tier]();
      // Exact first: the whole domain is the last hash.
      for (let index = hashes.length - 1; index >= 0; index--) {
        const hash = hashes[index];
        if (hash && has(hash)) return { tier, match: index === hashes.length - 1 ? "exact" : "parent" };
      }
    }
    return undefined;
  };

  return ({ domain, registrableDomain, publicSuffix, privateSuffix, site }) => {
    const hashes = suffixHashes(domain, site.length - 1);
    const whole = hashes.at(-1);
    const isRelay = hashes.some((hash) => relay()(hash));
    const isFreeMail = whole !== undefined && freeMail()(whole);
    const isSchoolSuffix = !privateSuffix && SCHOOL_SUFFIX.test(publicSuffix);
    const isEducation = isSchoolSuffix || hashes.some((hash) => education()(hash));
    const isReal = isRelay || isFreeMail || isEducation;
    // Mail at a private suffix itself is its owner's: `rub.de`.
    const isHandedOut = privateSuffix && domain !== registrableDomain && !isReal;
    const hit = isRelay || isFreeMail ? undefined : disposableHit(hashes);
    const meant = isReal ? undefined : typoOf(domain);
    return {
      ...(hit && { disposable: hit }),
      privateSuffix: isHandedOut && !sold.has(site.slice(site.indexOf(".") + 1)),
      freeMail: isFreeMail,
      relay: isRelay,
      education: isEducation,
      ...(meant !== undefined && { typoOf: meant }),
    };
  };
}
