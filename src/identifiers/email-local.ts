import { isPrintableAscii, utf8Length } from "./email-characters.js";

/** What can be wrong with the part before the `@`. */
export type LocalProblem =
  | "empty-local"
  | "empty-local-after-tag"
  | "quoted-local"
  | "local-too-long"
  | "leading-mark"
  | "local-char"
  | "dot-local";

// RFC 5321 dot-atoms, widened by RFC 6531 to visible characters of every script. U+FFFD is what is left
// of a text that was decoded wrongly.
const rules: readonly (readonly [LocalProblem, RegExp])[] = [
  ["empty-local", /^$/],
  ["leading-mark", /^\p{M}/u],
  ["local-char", /[^\p{L}\p{M}\p{N}\p{P}\p{S}]|["(),:;<>@[\\\]\ufffd]/u],
  ["dot-local", /^\.|\.\.|\.$/],
];

const plainLocal = /^[a-z0-9_-]+(?:[.+][a-z0-9_-]+)*$/;

/** The first thing wrong with a local part in its canonical spelling. */
export function localProblem(local: string): LocalProblem | undefined {
  if (utf8Length(local) > 64) return "local-too-long";
  if (plainLocal.test(local)) return undefined;
  return rules.find(([, pattern]) => pattern.test(local))?.[0];
}

/**
 * One spelling for all that mean the same: NFKC and lower case, independent of locale. RFC 5321 lets a
 * host tell `A` from `a`; no large provider does, so this is for keys and never for mailing.
 */
export function canonicalLocal(text: string): string {
  if (isPrintableAscii(text)) return text.toLowerCase();
  return text.normalize("NFKC").toLowerCase().normalize("NFKC");
}
