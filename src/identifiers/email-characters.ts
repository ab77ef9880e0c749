/** A character that no identifier may hold, because people cannot see it or machines read it otherwise. */
export type CharacterProblem = "control-char" | "lone-surrogate" | "invisible-char" | "lookalike-at";

const printableAscii = /^[ -~]*$/;

// U+2800 (blank braille) and U+FFFC (object placeholder) render as nothing without being "ignorable".
const rules: readonly (readonly [CharacterProblem, RegExp])[] = [
  ["control-char", /\p{Cc}/u],
  ["lone-surrogate", /\p{Cs}/u],
  ["invisible-char", /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\ufffc]/u],
  ["lookalike-at", /[\ufe6b\uff20]/],
];

/** The worst character of a text, if it holds one. Properties are those of the runtime's Unicode version. */
export function characterProblem(text: string): CharacterProblem | undefined {
  if (printableAscii.test(text)) return undefined;
  return rules.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Whether every character is printable ASCII or a space: the case that needs no Unicode table. */
export function isPrintableAscii(text: string): boolean {
  return printableAscii.test(text);
}

/** Length in UTF-8 octets, the unit of every limit of RFC 5321; a lone surrogate counts as three. */
export function utf8Length(text: string): number {
  if (printableAscii.test(text)) return text.length;
  let octets = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    octets += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return octets;
}
