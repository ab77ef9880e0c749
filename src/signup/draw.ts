import type { KeyedHash } from "../identifiers/hash.js";

// The 64 characters of base64url; six of them are 36 bits.
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const length = 6;

/**
 * A number from 0 up to and without 1 that chance settles once for each subject: the same on every instance and at every
 * try for as long as the secret lasts, and nothing that can be computed without it. Draws of different names are
 * independent. Whoever is below 0.05 is below 0.2, too: a share can grow and loses nobody.
 */
export async function draw(hash: KeyedHash, name: string, subject: string): Promise<number> {
  const digest = await hash.digest(`draw:${name}:${subject}`);
  const digits = Array.from(digest.slice(0, length), (character) => alphabet.indexOf(character));
  return digits.reduce((number, digit) => number * alphabet.length + digit, 0) / alphabet.length ** length;
}
