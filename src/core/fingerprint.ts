/**
 * JSON with the keys of every object in code-unit order, so that equal values make equal text.
 * For values that are already JSON: no cycles, no functions.
 */
export function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const field: unknown = Reflect.get(value, key);
    if (field !== undefined) fields.push(`${JSON.stringify(key)}:${stableJson(field)}`);
  }
  return `{${fields.join(",")}}`;
}

/**
 * A 64-bit hash of a text as 16 hexadecimal digits: tells versions apart, the same on every runtime. Not for
 * secrets: it has no key and does not resist a forger. Two lanes of multiply-and-rotate over the UTF-16 units,
 * each closed with the avalanche step of MurmurHash3 (constants: Austin Appleby, public domain).
 */
export function fingerprint(text: string): string {
  let a = 0x9e3779b9 ^ text.length;
  let b = 0x85ebca6b ^ text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul((a << 5) | (a >>> 27), 0xcc9e2d51) ^ unit;
    b = Math.imul((b << 13) | (b >>> 19), 0x1b873593) ^ unit;
  }
  return avalanche(a ^ (b >>> 16)) + avalanche(b ^ (a << 7));
}

function avalanche(lane: number): string {
  let h = lane ^ (lane >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0).toString(16).padStart(8, "0");
}
