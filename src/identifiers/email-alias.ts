import { canonicalLocal, type LocalProblem, localProblem } from "./email-local.js";
import { type MailboxProvider, parentOf, providerRules } from "./providers.js";

/** An address with its tag apart: `local` and `domain` name the mailbox. */
export interface Mailbox {
  readonly local: string;
  readonly domain: string;
  readonly tag: string | undefined;
}

function cutTag(local: string, separator: string | undefined): [name: string, tag: string | undefined] {
  const at = separator === undefined ? -1 : local.indexOf(separator);
  return at < 0 ? [local, undefined] : [local.slice(0, at), local.slice(at + 1)];
}

const firstLabel = (domain: string): string => domain.slice(0, domain.indexOf("."));

/**
 * The mailbox that a canonical local part reaches by its provider's own rules. What the rules leave has to be
 * a local part again: a tag can hide a trailing dot, and a removed dot can join a letter and a mark.
 */
export function strictMailbox(
  local: string,
  domain: string,
  rules: MailboxProvider | undefined,
): Mailbox | LocalProblem {
  if (rules === undefined) return { local, domain, tag: undefined };
  if (!rules.domains.includes(domain)) {
    return { local: firstLabel(domain), domain: parentOf(domain), tag: local };
  }
  const [untagged, tag] = cutTag(local, rules.tag);
  if (untagged === "") return "empty-local-after-tag";
  const dotless = rules.dots === undefined ? untagged : untagged.replaceAll(".", rules.dots);
  const name = canonicalLocal(dotless);
  return localProblem(name) ?? { local: name, domain: rules.oneNamespace ?? domain, tag };
}

/**
 * The mailbox that an address probably reaches: tags cut everywhere, and the hosts of one site taken for one
 * catch-all. Good enough to score with, no proof: two people can share it.
 */
export function looseMailbox(strict: Mailbox, site: string, rules: MailboxProvider | undefined): Mailbox {
  if (rules === undefined && site !== strict.domain) {
    const siteRules = providerRules(site);
    const atSite = strictMailbox(strict.local, site, siteRules);
    if (typeof atSite === "object") return looseMailbox(atSite, site, siteRules);
  }
  const [untagged, tag] = cutTag(strict.local, "+");
  const name = rules?.looseIgnores ? canonicalLocal(untagged.replace(rules.looseIgnores, "")) : untagged;
  return localProblem(name) === undefined ? { local: name, domain: strict.domain, tag } : strict;
}

/** The same at a privacy relay: one person's aliases share nothing but, at some, a subdomain of their own. */
export function looseRelayMailbox(strict: Mailbox, relayDomain: string): Mailbox {
  if (relayDomain === strict.domain) return strict;
  return { local: firstLabel(strict.domain), domain: relayDomain, tag: undefined };
}
