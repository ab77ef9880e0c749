import { TrialgateError } from "trialgate/core";

/** A finite number as a literal of a floating-point type, in the fewest digits that read back as the same double. */
export function numberLiteral(value: number): string {
  // A policy that was read from a file and opened is checked by nobody, and what is no number could be any SQL.
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new TrialgateError("invalid_config", [
      { path: "policy", message: "holds something else where a finite number must stand; see definePolicy" },
    ]);
  }
  const digits = String(value);
  return digits.includes("e") ? digits : `${digits}e0`;
}

/** What no SQL text can hold: NUL, and half of a surrogate pair, which is no character in any encoding. */
export const unwritable: RegExp = /\0|\p{Cs}/u;

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r" };

/**
 * A text in single quotes, each quote in it doubled. Where there is a backslash or an end of line in it, in the form
 * `E'…'`: a backslash has one meaning there whatever the settings of the server, and the text stays on its line.
 */
export function textLiteral(value: string): string {
  if (typeof value !== "string" || unwritable.test(value)) {
    throw new TrialgateError("invalid_config", [
      { path: "policy", message: "has a name that no SQL text can hold: NUL or half a surrogate pair in it" },
    ]);
  }
  const doubled = value.replaceAll("'", "''");
  const escaped = doubled.replace(/[\\\n\r]/g, (character) => escapes[character] ?? character);
  return escaped === doubled ? `'${doubled}'` : `E'${escaped}'`;
}
