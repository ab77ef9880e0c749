import { type Domain, describeDomain, toAsciiDomain } from "./domain.js";
import { looseMailbox, looseRelayMailbox, strictMailbox } from "./email-alias.js";
import { characterProblem, isPrintableAscii, utf8Length } from "./email-characters.js";
import { canonicalLocal, localProblem } from "./email-local.js";
import { type EmailProblem, emailProblemMessages } from "./email-problems.js";
import { domainDeception, isMixedScript } from "./email-scripts.js";
import type { Parsed } from "./parsed.js";
import { mailboxProviderOf, providerRules, relayDomainOf } from "./providers.js";

export type { EmailProblem } from "./email-problems.js";

/**
 * What is remarkable about how an address is written: `eai` a non-ASCII mailbox name, `idn` a domain with
 * A-labels, `idn-mapped` an ASCII domain typed in other characters, `mixed-script` letters of scripts that do
 * not go together, `lookalike:` the domain it passes for, `relay` a privacy relay.
 */
export type EmailFlag = "eai" | "idn" | "idn-mapped" | "mixed-script" | "relay" | `lookalike:${string}`;

/** An address, taken apart once. Plain JSON. */
export interface Email extends Domain {
  /** What to mail: as typed, in NFC, its domain in lower case and A-labels. */
  readonly address: string;
  /** The mailbox name as typed, in NFKC and lower case, before any alias rule. */
  readonly local: string;
  /**
   * Keys for finding the same mailbox again, never to be mailed. `strict` equal proves one mailbox, by the
   * provider's documented rules; `loose` equal makes it likely, and is for scoring only.
   */
  readonly canonical: { readonly strict: string; readonly loose: string };
  /** Who runs the mailbox, where the domain says so: `gmail`, `outlook`, `proton` … */
  readonly provider?: string;
  /** The domain belongs to a privacy relay: its own class, neither disposable nor trusted. */
  readonly relay: boolean;
  /** What was cut from the mailbox name as a tag, by the provider's rule or else by the loose one. */
  readonly tag?: string;
  /** Dots in `local` before any `+`. They mean nothing at Gmail, which makes them a way to look new there. */
  readonly dots: number;
  readonly flags: readonly EmailFlag[];
}

const maxOctets = 254; // RFC 5321 section 4.5.3.1.3, without the angle brackets

/**
 * Reads an address as a signup form should: one dot-atom (of any script) at a domain of two labels or more.
 * Quotes, comments, literals and display names are refused although RFC 5322 allows them, and so is whatever
 * cannot be seen. Spaces around it are dropped. Never throws; linear in the input; sends nothing anywhere.
 */
export function parseEmail(input: unknown): Parsed<Email, EmailProblem> {
  if (typeof input !== "string") return refuse("type");
  const text = trimSpaces(input);
  const shapeless = textProblem(text);
  if (shapeless !== undefined) return refuse(shapeless);

  const at = text.indexOf("@");
  const typed = text.slice(0, at).normalize("NFC");
  const local = canonicalLocal(typed);
  const malformed = utf8Length(typed) > 64 ? "local-too-long" : localProblem(local);
  if (malformed !== undefined) return refuse(malformed);
  const host = toAsciiDomain(text.slice(at + 1));
  if (!host.ok) return refuse(host.code);

  const domain = host.value;
  const address = `${typed}@${domain}`;
  if (utf8Length(address) > maxOctets || utf8Length(local) + 1 + domain.length > maxOctets) {
    return refuse("too-long");
  }
  const rules = providerRules(domain);
  const strict = strictMailbox(local, domain, rules);
  if (typeof strict === "string") return refuse(strict);
  const relay = relayDomainOf(domain);
  const facts = describeDomain(domain);
  const loose =
    relay === undefined ? looseMailbox(strict, facts.site, rules) : looseRelayMailbox(strict, relay);

  const flags = spellingFlags(typed, local, text.slice(at + 1), domain);
  if (relay !== undefined) flags.push("relay");
  // Field by field, because spreading objects would cost more than all the parsing above.
  const email: { -readonly [Field in keyof Email]: Email[Field] } = {
    address,
    local,
    domain,
    registrableDomain: facts.registrableDomain,
    publicSuffix: facts.publicSuffix,
    privateSuffix: facts.privateSuffix,
    site: facts.site,
    canonical: { strict: `${strict.local}@${strict.domain}`, loose: `${loose.local}@${loose.domain}` },
    relay: relay !== undefined,
    dots: (local.split("+", 1)[0] ?? "").split(".").length - 1,
    flags,
  };
  const provider = mailboxProviderOf(domain);
  if (provider !== undefined) email.provider = provider;
  const tag = strict.tag ?? loose.tag;
  if (tag !== undefined) email.tag = tag;
  return { ok: true, value: email };
}

function refuse(code: EmailProblem): Parsed<Email, EmailProblem> {
  return { ok: false, code, message: emailProblemMessages[code] };
}

// Only U+0020: a line break at the end is an injection, not sloppy typing.
function trimSpaces(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text[start] === " ") start++;
  while (end > start && text[end - 1] === " ") end--;
  return text.slice(start, end);
}

/** What is wrong with the text as a whole, before it is cut at its only `@`. */
function textProblem(text: string): EmailProblem | undefined {
  if (text === "") return "empty";
  // UTF-8 never has fewer octets than UTF-16 has units: the first comparison bounds everything after it.
  if (text.length > maxOctets || utf8Length(text.normalize("NFC")) > maxOctets) return "too-long";
  const character = characterProblem(text);
  if (character !== undefined) return character;
  if (text.endsWith(">") && text.includes("<")) return "display-name";
  if (/^"(?:[^"\\]|\\.)*"[.@]/.test(text)) return "quoted-local";
  if (hasComment(text)) return "comment";
  if (text.includes("@[") && text.endsWith("]")) return "domain-literal";
  if (/\s/.test(text)) return "whitespace";
  const at = text.indexOf("@");
  if (at < 0) return "no-at";
  if (at !== text.lastIndexOf("@")) return "multiple-at";
  return at === text.length - 1 && at > 0 ? "empty-domain" : undefined;
}

// RFC 5322 allows a comment beside every word between the dots and the `@`, nowhere inside a word. A parenthesis
// without its partner is a wrong character and no comment.
function hasComment(text: string): boolean {
  const besideWord = /(?:^|[.@])\(|\)(?:[.@]|$)/.test(text);
  return besideWord && text.split("(").length === text.split(")").length;
}

function spellingFlags(typed: string, local: string, typedDomain: string, domain: string): EmailFlag[] {
  const flags: EmailFlag[] = [];
  if (!isPrintableAscii(typed)) flags.push("eai");
  if (domain.includes("xn--")) flags.push("idn");
  else if (!isPrintableAscii(typedDomain)) flags.push("idn-mapped");
  const { mixedScript, lookalike } = domainDeception(domain);
  if (mixedScript || isMixedScript(local)) flags.push("mixed-script");
  if (lookalike !== undefined) flags.push(`lookalike:${lookalike}`);
  return flags;
}
