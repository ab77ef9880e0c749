import { base64UrlOf, bytesOfBase64Url, createKeyedHash, nodeCrypto, type Secret } from "./hash.js";

/** Encrypts short texts under one secret, and reads them again. */
export interface TextCipher {
  /**
   * AES-256-GCM as base64url. The nonce is a keyed hash of the text: equal texts give equal results, which says no more
   * than the keyed hash of a text beside it does, and no two texts share a nonce.
   */
  readonly encrypt: (text: string) => string | Promise<string>;
  /** The text; `undefined` for what was not encrypted under this secret, or was changed since. */
  readonly decrypt: (encrypted: string) => Promise<string | undefined>;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Prepares one secret. Keys of its own are derived for it: the secret is never a key of two algorithms. */
export function createTextCipher(secret: Secret): TextCipher {
  const { digest } = createKeyedHash(secret);
  const halves = (): Promise<string[]> =>
    Promise.all(["1", "2"].map(async (half) => digest(`text cipher key ${half}`)));
  const nonceOf = (hash: string): Uint8Array<ArrayBuffer> => bytesOfBase64Url(hash).subarray(0, NONCE_BYTES);
  const crypto = nodeCrypto();
  const cipher = crypto === undefined ? webCipher() : nodeCipher(crypto);

  let prepared: Promise<Uint8Array<ArrayBuffer>> | undefined;
  const key = (): Promise<Uint8Array<ArrayBuffer>> => {
    prepared ??= halves().then((parts) =>
      Uint8Array.from(parts.flatMap((part) => [...bytesOfBase64Url(part)])),
    );
    return prepared;
  };
  return {
    async encrypt(text) {
      const nonce = nonceOf(await digest(`text cipher nonce ${text}`));
      const sealed = await cipher.encrypt(await key(), nonce, new TextEncoder().encode(text));
      return base64UrlOf(Uint8Array.from([...nonce, ...sealed]));
    },
    async decrypt(encrypted) {
      try {
        const bytes = bytesOfBase64Url(encrypted);
        const nonce = bytes.subarray(0, NONCE_BYTES);
        const text = await cipher.decrypt(await key(), nonce, bytes.subarray(NONCE_BYTES));
        return new TextDecoder().decode(text);
      } catch {
        return undefined;
      }
    },
  };
}

type Bytes = Uint8Array<ArrayBuffer>;

/** AES-256-GCM; what it makes ends with the 16 bytes of the tag. */
interface Aes {
  encrypt(key: Bytes, nonce: Bytes, plain: Bytes): Bytes | Promise<Bytes>;
  decrypt(key: Bytes, nonce: Bytes, sealed: Bytes): Bytes | Promise<Bytes>;
}

function nodeCipher(crypto: typeof import("node:crypto")): Aes {
  return {
    encrypt(key, nonce, plain) {
      const cipher = crypto.createCipheriv("aes-256-gcm", key, nonce);
      const body = [cipher.update(plain), cipher.final()];
      return Uint8Array.from(body.concat(cipher.getAuthTag()).flatMap((part) => [...part]));
    },
    decrypt(key, nonce, sealed) {
      const decipher = crypto.createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      const body = [decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()];
      return Uint8Array.from(body.flatMap((part) => [...part]));
    },
  };
}

function webCipher(): Aes {
  const { subtle } = globalThis.crypto;
  const imported = (key: Bytes): ReturnType<typeof subtle.importKey> =>
    subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
  return {
    encrypt: async (key, iv, plain) =>
      new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv }, await imported(key), plain)),
    decrypt: async (key, iv, sealed) =>
      new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv }, await imported(key), sealed)),
  };
}
