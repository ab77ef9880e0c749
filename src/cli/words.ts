import type { Problem } from "trialgate";

/** `12,345`. */
export const count = (value: number): string => value.toLocaleString("en-US");

/** `1 signup`, `2 signups`. */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** `$1,234.50`. */
export const usd = (value: number): string =>
  `$${value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

/** `12.5 %` of a whole that may be nothing. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;

/** Points with their sign: `+43`, `−6`. */
export const signed = (points: number): string => `${points < 0 ? "−" : "+"}${Math.abs(points).toFixed(0)}`;

/** Text that may be somebody else's, made harmless: what moves the cursor or turns the writing round is spelled out. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** A problem as one line. The place is left out where it could be an address that somebody used as a key. */
export function problemLine({ path, message }: Problem): string {
  const place = /^[\w.-]{1,100}$/.test(path) ? path : path.replace(/\..*$/s, "");
  return printable(place === "" ? message : `${place}: ${message}`);
}

/** Breaks text into lines of at most `width`, between words. */
export function wrap(text: string, width: number): readonly string[] {
  const wrapped: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      wrapped.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...wrapped, line];
}
