import type { SignupEmail } from "../signup.js";

/**
 * Whether strangers have mailboxes at the domain: a mailbox provider, a privacy relay, a school. At any other domain
 * one owner can make as many mailboxes as they like.
 */
export function isSharedDomain({ known, provider, relay }: SignupEmail): boolean {
  return known.freeMail || known.relay || known.education || relay || provider !== undefined;
}
