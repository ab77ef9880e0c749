import { domainToASCII } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDomain, toAsciiDomain } from "../../src/identifiers/domain.js";
import { decodePunycode } from "../../src/identifiers/email-punycode.js";
import { isRelayDomain, mailboxProviderOf } from "../../src/identifiers/providers.js";

const ascii = (text: string): string => {
  const result = toAsciiDomain(text);
  return result.ok ? result.value : `! ${result.code}`;
};

describe("toAsciiDomain", () => {
  it.each([
    ["Example.COM", "example.com"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["BÜCHER.example", "xn--bcher-kva.example"],
    ["xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["XN--BCHER-KVA.example", "xn--bcher-kva.example"],
    ["faß.de", "xn--fa-hia.de"],
    ["βόλος.com", "xn--nxasmm1c.com"],
    ["ｅｘａｍｐｌｅ。com", "example.com"],
    ["例え.テスト", "xn--r8jz45g.xn--zckzah"],
    ["1.2.3.com", "1.2.3.com"],
    ["a.b", "a.b"],
  ])("%s is %s", (text, domain) => {
    expect(ascii(text)).toBe(domain);
  });

  it.each([
    ["", "single-label"],
    ["com", "single-label"],
    [".com", "dot-domain"],
    ["a..com", "dot-domain"],
    ["a.com.", "dot-domain"],
    ["a．．com", "dot-domain"],
    ["a_b.com", "domain-char"],
    ["a b.com", "domain-char"],
    ["%67mail.com", "domain-char"],
    ["％67mail.com", "domain-char"],
    ["gmail.com:80", "domain-char"],
    ["gmail.com\uff1a80", "domain-char"],
    ["user@gmail.com", "domain-char"],
    ["℀.com", "domain-char"],
    ["⒈a.com", "domain-char"],
    ["a․com", "domain-char"],
    ["gm\u00adail.com", "domain-char"],
    ["gm\u200dail.com", "domain-char"],
    ["a\ud800.com", "domain-char"],
    ["אa.com", "domain-char"],
    ["\u0301a.com", "leading-mark"],
    ["-a.com", "hyphen-domain"],
    ["a-.com", "hyphen-domain"],
    ["－a.com", "hyphen-domain"],
    ["ab--c.com", "hyphen34"],
    ["ａｂ－－c.com", "hyphen34"],
    ["xn--0.com", "hyphen34"],
    ["xn--a.com", "hyphen34"],
    ["xn--abc.com", "hyphen34"],
    ["xn--99999999.com", "hyphen34"],
    ["xn--gmail-.com", "hyphen-domain"],
    ["xn--a-xbb.com", "hyphen34"], // not in NFC
    ["xn--wca.com", "hyphen34"], // a capital
    ["xn--mail-uh0y.com", "hyphen34"], // a full-width letter
    ["xn--ab-5da.com", "hyphen34"], // a soft hyphen
    ["xn--bx-xka6292a.com", "hyphen34"], // a zero-width joiner
    ["xn--gmailx-tr3e.com", "hyphen34"], // an ideographic full stop
    ["1.2.3.4", "numeric-tld"],
    ["a.0x7f", "numeric-tld"],
    ["a.0x", "numeric-tld"],
    ["１２７.0.0.１", "numeric-tld"],
    [`${"a".repeat(64)}.com`, "domain-label-too-long"],
    [`${"ü".repeat(60)}.com`, "domain-label-too-long"],
    [`${"a.".repeat(126)}com`, "too-long"],
    ["a".repeat(100_000), "too-long"],
  ])("%s is refused: %s", (text, code) => {
    expect(ascii(text)).toBe(`! ${code}`);
  });

  it("accepts labels of 63 octets and 253 in all", () => {
    const label = "a".repeat(63);
    expect(ascii(`${label}.com`)).toBe(`${label}.com`);
    const longest = `${label}.${label}.${label}.${"a".repeat(61)}`;
    expect(ascii(longest)).toBe(longest);
    expect(ascii(`${longest}a`)).toBe("! too-long");
  });

  it("is idempotent and agrees with Node's own mapping", () => {
    const label = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(label, (text) => {
        const result = toAsciiDomain(`${text}.example`);
        if (!result.ok) return;
        expect(ascii(result.value)).toBe(result.value);
        expect(result.value).toBe(domainToASCII(`${text}.example`.normalize("NFC")));
      }),
      { seed: 7, numRuns: 3_000 },
    );
  });
});

describe("decodePunycode", () => {
  it.each([
    ["bcher-kva", "bücher"],
    ["fiqq24b10vi0d", "臺網中心"],
    ["80ak6aa92e", "аррӏе"],
    ["3b-ww4c5e180e575a65lsy2b", "3年b組金八先生"],
    ["ls8h", "💩"],
  ])("%s stands for %s", (encoded, text) => {
    expect(decodePunycode(encoded)).toBe(text);
  });

  it.each(["0", "a_", "99999999", "zzzzzzzzzzzzzzzzzzzz9999", "a".repeat(60), "ü"])(
    "%s stands for nothing",
    (encoded) => {
      expect(decodePunycode(encoded)).toBeUndefined();
    },
  );
});

describe("parseDomain", () => {
  it.each([
    ["mail.example.co.uk", "example.co.uk", "co.uk", false, "example.co.uk"],
    ["Foo.DuckDNS.org", "duckdns.org", "org", true, "foo.duckdns.org"],
    ["a.foo.github.io", "github.io", "io", true, "foo.github.io"],
    ["github.io", "github.io", "io", true, "github.io"],
    ["co.uk", "co.uk", "co.uk", false, "co.uk"],
    ["a.b.nosuchtld", "b.nosuchtld", "nosuchtld", false, "b.nosuchtld"],
    ["x.公司.cn", "x.xn--55qx5d.cn", "xn--55qx5d.cn", false, "x.xn--55qx5d.cn"],
  ])("%s", (text, registrableDomain, publicSuffix, privateSuffix, site) => {
    const domain = ascii(text);
    expect(parseDomain(text)).toEqual({
      ok: true,
      value: { domain, registrableDomain, publicSuffix, privateSuffix, site },
    });
  });

  it("refuses what is no domain, silent on what it was", () => {
    expect(parseDomain("no_such.example")).toEqual({
      ok: false,
      code: "domain-char",
      message: "not a domain name that receives mail",
    });
  });
});

describe("providers", () => {
  it.each([
    ["gmail.com", "gmail"],
    ["googlemail.com", "gmail"],
    ["hotmail.co.uk", "outlook"],
    ["rocketmail.com", "yahoo"],
    ["yahoo.co.jp", "yahoo-japan"],
    ["mac.com", "icloud"],
    ["privaterelay.appleid.com", "icloud"],
    ["joe.fastmail.fm", "fastmail"],
    ["tutanota.com", "tuta"],
    ["mail.gmail.com", undefined],
    ["duck.com", undefined],
    ["__proto__", undefined],
    ["constructor", undefined],
  ])("%s is run by %s", (domain, provider) => {
    expect(mailboxProviderOf(domain)).toBe(provider);
  });

  it("knows a relay's own domains and its users' subdomains, no look-alikes", () => {
    expect(
      ["duck.com", "4wrd.cc", "joe.anonaddy.com", "private.icloud.com"].filter(isRelayDomain),
    ).toHaveLength(4);
    expect(
      ["icloud.com", "xduck.com", "duck.com.example", "a.b.anonaddy.com", "com"].filter(isRelayDomain),
    ).toEqual([]);
  });
});
