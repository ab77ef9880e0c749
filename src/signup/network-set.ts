import type { Problem } from "../core/errors.js";
import { networkOf, parseIp } from "../identifiers/ip.js";

/** Addresses and networks that the caller named. */
export interface NetworkSet {
  /** Whether the address of these `words` (see `Ip`) is in the set. */
  has(words: readonly number[]): boolean;
}

/**
 * Reads addresses and CIDR ranges of both versions. What is neither is added to `problems` with `path` and its place
 * in the list. A look costs one step for each prefix length in use, however many ranges there are.
 */
export function networkSet(path: string, entries: readonly string[], problems: Problem[]): NetworkSet {
  const networks = new Set<string>();
  // By how many words an address has: 1 of IPv4, 4 of IPv6.
  const lengths = new Map<number, Set<number>>();
  for (const [index, entry] of entries.entries()) {
    const network = typeof entry === "string" ? readNetwork(entry) : undefined;
    if (network === undefined) {
      const message =
        'must be an IP address or a range that starts at its first address, like "192.0.2.0/24"';
      problems.push({ path: `${path}.${index}`, message });
      continue;
    }
    networks.add(network.text);
    lengths.set(network.words, (lengths.get(network.words) ?? new Set()).add(network.prefixLength));
  }
  return {
    has(words) {
      for (const prefixLength of lengths.get(words.length) ?? []) {
        if (networks.has(networkOf(words, prefixLength))) return true;
      }
      return false;
    },
  };
}

function readNetwork(entry: string): { text: string; words: number; prefixLength: number } | undefined {
  const [address = "", prefix, ...rest] = entry.split("/", 3);
  const ip = parseIp(address);
  if (!ip.ok || rest.length > 0) return undefined;
  const { words } = ip.value;
  const bits = 32 * words.length;
  if (prefix === undefined) return { text: networkOf(words, bits), words: words.length, prefixLength: bits };
  // A prefix on IPv6 text whose words are those of an IPv4 address inside it would count other bits than were meant.
  if (!/^\d{1,3}$/.test(prefix) || address.includes(":") !== (words.length === 4)) return undefined;
  const prefixLength = Number(prefix);
  const text = networkOf(words, prefixLength);
  const startsThere = prefixLength <= bits && text === networkOf(words, bits).replace(/\d+$/, prefix);
  return startsThere ? { text, words: words.length, prefixLength } : undefined;
}
