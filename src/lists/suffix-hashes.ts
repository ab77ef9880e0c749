/**
 * 64 bits of a name in two signed halves: the upper bits of the first pick a bucket, those of the second are compared.
 * Signed, because engines keep larger numbers in memory of their own.
 */
export interface NameHash {
  readonly high: number;
  readonly low: number;
}

/** Where both halves start, before the last character of a name. */
export const HASH_SEED: NameHash = { high: 0x011c9dc5, low: 0x1e3779b9 };

/** One character more to the left, in the first half. Two kinds of step, so that the halves meet independently. */
export const stepHigh = (high: number, code: number): number => Math.imul(high ^ code, 0x2c1b3c6d);

/** The same in the second half. */
export const stepLow = (low: number, code: number): number => (Math.imul(low, 0x9e3779b1) + code) | 0;

/** Ends a half: every bit of it then depends on every character. */
export const spread = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
};

const DOT = 46;

/**
 * Hashes of a domain and of its parents in one pass from the right: `c.de`, `b.c.de`, `a.b.c.de`.
 * Parents no longer than `stopAt` characters (the public suffix) are left out, so that nobody's suffix can match.
 */
export function suffixHashes(domain: string, stopAt = 0): NameHash[] {
  const hashes: NameHash[] = [];
  let { high, low } = HASH_SEED;
  for (let at = domain.length - 1; at >= 0; at--) {
    const code = domain.charCodeAt(at);
    high = stepHigh(high, code);
    low = stepLow(low, code);
    const startsLabel = at === 0 || domain.charCodeAt(at - 1) === DOT;
    if (startsLabel && domain.length - at > stopAt) hashes.push({ high: spread(high), low: spread(low) });
  }
  return hashes;
}

/** The hash of the whole name: the last of `suffixHashes`. */
export function nameHash(name: string): NameHash {
  return suffixHashes(name, name.length - 1).at(-1) ?? { high: 0, low: 0 };
}
