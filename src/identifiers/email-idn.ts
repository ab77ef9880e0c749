import { characterProblem, isPrintableAscii } from "./email-characters.js";
import { decodePunycode } from "./email-punycode.js";

// Unicode 15.1 changed what UTS #46 makes of the capital sharp s, from "ss"; not every runtime knows yet.
const sharpS = (text: string): string => text.replaceAll("\u1e9e", "\u00df");

/**
 * UTS #46 mapping by the runtime's URL parser, the one implementation that every runtime has. The caller has
 * to have excluded everything that a URL gives a meaning to (`%`, `:`, `/`, tabs, numeric hosts).
 */
export function mapToAscii(domain: string): string | undefined {
  try {
    return new URL(`http://${sharpS(domain)}`).hostname;
  } catch {
    return undefined;
  }
}

/** Whether an `xn--` label stands for visible, non-ASCII text and is the one spelling of that text. */
export function isValidALabel(label: string): boolean {
  const unicode = decodePunycode(label.slice(4));
  if (unicode === undefined || isPrintableAscii(unicode)) return false;
  return characterProblem(unicode) === undefined && mapToAscii(unicode) === label;
}

/** The labels of an ASCII domain as people see them, from left to right. */
export function unicodeLabels(domain: string): string[] {
  return domain
    .split(".")
    .map((label) => (label.startsWith("xn--") ? (decodePunycode(label.slice(4)) ?? label) : label));
}
