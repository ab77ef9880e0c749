import { type Ip, masked, networkOf, parseIp } from "./ip.js";

/** All addresses that begin with the same bits. */
export interface Network {
  /** CIDR text: `10.0.0.0/8`. Equal networks have equal names. */
  readonly name: string;
  /** Of its first address; see `Ip`. */
  readonly words: readonly number[];
  /** 1 to 32 for IPv4, 1 to 128 for IPv6. */
  readonly prefixLength: number;
}

/**
 * Reads an address or a CIDR range from its first address on, like `10.0.0.0/8`. `undefined` for everything else: a
 * range with host bits set is more often a slip of the hand than meant, and /0 would be the whole world.
 */
export function parseNetwork(text: unknown): Network | undefined {
  if (typeof text !== "string") return undefined;
  const [address = "", prefix, ...rest] = text.trim().split("/", 3);
  const ip = parseIp(address);
  if (!ip.ok || rest.length > 0 || address.includes("%")) return undefined;
  const { words } = ip.value;
  const bits = 32 * words.length;
  // IPv6 text can stand for the IPv4 address inside it; a prefix would then count other bits than were meant.
  const isV6Text = address.includes(":");
  if (prefix !== undefined && (!/^\d{1,3}$/.test(prefix) || isV6Text !== (words.length === 4)))
    return undefined;

  const prefixLength = prefix === undefined ? bits : Number(prefix);
  const first = masked(words, prefixLength);
  const isFirst = words.every((word, place) => word === first[place]);
  return prefixLength > 0 && prefixLength <= bits && isFirst
    ? { name: networkOf(words, prefixLength), words, prefixLength }
    : undefined;
}

/**
 * Whether an address lies in a network. An IPv6 address that embeds an IPv4 address (NAT64, 6to4, Teredo) lies in none:
 * anybody may own it.
 */
export function isWithin({ version, words }: Ip, network: Network): boolean {
  const isPlain = words.length === (version === 4 ? 1 : 4);
  if (!isPlain || words.length !== network.words.length) return false;
  const first = masked(words, network.prefixLength);
  return first.every((word, place) => word === network.words[place]);
}
