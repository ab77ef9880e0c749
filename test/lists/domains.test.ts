import { describe, expect, it } from "vitest";
import { describeDomain, parseDomain } from "../../src/identifiers/domain.js";
import { builtinLists } from "../../src/lists/builtin.js";
import type { DomainKnowledge } from "../../src/lists/lists.js";
import { typoOf } from "../../src/lists/typo.js";

const ask = (domain: string): DomainKnowledge => builtinLists().domain(describeDomain(domain));
const nothing: DomainKnowledge = { privateSuffix: false, freeMail: false, relay: false, education: false };

describe("disposable domains", () => {
  it("are known by name and by parent", () => {
    expect(ask("mailinator.com").disposable).toEqual({ tier: "curated", match: "exact" });
    expect(ask("deep.below.mailinator.com").disposable).toEqual({ tier: "curated", match: "parent" });
    expect(ask("a-mailinator-fan.com").disposable).toBeUndefined();
  });

  it("keep the tier of their best source", () => {
    expect(ask("yopmail.com").disposable?.tier).toBe("curated");
    expect(ask("00two.site").disposable?.tier).toBe("broad");
    expect(ask("0-180.com").disposable?.tier).toBe("historic");
  });

  it("are promoted where several subdomains are listed", () => {
    expect(ask("never-seen-before.anonbox.net").disposable).toEqual({ tier: "curated", match: "parent" });
  });

  it.each(["debian.org", "meta.com", "asana.biz", "everton.com"])(
    "does not take %s for its listed subdomain",
    (domain) => {
      expect(ask(domain).disposable).toBeUndefined();
    },
  );

  it.each(["agh.edu.pl", "student.agh.edu.pl", "sma1.my.id", "school.web.id", "shop.za.com"])(
    "stops at the public suffix: %s is clean",
    (domain) => {
      expect(ask(domain).disposable).toBeUndefined();
    },
  );
});

describe("classes of domains", () => {
  it("say when names are handed out to anybody, and not when they are sold or reviewed", () => {
    expect(ask("me.hopto.org").privateSuffix).toBe(true);
    expect(ask("mail.me.dynv6.net").privateSuffix).toBe(true);
    expect(ask("me.mooo.com").privateSuffix, "a free host that the Public Suffix List does not know").toBe(
      true,
    );
    expect(ask("mail.me.work.gd").privateSuffix).toBe(true);
    for (const domain of [
      "shop.uk.com",
      "club.eu.org",
      "club.fr.eu.org",
      "me.in-berlin.de",
      "old.homelinux.org",
      "example.co.uk",
      "hopto.org",
      "mooo.com",
      "rub.de",
    ]) {
      expect(ask(domain).privateSuffix, domain).toBe(false);
    }
  });

  it.each(
    "gmail.com outlook.com web.de mail.ru qq.com 163.com naver.com yahoo.co.jp docomo.ne.jp seznam.cz wp.pl libero.it orange.fr ziggo.nl telenet.be bluewin.ch sapo.pt abv.bg rediffmail.com uol.com.br bigpond.com xtra.co.nz mweb.co.za walla.co.il mynet.com ukr.net inbox.lv freemail.hu online.no comcast.net".split(
      " ",
    ),
  )("know %s as free mail and as nothing else", (domain) => {
    expect(ask(domain)).toEqual({ ...nothing, freeMail: true });
  });

  it.each([
    "privaterelay.appleid.com",
    "duck.com",
    "mozmail.com",
    "me.anonaddy.com",
    "simplelogin.com",
    "passmail.net",
  ])("know %s as a relay and as nothing else", (domain) => {
    expect(ask(domain)).toEqual({ ...nothing, relay: true });
  });

  it.each([
    "mit.edu",
    "cs.ox.ac.uk",
    "stmarys.herts.sch.uk",
    "agh.edu.pl",
    "u-tokyo.ac.jp",
    "in.tum.de",
    "ethz.ch",
    "rub.de",
    "sekolah.sch.id",
  ])("know %s as a school", (domain) => {
    expect(ask(domain)).toEqual({ ...nothing, education: true });
  });

  it("know nothing of an ordinary company", () => {
    for (const domain of ["stripe.com", "example.org", "xn--mller-kva.de", "kernel.org"])
      expect(ask(domain)).toEqual(nothing);
  });

  it("do not mind what was written", () => {
    for (const text of [
      "__proto__.com",
      "constructor.prototype",
      `${"a.".repeat(120)}com`,
      "xn--80ak6aa92e.com",
    ]) {
      const parsed = parseDomain(text);
      expect(parsed.ok && builtinLists().domain(parsed.value).freeMail).toBe(false);
    }
  });

  it("end on a domain that no parser answers with", () => {
    for (const domain of [".gmail.com", "..", ".", ""]) {
      const known = builtinLists().domain({
        domain,
        registrableDomain: "gmail.com",
        publicSuffix: "com",
        privateSuffix: false,
        site: "gmail.com",
      });
      expect(known.disposable, domain).toBeUndefined();
    }
  });
});

describe("typing errors", () => {
  it.each([
    ["gmial.com", "gmail.com"],
    ["gmai.com", "gmail.com"],
    ["gmaill.com", "gmail.com"],
    ["gmaila.com", undefined],
    ["gmsil.com", "gmail.com"],
    ["mgail.com", "gmail.com"],
    ["gmail.con", "gmail.com"],
    ["gmail.co", "gmail.com"],
    ["hotmial.co.uk", "hotmail.co.uk"],
    ["yaho.com", "yahoo.com"],
    ["outlok.com", "outlook.com"],
    ["iclould.com", undefined],
    ["comast.net", "comcast.net"],
  ])("%s means %s", (typed, meant) => {
    expect(ask(typed).typoOf).toBe(meant);
  });

  it.each(
    "mail.com ymail.com email.com gmx.com gmx.net hotmail.de hotmail.fr live.nl yahoo.fr yahoo.co.uk yahoo.com.br outlook.fr cloud.com gail.com naver.com haver.com hushmail.com hanmail.net rocketmail.co.uk gmails.com outlooks.com icloud.de fastmail.fm mail.ru".split(
      " ",
    ),
  )("%s is meant as it is", (domain) => {
    expect(ask(domain).typoOf).toBeUndefined();
  });

  it("are not looked for in long names", () => {
    expect(typoOf(`${"g".repeat(100_000)}.com`, "com")).toBeUndefined();
    expect(typoOf("", "")).toBeUndefined();
  });
});
