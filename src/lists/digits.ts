const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** What six bits a character code stands for; 0 for a foreign one. */
export const DIGIT_VALUES: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) =>
  Math.max(0, ALPHABET.indexOf(String.fromCharCode(code))),
);

/** The character that stands for six bits. Tables are text so that a module can hold them on every runtime. */
export function digit(value: number): string {
  return ALPHABET.charAt(value & 63);
}

/** Six bits from one character; a foreign character and the end of the text count as 0. */
export function digitAt(text: string, at: number): number {
  return DIGIT_VALUES[text.charCodeAt(at)] ?? 0;
}

/** A whole number below 64^length in so many characters, most significant first. */
export function fixedDigits(value: number, length: number): string {
  let text = "";
  for (let left = length - 1; left >= 0; left--) text += digit(value >>> (6 * left));
  return text;
}

/** The reverse of `fixedDigits`. */
export function fixedAt(text: string, at: number, length: number): number {
  let value = 0;
  for (let offset = 0; offset < length; offset++) value = (value << 6) | digitAt(text, at + offset);
  return value;
}

/** Whole numbers from 0 to 2^53: five bits a character, lowest first; the sixth bit says that more follows. */
export function encodeNumbers(values: Iterable<number>): string {
  let text = "";
  for (const value of values) {
    let rest = value;
    for (; rest >= 32; rest = Math.floor(rest / 32)) text += digit(32 + (rest % 32));
    text += digit(rest);
  }
  return text;
}

/** Reads the numbers of a text one after the other, from a character on. Past the end there are only zeros. */
export function numberReader(text: string, from = 0): () => number {
  let at = from;
  return () => {
    let value = 0;
    let weight = 1;
    for (;;) {
      const six = digitAt(text, at++);
      value += (six & 31) * weight;
      if (six < 32) return value;
      weight *= 32;
    }
  };
}
