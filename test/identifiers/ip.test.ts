import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Ip, type IpScope, networkOf, parseIp } from "../../src/identifiers/ip.js";

interface Vector {
  readonly id: string;
  readonly desc: string;
  readonly config: { readonly strategy: string; readonly hops?: number; readonly ipv6Prefix?: number };
  readonly request: {
    readonly remoteAddress?: string;
    readonly headers: Readonly<Record<string, unknown>> | null;
  };
  readonly expect: {
    readonly ip?: string | null;
    readonly reason?: string;
    readonly scope?: string;
    readonly key?: string;
  };
}

const file = new URL("../vectors/ip-vectors.json", import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, "utf8")) as { vectors: readonly Vector[] };

/** The one text whose reading a vector is about, where it is about no more than that. */
function addressText({ config, request }: Vector): string | undefined {
  if (config.strategy === "socket") return request.remoteAddress;
  const forwarded = request.headers?.["x-forwarded-for"];
  if (config.strategy !== "trusted-hops" || config.hops !== 1 || typeof forwarded !== "string")
    return undefined;
  return /[,$[]|\d:\d+$/.test(forwarded) && isIP(forwarded) === 0 ? undefined : forwarded;
}

const cases = vectors.flatMap((vector) => {
  const text = addressText(vector);
  return text === undefined ? [] : [{ ...vector, text }];
});

function ip(text: string): Ip {
  const parsed = parseIp(text);
  if (!parsed.ok) throw new Error(`${parsed.code}: ${text}`);
  return parsed.value;
}

describe("shared vectors", () => {
  test("most of the vectors about text are here", () => {
    expect(cases.length).toBeGreaterThanOrEqual(35);
  });

  test.each(cases)("$id $desc", ({ text, config, expect: expected }) => {
    const parsed = parseIp(text);
    if (expected.ip === null) {
      expect(parsed).toMatchObject({ ok: false, code: expected.reason });
      return;
    }
    const { address, scope, key, words } = ip(text);
    const counted = config.ipv6Prefix === undefined ? key : networkOf(words, config.ipv6Prefix);
    expect({ scope, key: counted }).toEqual({ scope: expected.scope, key: expected.key });
    if (expected.ip !== undefined) expect(address).toBe(expected.ip);
  });
});

describe("parseIp", () => {
  test("describes IPv4 in full", () => {
    expect(ip("203.0.114.9")).toEqual({
      address: "203.0.114.9",
      version: 4,
      scope: "public",
      key: "203.0.114.9",
      subnet: "203.0.114.0/24",
      words: [0xcb007209],
    });
  });

  test("describes IPv6 in full", () => {
    expect(ip("2A00:1450:4001:082a:0:0:0:1")).toEqual({
      address: "2a00:1450:4001:82a::1",
      version: 6,
      scope: "public",
      key: "2a00:1450:4001:82a::/64",
      subnet: "2a00:1450:4001::/48",
      words: [0x2a001450, 0x4001082a, 0, 1],
    });
  });

  test.each<[string, IpScope]>([
    ["1.1.1.1", "public"],
    ["10.1.2.3", "private"],
    ["172.16.0.1", "private"],
    ["172.32.0.1", "public"],
    ["192.168.1.1", "private"],
    ["127.0.0.53", "loopback"],
    ["169.254.169.254", "linklocal"],
    ["100.127.255.255", "cgnat"],
    ["100.128.0.0", "public"],
    ["0.1.2.3", "reserved"],
    ["192.0.2.1", "reserved"],
    ["198.18.0.1", "reserved"],
    ["224.0.0.1", "reserved"],
    ["240.0.0.1", "reserved"],
    ["255.255.255.255", "reserved"],
    ["2606:4700::1111", "public"],
    ["fd00::1", "private"],
    ["fe80::1", "linklocal"],
    ["ff02::1", "reserved"],
    ["2001:db8::1", "reserved"],
    ["100::1", "reserved"],
    ["4000::1", "reserved"],
    ["5f00::1", "reserved"],
    ["fec0::1", "reserved"],
    ["::ffff:0:1.2.3.4", "reserved"],
    ["64:ff9b::1.2.3.4", "nat64"],
    ["64:ff9b:1::1", "nat64"],
    ["2002:102:304::1", "reserved"],
    ["2001::1", "reserved"],
  ])("%s is %s", (text, scope) => {
    expect(ip(text).scope).toBe(scope);
  });

  test.each([
    "::ffff:8.8.8.8",
    "::FFFF:808:808",
    "0:0:0:0:0:ffff:0808:0808",
    "::ffff:8.8.8.8%eth0",
    " \t8.8.8.8 ",
  ])("%j is 8.8.8.8", (text) => {
    expect(ip(text)).toEqual(ip("8.8.8.8"));
  });

  test("a mapped address has the scope of what it wraps", () => {
    expect(ip("::ffff:10.0.0.1").scope).toBe("private");
    expect(parseIp("::ffff:0.0.0.0")).toMatchObject({ ok: false, code: "unspecified" });
  });

  test.each([
    ["NAT64", "64:ff9b::c000:22d"],
    ["6to4", "2002:c000:22d:1:2:3:4:5"],
    ["Teredo", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
  ])("%s is counted by the IPv4 address inside, and keeps its own text", (_, text) => {
    const { key, subnet, words } = ip("192.0.2.45");
    expect(ip(text)).toMatchObject({ address: text, version: 6, key, subnet, words });
  });

  test("a NAT64 prefix of local use says nothing about where its IPv4 address is", () => {
    expect(ip("64:ff9b:1::1").key).toBe("64:ff9b:1::/64");
  });

  test.each(["eth0", "28", "wlan0.100", "br-lan", "en0:1", "if1@if2"])("drops the zone %%%s", (zone) => {
    expect(ip(`fe80::1%${zone}`)).toEqual(ip("fe80::1"));
  });

  test.each([undefined, null, "", "  ", "\t"])("%j is missing", (input) => {
    expect(parseIp(input)).toMatchObject({ ok: false, code: "missing" });
  });

  test.each(["0.0.0.0", "::", "0:0:0:0:0:0:0:0", "::%eth0"])("%s is unspecified", (text) => {
    expect(parseIp(text)).toMatchObject({ ok: false, code: "unspecified" });
  });

  test.each([
    "1.2.3.04",
    "1.2.3.4.",
    ".1.2.3.4",
    "1..3.4",
    "+1.2.3.4",
    "1.2.3.4e1",
    "１.２.３.４",
    "1.2.3.4\n",
    "1.2.3.4\u00a0",
    "1.2.3.4/32",
    "1.2.3.4:80",
    "1.2.3.4%eth0",
    "16909060",
    "localhost",
    "[::1]",
    "[::1]:80",
    "2001:db8::/32",
    "::ffff:012.1.2.3",
    "::ffff:0x7f.1.1.1",
    "::ffff:1.2.3",
    "::1.2.3.4:5",
    "1.2.3.4::",
    "::12345",
    "fe80::1%",
    "fe80::1%a%b",
    "fe80::1%a b",
    "fe80::1%\u0000",
    "%eth0",
    ":",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::",
    "\ud800",
    "__proto__",
    `${"0".repeat(61)}::1`,
    ":".repeat(100_000),
    " ".repeat(100_000),
    "1.".repeat(50_000),
    8,
    true,
    {},
    ["8.8.8.8"],
    Symbol("8.8.8.8"),
  ])("input %# is malformed", (input) => {
    expect(parseIp(input)).toMatchObject({ ok: false, code: "malformed" });
  });

  test("never repeats the text in a message", () => {
    const parsed = parseIp("198.51.100.7:8080");
    expect(JSON.stringify(parsed)).not.toMatch(/198|8080/);
  });

  test("agrees with Node on what is an address, whatever is put together", () => {
    const piece = fc.constantFrom(
      "1",
      "f",
      "0",
      "::",
      ":",
      "255",
      "256",
      ".",
      "ffff",
      "2001",
      "01",
      "1.2.3.4",
      "g",
    );
    const text = fc.array(piece, { minLength: 1, maxLength: 16 }).map((pieces) => pieces.join(""));
    const agrees = fc.property(text, (candidate) => {
      const parsed = parseIp(candidate);
      expect(parsed.ok || parsed.code === "unspecified").toBe(
        candidate.length <= 64 && isIP(candidate) !== 0,
      );
    });
    fc.assert(agrees, { seed: 4, numRuns: 3000 });
  });

  test("writes IPv6 as URL does, and reads what it wrote to the same", () => {
    const canonical = fc.property(fc.ipV6(), (text) => {
      const parsed = parseIp(text);
      if (!parsed.ok || parsed.value.version === 4) return;
      expect(`[${parsed.value.address}]`).toBe(new URL(`http://[${text}]/`).hostname);
      expect(parseIp(parsed.value.address)).toEqual(parsed);
    });
    fc.assert(canonical, { seed: 6, numRuns: 1000 });
  });

  test("reads every IPv4 address as its number", () => {
    const exact = fc.property(fc.integer({ min: 1, max: 0xffffffff }), (word) => {
      const text = [24, 16, 8, 0].map((shift) => (word >>> shift) & 255).join(".");
      expect(ip(text)).toMatchObject({ address: text, key: text, words: [word] });
    });
    fc.assert(exact, { seed: 8, numRuns: 1000 });
  });

  test("never throws", () => {
    const anything = fc.property(fc.anything(), (input) => {
      expect(typeof parseIp(input).ok).toBe("boolean");
    });
    fc.assert(anything, { seed: 9, numRuns: 1000 });
  });
});

describe("networkOf", () => {
  test.each([
    [0, "0.0.0.0/0"],
    [1, "128.0.0.0/1"],
    [20, "203.0.112.0/20"],
    [32, "203.0.114.9/32"],
  ])("IPv4 /%d", (prefix, expected) => {
    expect(networkOf(ip("203.0.114.9").words, prefix)).toBe(expected);
  });

  test.each([
    [0, "::/0"],
    [32, "2a00:1450::/32"],
    [34, "2a00:1450:4000::/34"],
    [56, "2a00:1450:4001:800::/56"],
    [127, "2a00:1450:4001:82a:ffff:ffff:ffff:fffe/127"],
    [128, "2a00:1450:4001:82a:ffff:ffff:ffff:ffff/128"],
  ])("IPv6 /%d", (prefix, expected) => {
    expect(networkOf(ip("2a00:1450:4001:82a:ffff:ffff:ffff:ffff").words, prefix)).toBe(expected);
  });
});
