import { parseDomain } from "../../identifiers/domain.js";
import { isInnocent, isSentinel, isSuffix } from "./innocent-domains.js";
import { readEach } from "./list-fields.js";

/** A list of domains as one can use it. */
export interface DomainList {
  /** Sorted, each once. */
  readonly names: readonly string[];
  /** How many were left out: public suffixes, mailbox providers, relays, schools. */
  readonly guarded: number;
}

/** A list that is made to this degree of innocent domains is a list of something else. */
const MOST_GUARDED = 0.05;
const FEW_GUARDED = 20;

/**
 * Reads a downloaded list of domains: the first field of each line, in any case, internationalised or not, with or
 * without `*.` before it. Refuses, with the reason, what is garbage, flags a sentinel or lists mostly innocent domains.
 */
export function readDomainList(text: string): DomainList | { readonly reason: string } {
  const read = readEach(text, ([field = ""]) => {
    const parsed = parseDomain(field.replace(/^(?:\*\.|\.|@)/, ""));
    return parsed.ok ? parsed.value : undefined;
  });
  if ("reason" in read) return read;
  const sentinel = read.find(({ domain }) => isSentinel(domain));
  if (sentinel !== undefined) return { reason: `would flag ${sentinel.domain}, which is known to be real` };
  const unique = new Map(read.map((entry) => [entry.domain, entry]));
  const names = [...unique.values()]
    .filter((entry) => !isInnocent(entry) && !isSuffix(entry.domain))
    .map(({ domain }) => domain)
    .sort();
  const guarded = unique.size - names.length;
  if (guarded > FEW_GUARDED && guarded > unique.size * MOST_GUARDED) {
    return { reason: `lists ${guarded} mailbox providers, schools or suffixes among ${unique.size} domains` };
  }
  return { names, guarded };
}
