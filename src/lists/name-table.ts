import { DIGIT_VALUES, digit, fixedDigits } from "./digits.js";
import { nameHash } from "./suffix-hashes.js";

/**
 * Names and six bits about each, without the names. `data` is a hash table in base 64 whose buckets stand one after
 * the other: one digit a bucket, its number of entries; then four digits an entry, three of hash and one of bits. A
 * foreign name is taken for one of `n` entries with probability `n / 2^(bucketBits + 18)`.
 */
export interface NameTable {
  readonly count: number;
  /** From 4 to 24. */
  readonly bucketBits: number;
  readonly data: string;
}

/** The bits of a name, by the two halves of its hash, or `undefined` when the table does not know it. */
export type NameLookup = (high: number, low: number) => number | undefined;

const ENTRY = 4;
const REMAINDER = 3;

const remainderOf = (low: number): number => low >>> (32 - 6 * REMAINDER);

/** Packs names with their bits, 0 to 63; of two names with one hash the first counts. */
export function packNames(names: ReadonlyMap<string, number>, bucketBits: number): NameTable {
  const buckets = Array.from({ length: 2 ** bucketBits }, () => new Map<number, number>());
  for (const [name, bits] of names) {
    const { high, low } = nameHash(name);
    const bucket = buckets[high >>> (32 - bucketBits)];
    if (bucket && !bucket.has(remainderOf(low))) bucket.set(remainderOf(low), bits);
  }
  const sizes: string[] = [];
  const entries: string[] = [];
  for (const bucket of buckets) {
    if (bucket.size > 63)
      throw new RangeError(`${bucketBits} bucket bits are too few for ${names.size} names`);
    sizes.push(digit(bucket.size));
    for (const [remainder, bits] of [...bucket].sort(([a], [b]) => a - b)) {
      entries.push(fixedDigits(remainder, REMAINDER), digit(bits));
    }
  }
  return { count: entries.length / 2, bucketBits, data: sizes.concat(entries).join("") };
}

/**
 * Makes a packed table ready to ask, in about a millisecond: only the sizes of the buckets are added up, entries are
 * read where they stand. Bytes and not the text are asked, since reading a character of a text costs more.
 */
export function openNames({ bucketBits, data }: NameTable): NameLookup {
  const bytes = new TextEncoder().encode(data);
  const buckets = 2 ** bucketBits;
  const starts = new Uint32Array(buckets + 1).fill(buckets);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const size = DIGIT_VALUES[bytes[bucket] ?? 0] ?? 0;
    starts[bucket + 1] = (starts[bucket] ?? 0) + ENTRY * size;
  }
  const valueAt = (at: number): number => DIGIT_VALUES[bytes[at] ?? 0] ?? 0;
  return (high, low) => {
    const bucket = high >>> (32 - bucketBits);
    const end = starts[bucket + 1] ?? 0;
    for (let at = starts[bucket] ?? 0; at < end; at += ENTRY) {
      const isWanted =
        valueAt(at) === low >>> 26 &&
        valueAt(at + 1) === ((low >>> 20) & 63) &&
        valueAt(at + 2) === ((low >>> 14) & 63);
      if (isWanted) return valueAt(at + 3);
    }
    return undefined;
  };
}
