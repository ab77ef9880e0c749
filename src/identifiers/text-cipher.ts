import { base64UrlOf, bytesOfBase64Url } from "./base64-url.js";
import { createKeyedHash, type Secret } from "./hash.js";
import { nodeCrypto } from "./node-crypto.js";

/** Encrypts short texts under one secret, and reads them again. */
export interface TextCipher {
  /**
   * AES-256-GCM as base64url: nonce, text, tag. The nonce is a keyed hash of the text, so that no two texts share one
   * and a text is always encrypted alike. That tells equal texts from different ones, and nothing more.
   */
  readonly encrypt: (text: string) => Promise<string>;
  /** The text; `undefined` for what was not encrypted under this secret, or was changed since. */
  readonly decrypt: (encrypted: string) => Promise<string | undefined>;
}

/** Prepares one secret. The key is derived: a secret is never the key of two algorithms. */
export function createTextCipher(secret: Secret): TextCipher {
  const { digest } = createKeyedHash(secret);
  const crypto = nodeCrypto();
  const { seal, open } = crypto === undefined ? webAes() : nodeAes(crypto);
  let derived: Promise<Bytes> | undefined;
  const key = (): Promise<Bytes> => {
    derived ??= deriveKey(digest);
    return derived;
  };
  return {
    async encrypt(text) {
      const nonce = bytesOfBase64Url(await digest(`text cipher nonce ${text}`)).subarray(0, NONCE_BYTES);
      return base64UrlOf(joined(nonce, await seal(await key(), nonce, new TextEncoder().encode(text))));
    },
    async decrypt(encrypted) {
      try {
        const bytes = bytesOfBase64Url(encrypted);
        const text = await open(await key(), bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES));
        return new TextDecoder().decode(text);
      } catch {
        return undefined;
      }
    },
  };
}

type Bytes = Uint8Array<ArrayBuffer>;

/** AES-256-GCM. What is sealed ends with its tag. */
interface Aes {
  readonly seal: (key: Bytes, nonce: Bytes, text: Bytes) => Bytes | Promise<Bytes>;
  readonly open: (key: Bytes, nonce: Bytes, sealed: Bytes) => Bytes | Promise<Bytes>;
}

// What NIST SP 800-38D recommends.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** 256 bits: two digests of 128 each. */
async function deriveKey(digest: (text: string) => string | Promise<string>): Promise<Bytes> {
  const halves = await Promise.all(
    ["first", "second"].map(async (half) => digest(`text cipher key ${half}`)),
  );
  return joined(...halves.map(bytesOfBase64Url));
}

function nodeAes(crypto: typeof import("node:crypto")): Aes {
  return {
    seal(key, nonce, text) {
      const cipher = crypto.createCipheriv("aes-256-gcm", key, nonce);
      return joined(cipher.update(text), cipher.final(), cipher.getAuthTag());
    },
    open(key, nonce, sealed) {
      const cipher = crypto.createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      return joined(cipher.update(sealed.subarray(0, -TAG_BYTES)), cipher.final());
    },
  };
}

function webAes(): Aes {
  const { subtle } = globalThis.crypto;
  const imported = (key: Bytes): ReturnType<typeof subtle.importKey> =>
    subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
  return {
    seal: async (key, iv, text) =>
      new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv }, await imported(key), text)),
    open: async (key, iv, sealed) =>
      new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv }, await imported(key), sealed)),
  };
}

function joined(...parts: readonly Uint8Array[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
