import type { DomainProblem } from "./domain.js";
import type { CharacterProblem } from "./email-characters.js";
import type { LocalProblem } from "./email-local.js";

/** Why a text is no address that a signup form should take. Stable, for programs. */
export type EmailProblem =
  | "type"
  | "empty"
  | "too-long"
  | "display-name"
  | "comment"
  | "domain-literal"
  | "whitespace"
  | "no-at"
  | "multiple-at"
  | "empty-domain"
  | CharacterProblem
  | LocalProblem
  | DomainProblem;

/** What to tell people for each problem: what is wrong and what is expected, never the text itself. */
export const emailProblemMessages: Readonly<Record<EmailProblem, string>> = {
  type: "expected an e-mail address as a string",
  empty: "the e-mail address is empty",
  "too-long": "an e-mail address has at most 254 octets",
  "display-name": "expected the bare address, without a name or angle brackets around it",
  comment: "comments in parentheses are not accepted",
  "domain-literal": "expected a domain name after the @, not an address in square brackets",
  whitespace: "an e-mail address contains no white space",
  "no-at": "expected one @ between the mailbox and its domain",
  "multiple-at": "expected one @, found several",
  "control-char": "contains a control character, such as a line break or a tab",
  "lone-surrogate": "contains half of a surrogate pair, which is no character",
  "invisible-char": "contains an invisible or formatting character",
  "lookalike-at": "contains a character that only looks like @",
  "empty-local": "expected a mailbox name before the @",
  "empty-local-after-tag": "nothing is left of the mailbox name before its tag",
  "quoted-local": "a mailbox name in quotes is not accepted",
  "local-too-long": "the part before the @ has at most 64 octets",
  "local-char": "the part before the @ contains a character that is not accepted",
  "dot-local": "the part before the @ must not start or end with a dot, nor hold two in a row",
  "leading-mark": "a combining mark needs a letter before it",
  "empty-domain": "expected a domain after the @",
  "domain-char": "the domain contains a character that no domain name has",
  "dot-domain": "the domain must not start or end with a dot, nor hold two in a row",
  "single-label": "expected a full domain such as example.com after the @",
  "domain-label-too-long": "a part of a domain between two dots has at most 63 octets",
  "hyphen-domain": "no part of a domain starts or ends with a hyphen",
  hyphen34: "hyphens in third and fourth place are reserved for valid internationalised (xn--) names",
  "numeric-tld": "a domain does not end in a number; an IP address is not accepted",
};
