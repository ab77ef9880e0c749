import type { Problem } from "../../core/errors.js";
import { networkOf, parseIp } from "../../identifiers/ip.js";
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
  const networks = readList(path, entries, expected, readNetwork, problems);
  const names = new Set(networks.map(({ name }) => name));
  const lengthsOf = (words: number): ReadonlySet<number> =>
    new Set(networks.filter((network) => network.words === words).map(({ prefixLength }) => prefixLength));
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

interface Network {
  /** CIDR text. */
  readonly name: string;
  readonly prefixLength: number;
  /** How many words its addresses have. */
  readonly words: number;
}

function readNetwork(entry: unknown): Network | undefined {
  if (typeof entry !== "string") return undefined;
  const [address = "", prefix, ...rest] = entry.trim().split("/", 3);
  const ip = parseIp(address);
  if (!ip.ok || rest.length > 0) return undefined;
  const { words } = ip.value;
  const bits = 32 * words.length;
  const whole = networkOf(words, bits);
  if (prefix === undefined) return { name: whole, prefixLength: bits, words: words.length };

  // IPv6 text can stand for the IPv4 address inside it; a prefix would then count other bits than were meant.
  const isV6Text = address.includes(":");
  if (!/^\d{1,3}$/.test(prefix) || isV6Text !== (words.length === 4)) return undefined;
  const prefixLength = Number(prefix);
  const name = networkOf(words, prefixLength);
  const isFirst = name === `${whole.slice(0, whole.indexOf("/"))}/${prefixLength}`;
  return prefixLength <= bits && isFirst ? { name, prefixLength, words: words.length } : undefined;
}
