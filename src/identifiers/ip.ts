import ipaddr from "ipaddr.js";
import type { Parsed } from "./parsed.js";

/**
 * Where an address belongs, by the special-purpose registries that ipaddr.js carries. `nat64` is
 * 64:ff9b::/96 and 64:ff9b:1::/48; `reserved` is everything else that no ordinary client sends from:
 * documentation, multicast, benchmarking, unassigned space, and the retired tunnels 6to4 and Teredo.
 */
export type IpScope = "public" | "private" | "loopback" | "linklocal" | "cgnat" | "nat64" | "reserved";

/**
 * Why a text is no usable address: nothing was given (`missing`), it is not one strictly written address
 * (`malformed`), or it is 0.0.0.0 or :: (`unspecified`), which a broken proxy sends when it does not know.
 */
export type IpProblem = "missing" | "malformed" | "unspecified";

/**
 * One address. `address`, `version` and `scope` describe what was written. `key`, `subnet` and `words`
 * describe who is behind it: where an IPv6 address embeds the client's IPv4 address (NAT64, 6to4, Teredo),
 * they are those of the IPv4 address, or one household would own 2^16 keys and a whole gateway share one.
 */
export interface Ip {
  /** Canonical text: dotted quad, or RFC 5952. IPv4-mapped IPv6 is unwrapped; no zone, no port. */
  readonly address: string;
  readonly version: 4 | 6;
  readonly scope: IpScope;
  /** What to count by: the IPv4 address itself, or the /64 that one IPv6 customer holds, as CIDR text. */
  readonly key: string;
  /** The wider neighbourhood as CIDR text: /24 of IPv4, /48 of IPv6. */
  readonly subnet: string;
  /** Big-endian unsigned 32-bit numbers to look up in sorted ranges: one for IPv4, four for IPv6. */
  readonly words: readonly number[];
}

/** The longest IPv6 text is 45 characters; the rest is room for a zone name. */
const MAX_LENGTH = 64;

const OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const DOTTED_QUAD = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}$`);
const ZONE = /%[\w.:@~-]+$/;
const HEX_GROUPS = /^[\da-f:]+$/i;

/** Range names are those of ipaddr.js 2.5; the ones not named here are `reserved`. */
const SCOPES: Readonly<Record<string, IpScope>> = {
  unicast: "public",
  private: "private",
  uniqueLocal: "private",
  loopback: "loopback",
  linkLocal: "linklocal",
  carrierGradeNat: "cgnat",
  rfc6052: "nat64",
};

const MESSAGES: Readonly<Record<IpProblem, string>> = {
  missing: "No IP address was given.",
  malformed: "Expected one IPv4 address in four decimal parts or one IPv6 address, without a port.",
  unspecified: "The unspecified address (0.0.0.0 or ::) names no client.",
};

/**
 * Reads one address, strictly: no octal, hexadecimal or short IPv4 forms, no port, no brackets. Spaces and
 * tabs around it and an IPv6 zone (`%eth0`) are dropped. Never throws; at most 64 characters are looked at.
 */
export function parseIp(input: unknown): Parsed<Ip, IpProblem> {
  if (input === undefined || input === null) return problem("missing");
  if (typeof input !== "string" || input.length > MAX_LENGTH) return problem("malformed");
  const text = input.replace(/^[ \t]+|[ \t]+$/g, "");
  if (text === "") return problem("missing");
  if (!text.includes(":")) {
    const v4 = readV4(text);
    return v4 === undefined ? problem("malformed") : describeV4(v4);
  }
  const v6 = readV6(text);
  return v6 === undefined ? problem("malformed") : describeV6(v6);
}

/**
 * The network of `prefixLength` bits around an address, as canonical CIDR text, from the `words` of an
 * `Ip`. For callers who count by another width than `key`, such as a provider that hands out /56.
 */
export function networkOf(words: readonly number[], prefixLength: number): string {
  return `${textOf(masked(words, prefixLength))}/${prefixLength}`;
}

/** The words of an address with all but its first `prefixLength` bits cleared: its network. */
export function masked(words: readonly number[], prefixLength: number): readonly number[] {
  return words.map((word, index) => {
    const bits = Math.min(32, Math.max(0, prefixLength - 32 * index));
    return bits === 0 ? 0 : (word & (-1 << (32 - bits))) >>> 0;
  });
}

function describeV4(word: number): Parsed<Ip, IpProblem> {
  if (word === 0) return problem("unspecified");
  const words = [word];
  const address = textOf(words);
  const range = new ipaddr.IPv4([word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]).range();
  const scope = SCOPES[range] ?? "reserved";
  return {
    ok: true,
    value: { address, version: 4, scope, key: address, subnet: networkOf(words, 24), words },
  };
}

function describeV6(parsed: ipaddr.IPv6): Parsed<Ip, IpProblem> {
  const range: string = parsed.range();
  if (range === "unspecified") return problem("unspecified");
  const own = wordsOf(parsed.parts);
  const v4 = embeddedV4(range, own);
  if (range === "ipv4Mapped" && v4 !== undefined) return describeV4(v4);
  const words = v4 === undefined ? own : [v4];
  return {
    ok: true,
    value: {
      address: parsed.toRFC5952String(),
      version: 6,
      scope: scopeOfV6(range, own),
      key: v4 === undefined ? networkOf(words, 64) : textOf(words),
      subnet: networkOf(words, v4 === undefined ? 48 : 24),
      words,
    },
  };
}

/** ipaddr.js calls unassigned space unicast; IANA's IPv6 registry assigns only 2000::/3. */
function scopeOfV6(range: string, [first = 0]: readonly number[]): IpScope {
  return range === "unicast" && first >>> 29 !== 1 ? "reserved" : (SCOPES[range] ?? "reserved");
}

/** Where each form keeps its IPv4 address: RFC 4291 §2.5.5.2, RFC 6052 §2.2, RFC 3056 §2, RFC 4380 §4. */
function embeddedV4(range: string, [a = 0, b = 0, c = 0, d = 0]: readonly number[]): number | undefined {
  if (range === "ipv4Mapped") return d;
  if (range === "rfc6052" && b === 0 && c === 0) return d;
  if (range === "6to4") return ((a << 16) | (b >>> 16)) >>> 0;
  if (range === "teredo") return ~d >>> 0;
  return undefined;
}

function readV4(text: string): number | undefined {
  const match = DOTTED_QUAD.exec(text);
  if (match === null) return undefined;
  const [, a, b, c, d] = match.map(Number);
  return (((a ?? 0) << 24) | ((b ?? 0) << 16) | ((c ?? 0) << 8) | (d ?? 0)) >>> 0;
}

/** The dotted tail is rewritten first: ipaddr.js takes octal there, and ::1.2.3.4 for a mapped address. */
function readV6(text: string): ipaddr.IPv6 | undefined {
  const bare = text.replace(ZONE, "");
  const tailAt = bare.lastIndexOf(":") + 1;
  const tail = bare.slice(tailAt);
  const v4 = tail.includes(".") ? readV4(tail) : undefined;
  const groups = v4 === undefined ? bare : `${bare.slice(0, tailAt)}${hex(v4 >>> 16)}:${hex(v4 & 0xffff)}`;
  if (!HEX_GROUPS.test(groups)) return undefined;
  try {
    return ipaddr.IPv6.parse(groups);
  } catch {
    return undefined;
  }
}

function textOf(words: readonly number[]): string {
  const [first = 0] = words;
  if (words.length === 1)
    return `${first >>> 24}.${(first >>> 16) & 255}.${(first >>> 8) & 255}.${first & 255}`;
  return new ipaddr.IPv6(words.flatMap((word) => [word >>> 16, word & 0xffff])).toRFC5952String();
}

function wordsOf([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]: readonly number[]): number[] {
  return [((a << 16) | b) >>> 0, ((c << 16) | d) >>> 0, ((e << 16) | f) >>> 0, ((g << 16) | h) >>> 0];
}

function hex(group: number): string {
  return group.toString(16);
}

function problem(code: IpProblem): Parsed<never, IpProblem> {
  return { ok: false, code, message: MESSAGES[code] };
}
