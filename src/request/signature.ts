/** Signs short texts under one key, and checks signatures. */
export interface Signature {
  /** HMAC-SHA-256 (RFC 2104) of the UTF-8 text, in lower-case hexadecimal. */
  readonly sign: (text: string) => Promise<string>;
  /** Whether a signature is that of the text. Compared by the runtime, in a time that says nothing of it. */
  readonly verify: (text: string, signature: string) => Promise<boolean>;
}

/** Prepares a key, which is imported once, when it is first needed. */
export function createSignature(key: string | Uint8Array): Signature {
  const { subtle } = crypto;
  const bytes = typeof key === "string" ? utf8(key) : Uint8Array.from(key);
  let imported: ReturnType<typeof subtle.importKey> | undefined;
  const hmac = (): ReturnType<typeof subtle.importKey> => {
    imported ??= subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
    return imported;
  };
  return {
    sign: async (text) => hexOf(new Uint8Array(await subtle.sign("HMAC", await hmac(), utf8(text)))),
    verify: async (text, signature) => subtle.verify("HMAC", await hmac(), bytesOfHex(signature), utf8(text)),
  };
}

/** Two lower-case digits a byte: unlike base64url, one text for the same bytes and no other. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
