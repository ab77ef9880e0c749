import { parseIp } from "../../identifiers/ip.js";
import { encodeNumbers, numberReader } from "../digits.js";
import type { ListedIp } from "../lists.js";

/** From one key to another, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** Spans of both families. IPv4 keys are addresses; IPv6 keys are /56 networks of 2000::/3, what fits 53 bits. */
export interface Spans {
  readonly v4: readonly Span[];
  readonly v6: readonly Span[];
}

/** One range of a list: its family and prefix length, and its keys, unless it lies outside of public space. */
export interface ReadRange {
  readonly family: "v4" | "v6";
  readonly bits: number;
  readonly span: Span | undefined;
}

/** The key of an address, or `undefined` outside of 2000::/3, where nobody is assigned anything (IANA). */
export function keyOf([first = 0, second = 0, ...rest]: ListedIp["words"]): number | undefined {
  if (rest.length === 0) return first;
  return first >>> 29 === 1 ? (first & 0x1fffffff) * 2 ** 24 + (second >>> 8) : undefined;
}

/** Reads an address or a CIDR range; `undefined` for anything else. Host bits that are set are cleared. */
export function readRange(text: string): ReadRange | undefined {
  const [address = "", length, ...more] = text.split("/", 3);
  const family = address.includes(":") ? "v6" : "v4";
  const widest = family === "v4" ? 32 : 128;
  const bits = length === undefined ? widest : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  const words = wordsOf(address, family);
  if (words === undefined || bits < 0 || bits > widest || more.length > 0) return undefined;
  const key = keyOf(words);
  if (key === undefined || (family === "v6" && bits < 3)) return { family, bits, span: undefined };
  const size = 2 ** Math.max(0, (family === "v4" ? 32 : 56) - bits);
  const first = key - (key % size);
  return { family, bits, span: { first, last: first + size - 1 } };
}

function wordsOf(address: string, family: "v4" | "v6"): readonly number[] | undefined {
  const parsed = parseIp(address);
  const wanted = family === "v4" ? 1 : 4;
  // An IPv6 text that wraps an IPv4 address has one word; its prefix length would mean something else.
  if (parsed.ok) return parsed.value.words.length === wanted ? parsed.value.words : undefined;
  return parsed.code === "unspecified" ? new Array<number>(wanted).fill(0) : undefined;
}

/** Sorted and joined: no two spans overlap or touch. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.first - b.first)) {
    const before = result.at(-1);
    if (before === undefined || span.first > before.last + 1) result.push(span);
    else if (span.last > before.last) result[result.length - 1] = { first: before.first, last: span.last };
  }
  return result;
}

/** What is left of joined spans outside of other joined spans. Linear in both. */
export function without(spans: readonly Span[], cut: readonly Span[]): Span[] {
  const left: Span[] = [];
  let at = 0;
  for (const { first, last } of spans) {
    while (at < cut.length && (cut[at]?.last ?? 0) < first) at++;
    let from = first;
    for (let next = at; from <= last; next++) {
      const hole = cut[next];
      if (hole === undefined || hole.first > last) break;
      if (hole.first > from) left.push({ first: from, last: hole.first - 1 });
      from = hole.last + 1;
    }
    if (from <= last) left.push({ first: from, last });
  }
  return left;
}

/** How many keys joined spans hold. */
export function keyCount(spans: readonly Span[]): number {
  return spans.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

/** Joined spans as text: for each the gap since the one before and its length less one. */
export interface PackedSpans {
  readonly count: number;
  readonly data: string;
}

/** Packs joined spans. */
export function packSpans(spans: readonly Span[]): PackedSpans {
  let next = 0;
  const numbers = spans.flatMap(({ first, last }) => {
    const gap = first - next;
    next = last + 1;
    return [gap, last - first];
  });
  return { count: spans.length, data: encodeNumbers(numbers) };
}

/** The reverse of `packSpans`. */
export function readSpans({ count, data }: PackedSpans): Span[] {
  const read = numberReader(data);
  let next = 0;
  return Array.from({ length: count }, () => {
    const first = next + read();
    const last = first + read();
    next = last + 1;
    return { first, last };
  });
}
