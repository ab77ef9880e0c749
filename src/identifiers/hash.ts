import { base64UrlOf } from "./base64-url.js";
import { nodeCrypto } from "./node-crypto.js";

/** A key with a name. The name stands beside what the key hashed, so that keys can be rotated: no secret. */
export interface Secret {
  readonly id: string;
  /** Text is taken as UTF-8. At least 16 bytes: see `secretProblem`. */
  readonly key: string | Uint8Array;
}

/** Hashes text under one secret. */
export interface KeyedHash {
  /** The `id` of the secret. */
  readonly id: string;
  /**
   * HMAC-SHA-256 (RFC 2104) of the UTF-8 text, its first 128 bits as 22 characters of base64url. Plain text
   * where `node:crypto` is at hand, a promise where only WebCrypto is, the same characters either way. A lone
   * surrogate counts as U+FFFD, as the Encoding Standard says.
   */
  readonly digest: (text: string) => string | Promise<string>;
}

/** 128 bits: as long as what is kept of a digest, and far beyond guessing. */
const MIN_KEY_BYTES = 16;
const DIGEST_BYTES = 16;

/** What is wrong with a secret, in words that never repeat the key; `undefined` when it can be used. */
export function secretProblem(secret: unknown): string | undefined {
  const { id, key }: Partial<Secret> = secret ?? {};
  if (typeof id !== "string" || id === "") return "A secret needs an id of at least one character.";
  if (typeof key !== "string" && !(key instanceof Uint8Array)) return "A key is text or a Uint8Array.";
  const bytes = bytesOf(key);
  if (bytes.length < MIN_KEY_BYTES) {
    return `A key needs at least ${MIN_KEY_BYTES} bytes, this one has ${bytes.length}.`;
  }
  // What an example, or an array that nobody filled, looks like.
  return bytes.every((byte) => byte === bytes[0])
    ? "A key needs random bytes; these are all the same."
    : undefined;
}

/**
 * Prepares one secret for many digests; the key is copied, and imported once. Does not judge the secret: ask
 * `secretProblem` first.
 */
export function createKeyedHash(secret: Secret): KeyedHash {
  const key = bytesOf(secret.key);
  const crypto = nodeCrypto();
  return { id: secret.id, digest: crypto === undefined ? webDigest(key) : nodeDigest(crypto, key) };
}

function nodeDigest(crypto: typeof import("node:crypto"), key: Uint8Array): (text: string) => string {
  return (text) => {
    const mac = crypto.createHmac("sha256", key).update(text, "utf8").digest();
    return mac.toString("base64url", 0, DIGEST_BYTES);
  };
}

function webDigest(key: Uint8Array<ArrayBuffer>): (text: string) => Promise<string> {
  const { subtle } = globalThis.crypto;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  let imported: ReturnType<typeof subtle.importKey> | undefined;
  return async (text) => {
    imported ??= subtle.importKey("raw", key, algorithm, false, ["sign"]);
    const mac = await subtle.sign("HMAC", await imported, bytesOf(text));
    return base64UrlOf(new Uint8Array(mac, 0, DIGEST_BYTES));
  };
}

function bytesOf(data: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof data === "string" ? new TextEncoder().encode(data) : Uint8Array.from(data);
}
