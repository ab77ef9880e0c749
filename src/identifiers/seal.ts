import { createKeyedHash, type Secret } from "./hash.js";
import { createTextCipher } from "./text-cipher.js";

/** What a secret does for a store: it hides names for good, and hides labels that have to be read again. */
export interface SecretSeal {
  readonly hash: (text: string) => string | Promise<string>;
  readonly encrypt: (text: string) => string | Promise<string>;
  readonly decrypt: (encrypted: string) => Promise<string | undefined>;
}

/** One for each secret, in their order: the first is the one to write under. */
export function sealsOf(secrets: readonly Secret[]): readonly SecretSeal[] {
  return secrets.map((secret) => {
    const { digest } = createKeyedHash(secret);
    return { hash: digest, ...createTextCipher(secret) };
  });
}
