import { digit, digitAt, fixedAt, fixedDigits } from "./digits.js";
import { type NameHash, nameHash } from "./suffix-hashes.js";

/**
 * Names and six bits about each, without the names, asked in place: nothing is copied or decoded at load. `data`
 * is a hash table whose buckets stand one after the other: for every 16 buckets, in four characters, how many
 * entries stand before them; one character a bucket, its number of entries; three characters of hash an entry;
 * one character of bits an entry. A foreign name is taken for one of `n` entries with probability
 * `n / 2^(bucketBits + 18)`.
 */
export interface NameTable {
  readonly count: number;
  /** From 4 to 24. */
  readonly bucketBits: number;
  readonly data: string;
}

/** The bits of a name, or `undefined` when the table does not know it. */
export type NameLookup = (hash: NameHash) => number | undefined;

const GROUP = 16;
const POINTER = 4;
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
  let count = 0;
  const [pointers, sizes, remainders, flags]: [string[], string[], string[], string[]] = [[], [], [], []];
  for (const [index, bucket] of buckets.entries()) {
    if (bucket.size > 63)
      throw new RangeError(`${bucketBits} bucket bits are too few for ${names.size} names`);
    if (index % GROUP === 0) pointers.push(fixedDigits(count, POINTER));
    sizes.push(digit(bucket.size));
    for (const [remainder, bits] of [...bucket].sort(([a], [b]) => a - b)) {
      remainders.push(fixedDigits(remainder, REMAINDER));
      flags.push(digit(bits));
    }
    count += bucket.size;
  }
  return { count, bucketBits, data: [pointers, sizes, remainders, flags].flat().join("") };
}

/** A way to ask a packed table. */
export function openNames({ count, bucketBits, data }: NameTable): NameLookup {
  const buckets = 2 ** bucketBits;
  const sizesAt = (buckets / GROUP) * POINTER;
  const remaindersAt = sizesAt + buckets;
  const bitsAt = remaindersAt + count * REMAINDER;
  return ({ high, low }) => {
    const bucket = high >>> (32 - bucketBits);
    const group = bucket - (bucket % GROUP);
    let entry = fixedAt(data, (group / GROUP) * POINTER, POINTER);
    for (let before = group; before < bucket; before++) entry += digitAt(data, sizesAt + before);
    const end = entry + digitAt(data, sizesAt + bucket);
    const wanted = remainderOf(low);
    for (; entry < end; entry++) {
      const remainder = fixedAt(data, remaindersAt + entry * REMAINDER, REMAINDER);
      if (remainder === wanted) return digitAt(data, bitsAt + entry);
    }
    return undefined;
  };
}
