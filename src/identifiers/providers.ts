/**
 * How a mailbox provider reads its own addresses. Strict rules are those the provider documents, or that
 * libraries agree on and no provider contradicts; `looseIgnores` is hearsay and only reaches the loose key.
 */
export interface MailboxProvider {
  readonly id: string;
  readonly domains: readonly string[];
  /** The first of these characters starts a tag that does not change the mailbox. */
  readonly tag?: "+" | "-";
  /** What a dot means the same as: nothing, or a hyphen. */
  readonly dots?: "" | "-";
  /** All of `domains` are one namespace, written with this one. */
  readonly oneNamespace?: string;
  /** `anything@user.domain` is `user@domain`. */
  readonly userSubdomains?: true;
  /** Characters that are said not to count. */
  readonly looseIgnores?: RegExp;
  readonly source: string;
}

const under = (name: string, suffixes: string): string[] => suffixes.split(" ").map((s) => `${name}.${s}`);
const list = (domains: string): string[] => domains.split(" ");

const providers: readonly MailboxProvider[] = [
  {
    id: "gmail",
    domains: ["gmail.com", "googlemail.com"],
    tag: "+",
    dots: "",
    oneNamespace: "gmail.com",
    source: "https://support.google.com/mail/answer/7436150 (dots count on Workspace domains)",
  },
  {
    id: "outlook",
    domains: [
      ...under(
        "outlook",
        "com at be cl co.id co.il co.nz co.th com.ar com.au com.br com.gr com.pe com.tr com.vn cz de dk es fr " +
          "hu id ie in it jp kr lv my ph pt sa sg sk",
      ),
      ...under(
        "hotmail",
        "com at be ca cl co.id co.il co.jp co.kr co.nz co.th co.uk com.ar com.au com.br com.gr com.hk com.mx " +
          "com.pe com.tr com.tw com.vn cz de dk es fi fr gr hu id ie in it jp kr lt lv my nl no ph pt sa se sg sk",
      ),
      ...under(
        "live",
        "com at be ca cl cn co.kr co.uk co.za com.ar com.au com.mx com.my com.pt com.sg de dk es eu fi fr hk " +
          "ie in it jp nl no ru se",
      ),
      ...list("msn.com passport.com windowslive.com"),
    ],
    tag: "+",
    source:
      "https://learn.microsoft.com/exchange/recipients-in-exchange-online/plus-addressing-in-exchange-online",
  },
  {
    id: "yahoo",
    domains: [
      ...under(
        "yahoo",
        "com at be ca ch cl co.id co.in co.nz co.th co.uk co.za com.ar com.au com.br com.co com.hk com.mx " +
          "com.my com.pe com.ph com.sg com.tr com.tw com.ve com.vn cz de dk es fi fr gr hu ie in it nl no pl " +
          "pt ro se",
      ),
      ...list("myyahoo.com rocketmail.com ymail.com"),
    ],
    tag: "-",
    source: "https://help.yahoo.com (AddressGuard: a disposable address is basename-keyword, one hyphen)",
  },
  {
    id: "icloud",
    domains: ["icloud.com", "me.com", "mac.com"],
    tag: "+",
    oneNamespace: "icloud.com",
    source:
      "https://support.apple.com/118230 (one account on all three); plus: https://github.com/gmr/email-normalize",
  },
  {
    id: "proton",
    domains: ["proton.me", "protonmail.com", "protonmail.ch", "pm.me"],
    tag: "+",
    oneNamespace: "proton.me",
    looseIgnores: /[._-]/g,
    source: "https://proton.me/support/addresses-and-aliases; ignored characters: its open-source web client",
  },
  {
    id: "fastmail",
    domains: list(
      "fastmail.com fastmail.fm 123mail.org 150mail.com 150ml.com 16mail.com 2-mail.com 4email.net 50mail.com " +
        "airpost.net allmail.net bestmail.us cluemail.com elitemail.org emailcorner.net emailengine.net " +
        "emailengine.org emailgroups.net emailplus.org emailuser.net eml.cc f-m.fm fast-email.com fast-mail.org " +
        "fastem.com fastemail.us fastemailer.com fastest.cc fastimap.com fastmail.cn fastmail.co.uk " +
        "fastmail.com.au fastmail.de fastmail.es fastmail.fr fastmail.im fastmail.in fastmail.jp fastmail.mx " +
        "fastmail.net fastmail.nl fastmail.org fastmail.se fastmail.to fastmail.tw fastmail.uk fastmail.us " +
        "fastmailbox.net fastmessaging.com fea.st fmailbox.com fmgirl.com fmguy.com ftml.net h-mail.us " +
        "hailmail.net imap-mail.com imap.cc imapmail.org inoutbox.com internet-e-mail.com internet-mail.org " +
        "internetemails.net internetmailing.net jetemail.net justemail.net letterboxes.org mail-central.com " +
        "mail-page.com mailandftp.com mailas.com mailbolt.com mailc.net mailcan.com mailforce.net mailftp.com " +
        "mailhaven.com mailingaddress.org mailite.com mailmight.com mailnew.com mailsent.net mailservice.ms " +
        "mailup.net mailworks.org ml1.net mm.st myfastmail.com mymacmail.com nospammail.net ownmail.net " +
        "petml.com postinbox.com postpro.net proinbox.com promessage.com realemail.net reallyfast.biz " +
        "reallyfast.info rushpost.com sent.as sent.at sent.com speedpost.net speedymail.org ssl-mail.com " +
        "swift-mail.com the-fastest.net the-quickest.com theinternetemail.com veryfast.biz veryspeedy.net " +
        "warpmail.net xsmail.com yepmail.net your-mail.com",
    ),
    tag: "+",
    userSubdomains: true,
    source: "https://www.fastmail.help/hc/en-us/articles/360060591053",
  },
  {
    id: "yandex",
    domains: list("yandex.ru ya.ru yandex.by yandex.com yandex.kz yandex.ua"),
    tag: "+",
    dots: "-",
    oneNamespace: "yandex.ru",
    source:
      "https://yandex.com/support/passport/authorization/registration.html; plus: https://github.com/gmr/email-normalize",
  },
  {
    id: "zoho",
    domains: list("zoho.com zoho.com.au zoho.eu zoho.in zohomail.com zohomail.eu zohomail.in"),
    tag: "+",
    source: "https://github.com/gmr/email-normalize (Zoho)",
  },
  // Known, with no rule that is documented for every mailbox.
  { id: "aol", domains: ["aol.com", "aim.com"], source: "https://help.aol.com" },
  {
    id: "gmx",
    domains: list("gmx.at gmx.ch gmx.com gmx.de gmx.fr gmx.net gmx.us"),
    source: "https://www.gmx.com",
  },
  { id: "hey", domains: ["hey.com"], source: "https://www.hey.com" },
  {
    id: "mail.ru",
    domains: list("mail.ru bk.ru inbox.ru internet.ru list.ru"),
    source: "https://help.mail.ru",
  },
  { id: "mailbox.org", domains: ["mailbox.org"], source: "https://mailbox.org" },
  { id: "naver", domains: ["naver.com"], source: "https://mail.naver.com" },
  { id: "netease", domains: ["126.com", "163.com", "yeah.net"], source: "https://mail.163.com" },
  { id: "posteo", domains: list("posteo.de posteo.net"), source: "https://posteo.de" },
  { id: "qq", domains: ["foxmail.com", "qq.com"], source: "https://mail.qq.com" },
  { id: "seznam", domains: list("seznam.cz email.cz post.cz"), source: "https://email.seznam.cz" },
  {
    id: "tuta",
    domains: list("tuta.com tuta.io tutamail.com tutanota.com tutanota.de keemail.me"),
    source: "https://tuta.com/support",
  },
  { id: "web.de", domains: ["web.de"], source: "https://web.de" },
  { id: "yahoo-japan", domains: ["yahoo.co.jp", "ybb.ne.jp"], source: "https://mail.yahoo.co.jp" },
];

/** Services that hide a person's address behind one made for each site: a choice of privacy, not of abuse. */
const relays: readonly {
  readonly domains: readonly string[];
  readonly provider?: string;
  readonly source: string;
}[] = [
  {
    domains: ["privaterelay.appleid.com", "private.icloud.com"],
    provider: "icloud",
    source: "https://support.apple.com/HT210425 (Hide My Email)",
  },
  { domains: ["duck.com"], source: "https://duckduckgo.com/email" },
  { domains: ["mozmail.com", "relay.firefox.com"], source: "https://relay.firefox.com" },
  {
    domains: list(
      "simplelogin.com simplelogin.co simplelogin.fr simplelogin.io slmail.me slmails.com aleeas.com " +
        "silomails.com dralias.com 8alias.com 8shield.net",
    ),
    source: "https://simplelogin.io",
  },
  {
    domains: list("passmail.net passmail.com passinbox.com passfwd.com"),
    source: "https://proton.me/support/pass-email-alias",
  },
  {
    domains: list("anonaddy.com anonaddy.me addy.io addymail.com addy.biz 4wrd.cc mailer.me"),
    source: "https://addy.io",
  },
  { domains: ["use.startmail.com"], source: "https://www.startmail.com" },
];

const providerByDomain: ReadonlyMap<string, MailboxProvider> = new Map(
  providers.flatMap((provider) => provider.domains.map((domain) => [domain, provider] as const)),
);
const relayProviderByDomain: ReadonlyMap<string, string | undefined> = new Map(
  relays.flatMap(({ domains, provider }) => domains.map((domain) => [domain, provider] as const)),
);

/** The domain one label up; the domain itself when it has but one label. */
export function parentOf(domain: string): string {
  return domain.slice(domain.indexOf(".") + 1);
}

/** The provider whose rules hold for an A-label domain; a subdomain only counts where it is a user's own. */
export function providerRules(domain: string): MailboxProvider | undefined {
  const exact = providerByDomain.get(domain);
  if (exact !== undefined) return exact;
  const parent = providerByDomain.get(parentOf(domain));
  return parent?.userSubdomains ? parent : undefined;
}

/** The relay's domain that `domain` is, or stands one label under (a user's own subdomain). */
export function relayDomainOf(domain: string): string | undefined {
  if (relayProviderByDomain.has(domain)) return domain;
  const parent = parentOf(domain);
  return relayProviderByDomain.has(parent) ? parent : undefined;
}

/** Whether a lower-case A-label domain belongs to a privacy relay. Not evidence of anything. */
export function isRelayDomain(domain: string): boolean {
  return relayDomainOf(domain) !== undefined;
}

/** Who runs the mailboxes of a lower-case A-label domain, such as `gmail` or `outlook`, if it is known. */
export function mailboxProviderOf(domain: string): string | undefined {
  return providerRules(domain)?.id ?? relayProviderByDomain.get(domain);
}
