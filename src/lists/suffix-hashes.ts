/** 64 bits of a name in two unsigned halves: the first picks a bucket, the second is compared. */
export interface NameHash {
  readonly high: number;
  readonly low: number;
}

const spread = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
};

/**
 * Hashes of a domain and of its parents in one pass from the right: `c.de`, `b.c.de`, `a.b.c.de`.
 * Parents no longer than `stopAt` characters (the public suffix) are left out, so that nobody's suffix can match.
 */
export function suffixHashes(domain: string, stopAt = 0): NameHash[] {
  const hashes: NameHash[] = [];
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (let at = domain.length - 1; at >= 0; at--) {
    const code = domain.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul((low << 5) ^ (low >>> 27) ^ code, 0x9e3779b1);
    const startsLabel = at === 0 || domain.charCodeAt(at - 1) === 46;
    if (startsLabel && domain.length - at > stopAt) hashes.push({ high: spread(high), low: spread(low) });
  }
  return hashes;
}

/** The hash of the whole name: the last of `suffixHashes`. */
export function nameHash(name: string): NameHash {
  return suffixHashes(name, name.length - 1).at(-1) ?? { high: 0, low: 0 };
}
