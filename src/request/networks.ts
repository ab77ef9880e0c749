import { type Ip, parseIp } from "trialgate/identifiers";

/** All addresses that begin with the same bits. */
export interface Network {
  /** Of its first address; see `Ip`. */
  readonly words: readonly number[];
  readonly prefixLength: number;
}

/**
 * Reads an address or a CIDR range from its first address on, like `10.0.0.0/8`. `undefined` for everything else: a
 * range with host bits set is more often a slip of the hand than meant, and /0 would trust the whole world.
 */
export function parseNetwork(text: unknown): Network | undefined {
  if (typeof text !== "string") return undefined;
  const [address = "", prefix, ...rest] = text.trim().split("/", 3);
  const ip = parseIp(address);
  if (!ip.ok || rest.length > 0 || address.includes("%") || !isPlain(ip.value)) return undefined;

  const { words } = ip.value;
  if (prefix === undefined) return { words, prefixLength: 32 * words.length };
  // A prefix of ::ffff:10.0.0.0/104 counts bits of the IPv6 text, and `words` are those of the IPv4 address.
  const isV6Text = address.includes(":");
  if (!/^\d{1,3}$/.test(prefix) || isV6Text !== (words.length === 4)) return undefined;
  const prefixLength = Number(prefix);
  const isFirst = words.every(
    (word, index) => (word << bitsIn(index, prefixLength)) >>> 0 === 0 || bitsIn(index, prefixLength) === 32,
  );
  return prefixLength > 0 && prefixLength <= 32 * words.length && isFirst
    ? { words, prefixLength }
    : undefined;
}

/** Whether an address lies in a network. An IPv6 address that embeds an IPv4 address (NAT64, 6to4, Teredo) lies in none: anybody may own it. */
export function isWithin(ip: Ip, { words, prefixLength }: Network): boolean {
  if (!isPlain(ip) || ip.words.length !== words.length) return false;
  return words.every((word, index) => {
    const bits = bitsIn(index, prefixLength);
    return bits === 0 || (word ^ (ip.words[index] ?? 0)) >>> (32 - bits) === 0;
  });
}

function isPlain({ version, words }: Ip): boolean {
  return words.length === (version === 4 ? 1 : 4);
}

/** How many bits of one word the prefix covers. */
function bitsIn(index: number, prefixLength: number): number {
  return Math.min(32, Math.max(0, prefixLength - 32 * index));
}
