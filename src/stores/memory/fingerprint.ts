/** A whole number below 2^53 that stands for a text. What is fingerprinted for different `uses` never meets. */
export type Fingerprint = (use: number, text: string) => number;

/**
 * Fingerprints under a secret that nobody knows, this code included: HalfSipHash-1-3 (Aumasson and Bernstein), with
 * which the Linux kernel guards its hash tables. Names are written by attackers. Under a hash without a secret they
 * could work out names that share a fingerprint, and so a count, or names that all fall into one bucket; here they can
 * only guess. Among a million names a new one meets the fingerprint of another once in ten thousand million times.
 *
 * The secret decides where something is kept and never what is answered, so answers stay the same from run to run.
 */
export function createFingerprint(): Fingerprint {
  let secret: Uint32Array | undefined;
  return (use, text) => {
    // At the first use, not before: stores are made at module scope, where some runtimes have no randomness yet.
    secret ??= crypto.getRandomValues(new Uint32Array(2));
    return halfSipHash(secret[0] ?? 0, secret[1] ?? 0, use, text);
  };
}

/** HalfSipHash-1-3 of the words: use, pairs of UTF-16 units, length. 53 of its 64 bits, as many as a number holds exactly. */
export function halfSipHash(key0: number, key1: number, use: number, text: string): number {
  const { length } = text;
  const last = ((length + 1) >>> 1) + 1;
  let v0 = key0;
  let v1 = key1 ^ 0xee;
  let v2 = key0 ^ 0x6c796765;
  let v3 = key1 ^ 0x74656462;
  let low = 0;
  // One round for each word, and then three rounds without a word for each half of the hash.
  for (let step = 0; step <= last + 6; step++) {
    let word = 0;
    if (step === 0) word = use;
    else if (step < last) {
      const unit = 2 * step - 2;
      word = text.charCodeAt(unit) | (unit + 1 < length ? text.charCodeAt(unit + 1) << 16 : 0);
    } else if (step === last) word = length;
    else if (step === last + 1) v2 ^= 0xee;
    else if (step === last + 4) {
      low = v1 ^ v3;
      v1 ^= 0xdd;
    }
    v3 ^= word;
    v0 = (v0 + v1) | 0;
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
    v2 = (v2 << 16) | (v2 >>> 16);
    v0 ^= word;
  }
  return ((v1 ^ v3) >>> 11) * 2 ** 32 + (low >>> 0);
}
