import type { Problem } from "../../core/errors.js";
import { parseDomain } from "../../identifiers/domain.js";
import { readList } from "./option-list.js";

/** Domains that the caller named. */
export interface DomainSet {
  /** Whether a lower-case A-label domain is in the set or lies below one that is. */
  has(domain: string): boolean;
}

/**
 * Reads domains as people write them (any case, any script). What is no domain, or a registry's suffix under which
 * strangers register, is added to `problems` with `path` and its place in the list.
 */
export function domainSet(path: string, entries: readonly unknown[], problems: Problem[]): DomainSet {
  const expected = 'a domain that somebody can own, like "example.com"';
  const names = new Set(readList(path, entries, expected, readDomain, problems));
  return {
    has(domain) {
      for (let name = domain; names.size > 0; name = name.slice(name.indexOf(".") + 1)) {
        if (names.has(name)) return true;
        if (!name.includes(".")) return false;
      }
      return false;
    },
  };
}

function readDomain(entry: unknown): string | undefined {
  const parsed = typeof entry === "string" ? parseDomain(entry) : undefined;
  if (!parsed?.ok) return undefined;
  const { domain, publicSuffix } = parsed.value;
  return domain === publicSuffix ? undefined : domain;
}
