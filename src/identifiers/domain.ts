import { parse } from "tldts";
import { characterProblem, isPrintableAscii } from "./email-characters.js";
import { isValidALabel, mapToAscii } from "./email-idn.js";
import type { Parsed } from "./parsed.js";

/** What can be wrong with a domain name. */
export type DomainProblem =
  | "too-long"
  | "domain-char"
  | "dot-domain"
  | "single-label"
  | "domain-label-too-long"
  | "leading-mark"
  | "hyphen-domain"
  | "hyphen34"
  | "numeric-tld";

/** Where a domain stands in the Public Suffix List (publicsuffix.org, as shipped by tldts). */
export interface Domain {
  /** Lower case, internationalised labels as A-labels (`xn--…`). */
  readonly domain: string;
  /** What somebody registered at a registry: `example.co.uk`. The domain itself when it is a suffix. */
  readonly registrableDomain: string;
  /** The registry's suffix: `co.uk`. The last label when the list does not know the domain. */
  readonly publicSuffix: string;
  /** Whether the host stands under a suffix that a company hands names out from, such as `github.io`. */
  readonly privateSuffix: boolean;
  /** What one owner controls: as `registrableDomain`, but `me.github.io` where the suffix is private. */
  readonly site: string;
}

// RFC 1035 and RFC 5891 section 4.2.3.1. `0x7f` counts as a number because URL parsers take it for one.
const rules: readonly (readonly [DomainProblem, RegExp])[] = [
  ["domain-char", /[^a-z0-9.-]/],
  ["dot-domain", /^\.|\.\.|\.$/],
  ["single-label", /^[^.]*$/],
  ["domain-label-too-long", /(?:^|\.)[^.]{64}/],
  ["hyphen-domain", /^-|-$|\.-|-\./],
  ["hyphen34", /(?:^|\.)(?!xn)[a-z0-9]{2}--/],
  ["numeric-tld", /\.(?:\d+|0x[\da-f]*)$/],
];

function ruleProblem(domain: string): DomainProblem | undefined {
  if (domain.length > 253) return "too-long";
  return rules.find(([, pattern]) => pattern.test(domain))?.[0];
}

const refuse = (code: DomainProblem): Parsed<string, DomainProblem> => ({
  ok: false,
  code,
  message: "not a domain name that receives mail",
});

function mapUnicodeDomain(text: string): Parsed<string, DomainProblem> {
  if (characterProblem(text) !== undefined) return refuse("domain-char");
  // The full stops that UTS #46 reads as label separators. Any other character that turns into one is a trick.
  const dotted = text.normalize("NFC").replace(/[\u3002\uff0e\uff61]/g, ".");
  const labels = dotted.split(".").map((label) => label.normalize("NFKC").toLowerCase());
  if (labels.some((label) => label.includes("."))) return refuse("domain-char");
  if (labels.some((label) => /^\p{M}/u.test(label))) return refuse("leading-mark");
  // The ASCII rules see every foreign letter as an "a": what is left is what a URL must never be shown.
  const before = ruleProblem(labels.join(".").replace(/[^\0-\x7f]/gu, "a"));
  if (before !== undefined) return refuse(before);
  if (labels.some((label) => label.startsWith("xn--") && !isValidALabel(label))) return refuse("hyphen34");
  const domain = mapToAscii(dotted);
  if (domain === undefined) return refuse("domain-char");
  const after = ruleProblem(domain);
  return after === undefined ? { ok: true, value: domain } : refuse(after);
}

/**
 * A domain in the one spelling that keys and lists use: lower case, A-labels (UTS #46, nontransitional:
 * `faß.de` and `fass.de` stay two). Two labels or more, at most 253 octets, no trailing dot, no IP address.
 */
export function toAsciiDomain(text: string): Parsed<string, DomainProblem> {
  if (text.length > 253) return refuse("too-long");
  const domain = text.toLowerCase();
  if (!isPrintableAscii(text) || domain.includes("xn--")) return mapUnicodeDomain(text);
  const problem = ruleProblem(domain);
  return problem === undefined ? { ok: true, value: domain } : refuse(problem);
}

const suffixOptions = {
  extractHostname: false,
  validateHostname: false,
  mixedInputs: false,
  detectIp: false,
};
const privateSuffixOptions = { ...suffixOptions, allowPrivateDomains: true };

/** Where a domain that `toAsciiDomain` answered with stands in the Public Suffix List. About 1 µs. */
export function describeDomain(domain: string): Domain {
  const owner = parse(domain, privateSuffixOptions);
  const privateSuffix = owner.isPrivate === true;
  const registry = privateSuffix ? parse(domain, suffixOptions) : owner;
  return {
    domain,
    registrableDomain: registry.domain ?? domain,
    publicSuffix: registry.publicSuffix ?? domain,
    privateSuffix,
    site: owner.domain ?? domain,
  };
}

/** `toAsciiDomain` and `describeDomain` in one. */
export function parseDomain(text: string): Parsed<Domain, DomainProblem> {
  const ascii = toAsciiDomain(text);
  return ascii.ok ? { ok: true, value: describeDomain(ascii.value) } : ascii;
}
