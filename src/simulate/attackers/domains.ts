import type { Random } from "../random.js";

/** A domain an attacker registers for its accounts: named like a small firm, under an ending that costs a dollar or two. */
export function cheapDomain(random: Random): string {
  const name = random.weighted<string>([
    [`${random.pick(starts)}${random.pick(ends)}`, 6],
    [`${random.pick(starts)}-${random.pick(ends)}`, 1],
    [`${random.pick(starts)}${random.pick(ends)}${random.int(1, 99)}`, 2],
    [letters(random, random.int(5, 9)), 2],
  ]);
  return `${name}.${random.weighted(endings)}`;
}

/** A domain of a disposable-mail service so old and known that every list has it. */
export function knownDisposableDomain(random: Random): string {
  return random.pick(disposableServices);
}

/**
 * A domain such services rotate in so that no list has it yet, at times a host below it. The median lives 4 days
 * (castle/disposable-email-domains, 2026), so a campaign moves on to another.
 */
export function freshDisposableDomain(random: Random): string {
  const domain = cheapDomain(random);
  return random.chance(0.3) ? `${letters(random, random.int(3, 6))}.${domain}` : domain;
}

/** A free host under a suffix that somebody hands names out from: dynamic DNS, free zones. */
export function freeHost(random: Random): string {
  const name = random.chance(0.5)
    ? `${random.pick(starts)}${random.pick(ends)}${random.int(1, 999)}`
    : letters(random, random.int(5, 10));
  return `${name}.${random.pick(handedOut)}`;
}

/** Letters and, after the first, digits: what a generator types. */
export function letters(random: Random, length: number): string {
  return Array.from({ length }, (_, place) => {
    const digit = place > 0 && random.chance(0.2);
    return digit ? String(random.int(0, 9)) : "abcdefghijklmnopqrstuvwxyz".charAt(random.int(0, 25));
  }).join("");
}

// What registrars sell for the least in a first year (their price lists, 2026); .com costs five times as much and passes for more.
const endings: readonly (readonly [ending: string, weight: number])[] = [
  ["xyz", 14],
  ["online", 10],
  ["site", 10],
  ["shop", 10],
  ["top", 9],
  ["store", 7],
  ["space", 5],
  ["click", 4],
  ["icu", 4],
  ["website", 4],
  ["fun", 4],
  ["live", 3],
  ["pro", 3],
  ["cfd", 3],
  ["com", 8],
  ["net", 2],
];

// The services that a search for "temporary mail" finds, by the domain of their home page.
const disposableServices: readonly string[] = [
  "mailinator.com",
  "guerrillamail.com",
  "sharklasers.com",
  "grr.la",
  "yopmail.com",
  "10minutemail.com",
  "temp-mail.org",
  "trashmail.com",
  "getnada.com",
  "dispostable.com",
  "maildrop.cc",
  "throwawaymail.com",
  "fakeinbox.com",
  "mohmal.com",
  "moakt.com",
  "tempr.email",
  "discard.email",
  "mailnesia.com",
  "mailcatch.com",
  "emailondeck.com",
  "mintemail.com",
  "tempinbox.com",
  "spamgourmet.com",
  "inboxkitten.com",
];

// Offered for nothing by No-IP, Duck DNS, Dynu, EU.org, DigitalPlat and ClouDNS (their sites, 2026).
const handedOut: readonly string[] = [
  "ddns.net",
  "hopto.org",
  "zapto.org",
  "sytes.net",
  "serveftp.com",
  "myftp.org",
  "servehttp.com",
  "bounceme.net",
  "redirectme.net",
  "duckdns.org",
  "dynu.net",
  "ddnsfree.com",
  "giize.com",
  "freeddns.org",
  "gleeze.com",
  "eu.org",
  "qzz.io",
  "us.kg",
  "dpdns.org",
  "cloudns.be",
  "cloudns.cc",
  "cloudns.nz",
];

const starts: readonly string[] =
  "alto apex aqua arbor astra atlas axon beacon birch blue bright cargo cedar clear cloud coral crest data delta digi early echo ember ever fast fern first flux fox globe gold grand green harbor haven hyper inno jade key lake lumen lunar maple meta metro mint nano neo nimble noble nova oak omni open orbit park peak pine pixel prime pure quick rapid river rose sage silver sky smart solar spark stone storm sun swift terra tidal true urban vector velvet vista vivid wave west wild zen".split(
    " ",
  );

const ends: readonly string[] =
  "agency base bay box bridge care cast chain code core craft dash desk dev edge field flow forge form gate grid group hub labs lane line link logic loop mark mart media mind nest net ops path point port press pulse reach rise scale sense shift shop side soft source space stack studio sync systems team tech time tools track trade trail vault view ware way web wise works yard zone".split(
    " ",
  );
