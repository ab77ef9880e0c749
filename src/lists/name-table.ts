import { decodeBase64, encodeBase64 } from "./base64.js";
import { type NameHash, nameHash } from "./suffix-hashes.js";

/**
 * A set of names as text, without the names: a hash table whose buckets stand one after the other. `data` is one
 * byte a bucket (how many entries), then `remainderBits` of hash for each entry. A name that is not in the set is
 * taken for one that is with probability `count / 2^(bucketBits + remainderBits)`.
 */
export interface NameTable {
  readonly count: number;
  readonly bucketBits: number;
  /** At most 25, so that a remainder always lies within four bytes. */
  readonly remainderBits: number;
  readonly data: string;
}

/** Whether a name is in the set, by its hash. */
export type NameSet = (hash: NameHash) => boolean;

/** Packs names; their order and repetitions do not matter. */
export function packNames(names: Iterable<string>, bucketBits: number, remainderBits: number): NameTable {
  const buckets: Set<number>[] = Array.from({ length: 2 ** bucketBits }, () => new Set());
  for (const name of names) {
    const { high, low } = nameHash(name);
    buckets[high >>> (32 - bucketBits)]?.add(low >>> (32 - remainderBits));
  }
  const count = buckets.reduce((sum, bucket) => sum + bucket.size, 0);
  const bytes = new Uint8Array(buckets.length + Math.ceil((count * remainderBits) / 8));
  let bit = buckets.length * 8;
  for (const [index, bucket] of buckets.entries()) {
    if (bucket.size > 255) throw new RangeError(`${count} names need more than ${bucketBits} bucket bits`);
    bytes[index] = bucket.size;
    for (const remainder of [...bucket].sort((a, b) => a - b)) {
      for (let left = remainderBits - 1; left >= 0; left--, bit++) {
        if ((remainder >>> left) & 1) bytes[bit >>> 3] = (bytes[bit >>> 3] ?? 0) | (128 >>> (bit & 7));
      }
    }
  }
  return { count, bucketBits, remainderBits, data: encodeBase64(bytes) };
}

/** Makes a packed set ready to ask: one decoding of the text, one sum over the buckets. */
export function openNames({ count, bucketBits, remainderBits, data }: NameTable): NameSet {
  const buckets = 2 ** bucketBits;
  const packed = decodeBase64(data);
  // Three spare bytes let the last remainder be read as a whole word.
  const bytes = new Uint8Array(buckets + Math.ceil((count * remainderBits) / 8) + 4);
  bytes.set(packed.subarray(0, bytes.length));
  const view = new DataView(bytes.buffer);
  const starts = new Uint32Array(buckets + 1);
  for (let index = 0; index < buckets; index++) {
    starts[index + 1] = Math.min(count, (starts[index] ?? 0) + (bytes[index] ?? 0));
  }
  return ({ high, low }) => {
    const bucket = high >>> (32 - bucketBits);
    const wanted = low >>> (32 - remainderBits);
    const end = starts[bucket + 1] ?? 0;
    for (let entry = starts[bucket] ?? 0; entry < end; entry++) {
      const bit = entry * remainderBits;
      const word = view.getUint32(buckets + (bit >>> 3)) << (bit & 7);
      if (word >>> (32 - remainderBits) === wanted) return true;
    }
    return false;
  };
}
