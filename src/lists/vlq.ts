const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Whole numbers from 0 to 2^53 as text: five bits a character, lowest first; a sixth bit says that more follows. */
export function encodeNumbers(values: Iterable<number>): string {
  let text = "";
  for (const value of values) {
    let rest = value;
    while (rest >= 32) {
      text += DIGITS[32 + (rest % 32)];
      rest = Math.floor(rest / 32);
    }
    text += DIGITS[rest];
  }
  return text;
}

/** The reverse of `encodeNumbers`; at most `count` numbers, missing ones are 0. */
export function decodeNumbers(text: string, count: number): Float64Array {
  const digits = new Uint8Array(128);
  for (let index = 0; index < 64; index++) digits[DIGITS.charCodeAt(index)] = index;
  const values = new Float64Array(count);
  let index = 0;
  let value = 0;
  let weight = 1;
  for (let at = 0; at < text.length && index < count; at++) {
    const digit = digits[text.charCodeAt(at)] ?? 0;
    value += (digit & 31) * weight;
    if (digit >= 32) {
      weight *= 32;
    } else {
      values[index++] = value;
      value = 0;
      weight = 1;
    }
  }
  return values;
}
