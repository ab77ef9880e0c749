import type { Random } from "../random.js";

/**
 * An address inside a range in CIDR notation, IPv4 or IPv6.
 * @example addressIn(random, "73.0.0.0/8"); addressIn(random, "2001:41d0:1::/48");
 */
export function addressIn(random: Random, range: string): string {
  const [base = "", bits = ""] = range.split("/");
  return base.includes(":") ? v6In(random, groupsOf(base), Number(bits)) : v4In(random, base, Number(bits));
}

/** A smaller range inside an IPv6 range: what a customer is given. */
export function prefixIn(random: Random, range: string, bits: number): string {
  const groups = addressIn(random, range).split(":");
  return `${groups.map((group, place) => keptBits(Number.parseInt(group, 16), bits - place * 16)).join(":")}/${bits}`;
}

/** The first bits of a 16-bit group, in hexadecimal. */
function keptBits(group: number, bits: number): string {
  if (bits <= 0) return "0";
  return (bits >= 16 ? group : group & (0xffff << (16 - bits)) & 0xffff).toString(16);
}

function v4In(random: Random, base: string, bits: number): string {
  const start = base.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const number = start + random.int(0, 2 ** (32 - bits) - 1);
  // The first and last address of a network belong to nobody.
  const last = Math.min(254, Math.max(1, number % 256));
  return [number / 2 ** 24, number / 2 ** 16, number / 2 ** 8]
    .map((part) => Math.floor(part) % 256)
    .concat(last)
    .join(".");
}

function v6In(random: Random, groups: readonly number[], bits: number): string {
  return groups
    .map((group, place) => {
      const free = Math.min(16, Math.max(0, (place + 1) * 16 - bits));
      return (group + random.int(0, 2 ** free - 1)).toString(16);
    })
    .join(":");
}

/** The eight groups of an address that may be shortened by `::`. */
function groupsOf(address: string): readonly number[] {
  const [head = "", tail = ""] = address.split("::");
  const parts = (text: string): readonly number[] =>
    text === "" ? [] : text.split(":").map((part) => Number.parseInt(part, 16));
  const [before, after] = [parts(head), parts(tail)];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
