import type { SignupEmail } from "../signup.js";

/**
 * Whether strangers have mailboxes at the domain: a mailbox provider, a privacy relay, a school. At any other domain
 * one owner can make as many mailboxes as they like.
 */
export function isSharedDomain({ known, provider, relay }: SignupEmail): boolean {
  return known.freeMail || known.relay || known.education || relay || provider !== undefined;
}

/**
 * Endings that are cheap to fill with throw-away domains: each holds at least 0.35 % of npm fakefilter 0.1.1476 and none
 * of the 153 domains that the authors of this package's dependencies write from. `dev` and `app` belong to developers.
 */
const abusedEndings: ReadonlySet<string> = new Set(
  "xyz shop top site online cfd store lol click lat sbs space fun icu".split(" "),
);

/** Whether throw-away domains prefer the ending. */
export function hasAbusedEnding({ publicSuffix }: Pick<SignupEmail, "publicSuffix">): boolean {
  return abusedEndings.has(publicSuffix);
}

/**
 * Whether somebody had to buy the domain, for more than cents: an organisation's, or a farm's that pays for each. No mailbox
 * provider, none that is known to be thrown away or handed out for nothing, no ending that is cheap.
 */
export function isBoughtDomain(email: SignupEmail): boolean {
  const { disposable, privateSuffix } = email.known;
  return !isSharedDomain(email) && disposable === undefined && !privateSuffix && !hasAbusedEnding(email);
}
