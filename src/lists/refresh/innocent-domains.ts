import { lazy } from "../../core/lazy.js";
import { describeDomain } from "../../identifiers/domain.js";
import { builtinLists } from "../builtin.js";
import { SCHOOL_SUFFIX } from "../domains.js";
import type { ListedDomain } from "../lists.js";

/**
 * School suffixes under which anybody gets a name: each holds throw-away domains on the curated npm lists
 * (disposable-email-domains-js 1.26.0, fakefilter 0.1.1476). The others are given after proof.
 */
const openSchoolSuffixes: ReadonlySet<string> = new Set(
  "edu.pl edu.vn edu.rs edu.kg edu.do edu.ge ac.id sch.id".split(" "),
);

/**
 * Whether no downloaded list may flag a domain: mailbox providers, relays and schools that come with the package, and
 * whatever lies below a suffix that is given to schools alone.
 */
export function isInnocent(domain: ListedDomain): boolean {
  const { publicSuffix, privateSuffix } = domain;
  if (!privateSuffix && SCHOOL_SUFFIX.test(publicSuffix) && !openSchoolSuffixes.has(publicSuffix))
    return true;
  // Asked without its suffix: only schools that are known by name shall answer.
  const { freeMail, relay, education } = builtinLists().domain({ ...domain, publicSuffix: "" });
  return freeMail || relay || education;
}

/** Whether others register names below: matching stops above it, so that listing it would say nothing. */
export function isSuffix(domain: string): boolean {
  const below = `a.${domain}`;
  return describeDomain(below).site === below;
}

/**
 * Domains that only a broken or poisoned list holds: the largest mailbox providers, relays, developers' communities and
 * employers, schools. Names that honest lists argue about (`cock.li`, `opayq.com`) do not stand here: they are left out
 * of what a list says, and the list is kept.
 */
const sentinels: readonly string[] = `
  gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com yahoo.co.jp icloud.com me.com
  mac.com aol.com proton.me protonmail.com pm.me gmx.de gmx.net gmx.com web.de t-online.de mail.com mail.ru yandex.ru
  qq.com 163.com 126.com naver.com daum.net seznam.cz wp.pl libero.it orange.fr free.fr laposte.net rediffmail.com
  uol.com.br comcast.net btinternet.com fastmail.com hey.com zoho.com
  duck.com mozmail.com privaterelay.appleid.com private.icloud.com simplelogin.com addy.io anonaddy.com passmail.net
  debian.org apache.org kernel.org gnu.org python.org mozilla.org ubuntu.com redhat.com users.noreply.github.com
  github.com gitlab.com google.com apple.com microsoft.com amazon.com meta.com ibm.com intel.com oracle.com nvidia.com
  openai.com anthropic.com stripe.com cloudflare.com
  mit.edu stanford.edu ox.ac.uk cam.ac.uk ethz.ch tum.de u-tokyo.ac.jp tsinghua.edu.cn agh.edu.pl uw.edu.pl
  bbc.co.uk nytimes.com who.int europa.eu nasa.gov bund.de
`
  .trim()
  .split(/\s+/);

/** Each sentinel and what it lies below, down to what one owner controls: listing either would flag it. */
const sentinelNames: () => ReadonlySet<string> = lazy(
  () => new Set(sentinels.flatMap((sentinel) => [sentinel, describeDomain(sentinel).site])),
);

/** Whether listing this name would flag a domain that everybody knows to be real. */
export function isSentinel(domain: string): boolean {
  return sentinelNames().has(domain);
}
