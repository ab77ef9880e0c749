const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Plain base64 without padding. Tables are text, so that a module holds them on every runtime. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const chars = Math.min(4, bytes.length - at + 1);
    for (let index = 0; index < chars; index++) text += ALPHABET[(group >> (18 - 6 * index)) & 63];
  }
  return text;
}

/** The reverse of `encodeBase64`; a foreign character counts as zero, so damage is a wrong table, not an error. */
export function decodeBase64(text: string): Uint8Array {
  const values = new Uint8Array(128);
  for (let index = 0; index < 64; index++) values[ALPHABET.charCodeAt(index)] = index;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let target = 0;
  for (let at = 0; at < text.length; at += 4) {
    const group =
      ((values[text.charCodeAt(at)] ?? 0) << 18) |
      ((values[text.charCodeAt(at + 1)] ?? 0) << 12) |
      ((values[text.charCodeAt(at + 2)] ?? 0) << 6) |
      (values[text.charCodeAt(at + 3)] ?? 0);
    // Writes past the end of a typed array are dropped, which trims the last group.
    bytes[target++] = group >> 16;
    bytes[target++] = group >> 8;
    bytes[target++] = group;
  }
  return bytes;
}
