import { describe, expect, it } from "vitest";
import { parseIp } from "../../src/identifiers/ip.js";
import { builtinLists } from "../../src/lists/builtin.js";
import type { NetworkKnowledge } from "../../src/lists/lists.js";

function ask(address: string, asn?: number): NetworkKnowledge {
  const ip = parseIp(address);
  if (!ip.ok) throw new Error(`${address} is no address`);
  return builtinLists().network(ip.value, asn);
}

describe("networks by address", () => {
  it.each([
    ["52.95.110.1", "hosting", "Amazon"],
    ["34.117.59.81", "hosting", "Google"],
    ["20.42.65.92", "hosting", "Microsoft"],
    ["142.93.0.1", "hosting", "DigitalOcean"],
    ["45.33.32.156", "hosting", "Akamai"],
    ["2a01:4f8::1", "hosting", "Hetzner"],
    ["2600:1f18::1", "hosting", "Amazon"],
    ["104.28.10.1", "relay", "iCloud Private Relay"],
    ["2a02:26f7::1", "relay", "iCloud Private Relay"],
  ])("%s is %s of %s", (address, kind, operator) => {
    expect(ask(address)).toEqual({ kind, operator });
  });

  it.each([
    ["18.9.22.69", "education"],
    ["8.0.0.1", undefined],
    ["10.0.0.1", undefined],
    ["127.0.0.1", undefined],
    ["203.0.113.9", undefined],
    ["2001:db8::1", undefined],
    ["::1", undefined],
    ["255.255.255.255", undefined],
  ])("%s is %s", (address, kind) => {
    expect(ask(address).kind).toBe(kind);
  });

  it("looks behind an IPv4 address that is written as IPv6", () => {
    expect(ask("::ffff:52.95.110.1")).toEqual(ask("52.95.110.1"));
  });
});

describe("networks by AS number", () => {
  const kindOf = (asn: number): string | undefined => builtinLists().network(undefined, asn).kind;

  it.each([
    [16509, "hosting"],
    [24940, "hosting"],
    [136787, "vpn"],
    [396507, "tor"],
    [36183, "relay"],
    [786, "education"],
    [21928, "mobile"],
  ])("AS%i is %s", (asn, kind) => {
    expect(kindOf(asn)).toBe(kind);
  });

  it.each([
    [174, "Cogent"],
    [3816, "Colombia Telecomunicaciones"],
    [16591, "Google Fiber"],
    [8422, "NetCologne"],
    [22616, "Zscaler, a company's gateway"],
    [41012, "The Cloud, a café's Wi-Fi"],
    [7922, "Comcast"],
  ])("AS%i (%s) is nothing special", (asn) => {
    expect(builtinLists().network(undefined, asn)).toEqual({ asn });
  });

  it("beats the range, except inside a privacy relay", () => {
    expect(ask("52.95.110.1", 21928).kind).toBe("mobile");
    expect(ask("104.28.10.1", 13335)).toEqual({
      kind: "relay",
      operator: "iCloud Private Relay",
      asn: 13335,
    });
    expect(ask("52.95.110.1", 7922)).toEqual({ kind: "hosting", operator: "Amazon", asn: 7922 });
  });

  it("answers for no question and for odd numbers", () => {
    expect(builtinLists().network(undefined)).toEqual({});
    for (const asn of [-1, 0, 0.5, 2 ** 40, Number.NaN, Number.POSITIVE_INFINITY])
      expect(kindOf(asn)).toBeUndefined();
  });
});
