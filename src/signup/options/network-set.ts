import type { Problem } from "../../core/errors.js";
import { networkOf } from "../../identifiers/ip.js";
import { parseNetwork } from "../../identifiers/network.js";
import { readList } from "./option-list.js";

/** Addresses and networks that the caller named. */
export interface NetworkSet {
  /** Whether the address of these `words` (see `Ip`) is in the set. */
  has(words: readonly number[]): boolean;
}

/**
 * Reads addresses and CIDR ranges of both versions. What is neither is added to `problems` with `path` and its place
 * in the list. A look costs one step for each prefix length in use, however many ranges there are.
 */
export function networkSet(path: string, entries: readonly unknown[], problems: Problem[]): NetworkSet {
  const expected = 'an IP address, or a range from its first address on, like "192.0.2.0/24"';
  const networks = readList(path, entries, expected, parseNetwork, problems);
  const names = new Set(networks.map(({ name }) => name));
  const lengthsOf = (words: number): ReadonlySet<number> =>
    new Set(
      networks.filter((network) => network.words.length === words).map(({ prefixLength }) => prefixLength),
    );
  const [v4, v6] = [lengthsOf(1), lengthsOf(4)];
  return {
    has(words) {
      for (const prefixLength of words.length === 1 ? v4 : v6) {
        if (names.has(networkOf(words, prefixLength))) return true;
      }
      return false;
    },
  };
}
