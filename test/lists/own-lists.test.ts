import { describe, expect, it } from "vitest";
import { isTrialgateError } from "../../src/core/errors.js";
import { describeDomain } from "../../src/identifiers/domain.js";
import { parseIp } from "../../src/identifiers/ip.js";
import { builtinLists } from "../../src/lists/builtin.js";
import type { Lists } from "../../src/lists/lists.js";
import { combineLists, type OwnLists } from "../../src/lists/own-lists.js";

const combine = (own: OwnLists): Lists => combineLists(builtinLists(), own);
const domain = (own: OwnLists, name: string) => combine(own).domain(describeDomain(name));
function kind(own: OwnLists, address: string, asn?: number): string | undefined {
  const ip = parseIp(address);
  return combine(own).network(ip.ok ? ip.value : undefined, asn).kind;
}

describe("own domains", () => {
  it("are disposable with all below", () => {
    const own = { disposable: ["Burner.Example.com"] };
    expect(domain(own, "burner.example.com").disposable).toEqual({ tier: "curated", match: "exact" });
    expect(domain(own, "x.burner.example.com").disposable).toEqual({ tier: "curated", match: "parent" });
    expect(domain(own, "example.com").disposable).toBeUndefined();
  });

  it("are trusted with all below, whatever the tables say", () => {
    const own = { trusted: ["mailinator.com", "hopto.org", "gmial.com"] };
    expect(domain(own, "team.mailinator.com").disposable).toBeUndefined();
    expect(domain(own, "me.hopto.org").privateSuffix).toBe(false);
    expect(domain(own, "gmial.com").typoOf).toBeUndefined();
  });

  it("keep what else is known", () => {
    expect(domain({ trusted: ["tum.de"] }, "in.tum.de").education).toBe(true);
    expect(domain({ disposable: ["x.tum.de"] }, "x.tum.de").education).toBe(true);
  });
});

describe("own networks", () => {
  it("are ranges, addresses and AS numbers of any kind", () => {
    const own: OwnLists = {
      networks: { vpn: ["203.0.113.0/24", "2001:db8::/32", "AS64500"], hosting: ["198.51.100.7"] },
    };
    expect(kind(own, "203.0.113.200")).toBe("vpn");
    expect(kind(own, "203.0.114.1")).toBeUndefined();
    expect(kind(own, "2001:db8:ffff::1")).toBe("vpn");
    expect(kind(own, "2001:db9::1")).toBeUndefined();
    expect(kind(own, "198.51.100.7")).toBe("hosting");
    expect(kind(own, "198.51.100.8")).toBeUndefined();
    expect(kind(own, "198.51.100.8", 64500)).toBe("vpn");
  });

  it("win over the tables, the narrower over the wider", () => {
    const own: OwnLists = {
      networks: { none: ["52.95.0.0/16", "AS16509"], education: ["52.95.110.0/24"], tor: ["8.0.0.0/6"] },
    };
    expect(kind(own, "52.95.1.1")).toBeUndefined();
    expect(kind(own, "52.95.110.1", 16509)).toBe("education");
    expect(kind(own, "8.8.8.8")).toBe("tor");
    expect(kind({ networks: { none: ["AS16509"] } }, "1.2.3.4", 16509)).toBeUndefined();
  });

  it("leave the rest to the tables", () => {
    expect(kind({ networks: { vpn: ["AS1"] } }, "52.95.110.1")).toBe("hosting");
  });
});

describe("combined lists", () => {
  it("have a version of their own, the same for the same entries", () => {
    const { version } = builtinLists();
    const [one, same, other] = [["a.com"], ["a.com"], ["b.com"]].map(
      (trusted) => combine({ trusted }).version,
    );
    expect(one).toBe(same);
    expect(new Set([version, one, other]).size).toBe(3);
    expect(one?.startsWith(version)).toBe(true);
  });

  it("can be combined again", () => {
    const twice = combineLists(combine({ trusted: ["mailinator.com"] }), { disposable: ["example.com"] });
    expect(twice.domain(describeDomain("mailinator.com")).disposable).toBeUndefined();
    expect(twice.domain(describeDomain("example.com")).disposable?.match).toBe("exact");
  });

  it("name every bad entry by its place, and none by its value", () => {
    const own: OwnLists = {
      disposable: ["good.com", "no domain"],
      trusted: [""],
      networks: {
        vpn: ["203.0.113.0/33", "::ffff:203.0.113.0/120", "203.0.113.0/", "10.1.2", "AS", "2001:db8::/129"],
      },
    };
    try {
      combine(own);
      expect.unreachable();
    } catch (error) {
      if (!isTrialgateError(error)) throw error;
      expect(error.code).toBe("invalid_config");
      expect(error.problems.map(({ path }) => path)).toEqual([
        "disposable.1",
        "trusted.0",
        ...[0, 1, 2, 3, 4, 5].map((index) => `networks.vpn.${index}`),
      ]);
      expect(error.problems.map(({ message }) => message).join()).not.toMatch(
        /no domain,|203\.0\.113\.0\/33/,
      );
    }
  });
});
