import type { Problem } from "../core/errors.js";
import { describeDomain, toAsciiDomain } from "../identifiers/domain.js";

/** Domains that the caller named. */
export interface DomainSet {
  /** Whether a lower-case A-label domain is in the set or lies below one that is. */
  has(domain: string): boolean;
}

/**
 * Reads domains as people write them (any case, any script). What is no domain, or a suffix under which strangers
 * register, is added to `problems` with `path` and its place in the list.
 */
export function domainSet(path: string, entries: readonly string[], problems: Problem[]): DomainSet {
  const names = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const name = typeof entry === "string" ? toAsciiDomain(entry) : undefined;
    if (!name?.ok) {
      problems.push({ path: `${path}.${index}`, message: 'must be a domain name, like "example.com"' });
    } else if (describeDomain(name.value).publicSuffix === name.value) {
      problems.push({ path: `${path}.${index}`, message: "is a public suffix; name the domains below it" });
    } else {
      names.add(name.value);
    }
  }
  return {
    has(domain) {
      if (names.size === 0) return false;
      for (let name = domain; ; name = name.slice(name.indexOf(".") + 1)) {
        if (names.has(name)) return true;
        if (!name.includes(".")) return false;
      }
    },
  };
}
