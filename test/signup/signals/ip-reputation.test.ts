import { describe, expect, it } from "vitest";
import type { NetworkKnowledge } from "../../../src/lists/lists.js";
import { ipReputation } from "../../../src/signup/signals/ip-reputation.js";
import { ipOf, look, lookAt, refusal, strengthOf } from "./harness.js";

const home = ipOf("84.57.12.9");
const codes = async (...args: Parameters<typeof look>) => (await look(...args)).map(({ code }) => code);

describe("what the lists know", () => {
  it.each(["tor", "hosting", "vpn", "relay"] as const)("names %s", async (kind) => {
    expect(await codes(ipReputation(), { ip: home, network: { kind } })).toEqual([`ip-reputation.${kind}`]);
  });

  it.each([{ kind: "mobile" }, { kind: "education" }, {}] as const)("is silent about %j", async (network) => {
    expect(await look(ipReputation(), { ip: home, network })).toEqual([]);
  });

  it("gives a privacy relay and a bogon no weight", () => {
    const { relay, bogon, "lookup-failed": failed } = ipReputation().reasons;
    expect([relay?.points, bogon?.points, failed?.points]).toEqual([0, 0, 0]);
  });

  it("names the operator, never the address", async () => {
    const network: NetworkKnowledge = { kind: "hosting", operator: "Example Cloud", asn: 64500 };
    const [finding] = await look(ipReputation(), { ip: home, network });
    expect(finding?.detail).toEqual({ operator: "Example Cloud" });
  });

  it("takes Cloudflare's country for Tor over anything else", async () => {
    const found = await codes(ipReputation(), { ip: home, network: { kind: "hosting" }, country: "T1" });
    expect(found).toEqual(["ip-reputation.tor"]);
  });

  it("reads real inputs: a datacentre by range, a home, none at all", async () => {
    const seen = await lookAt(ipReputation(), [
      { id: "a", ip: "3.80.0.1" },
      { id: "b", ip: "84.57.12.9", country: "DE" },
      { id: "c", country: "DE" },
    ]);
    expect(seen.map((found) => found.map(({ code }) => code))).toEqual([["ip-reputation.hosting"], [], []]);
  });
});

describe("an address that is not public", () => {
  it.each([
    ["10.1.2.3", "private"],
    ["127.0.0.1", "loopback"],
    ["169.254.1.1", "linklocal"],
    ["100.64.0.1", "cgnat"],
    ["2001:db8::1", "reserved"],
    ["fd00::1", "private"],
  ])("%s is a bogon (%s)", async (address, scope) => {
    const [finding] = await look(ipReputation(), { ip: ipOf(address) });
    expect(finding).toEqual({ code: "ip-reputation.bogon", strength: 1, detail: { scope } });
  });

  it("is not asked about, but what the ASN says still holds", async () => {
    const asked: string[] = [];
    const lookup = (ip: string) => void asked.push(ip);
    const facts = { ip: ipOf("10.1.2.3"), network: { kind: "hosting" as const } };
    expect(await codes(ipReputation({ lookup }), facts)).toEqual([
      "ip-reputation.bogon",
      "ip-reputation.hosting",
    ]);
    expect(asked).toEqual([]);
  });
});

describe("an own lookup", () => {
  it("gets the address and a signal, and wins over the lists", async () => {
    const signal = ipReputation({
      lookup: async (ip, { abortSignal }) =>
        ip === "84.57.12.9" && !abortSignal.aborted ? { kind: "vpn", operator: "Example VPN" } : {},
    });
    const found = await look(signal, { ip: home, network: { kind: "hosting", operator: "Old" } });
    expect(found).toEqual([{ code: "ip-reputation.vpn", strength: 1, detail: { operator: "Example VPN" } }]);
  });

  it.each([undefined, {}, null, 7, "x", { kind: 7 }])(
    "that answers %j leaves the lists as they are",
    async (answer) => {
      const signal = ipReputation({ lookup: () => answer as NetworkKnowledge });
      expect(await codes(signal, { ip: home, network: { kind: "tor" } })).toEqual(["ip-reputation.tor"]);
    },
  );

  it.each([
    [
      "throws",
      () => {
        throw new Error("84.57.12.9");
      },
    ],
    ["rejects", () => Promise.reject(new Error("84.57.12.9"))],
  ])("that %s is named, and the lists speak", async (_, lookup) => {
    const found = await look(ipReputation({ lookup }), { ip: home, network: { kind: "tor" } });
    expect(found.map(({ code }) => code)).toEqual(["ip-reputation.lookup-failed", "ip-reputation.tor"]);
    expect(JSON.stringify(found)).not.toContain("84.57");
  });

  it("cannot smuggle in a reason by an unknown kind", async () => {
    const lookup = () => ({ kind: "__proto__" }) as unknown as NetworkKnowledge;
    expect(await look(ipReputation({ lookup }), { ip: home })).toEqual([]);
  });

  it("does not cap everybody's tier when it hangs, unless that is wanted", () => {
    const lookup = () => undefined;
    expect(ipReputation().onFailure).toBe("degrade");
    expect(ipReputation({ lookup }).onFailure).toBe("skip");
    expect(ipReputation({ lookup, onFailure: "degrade" }).onFailure).toBe("degrade");
  });
});

it("refuses options that cannot be", () => {
  const bad = { lookup: "https://example.com", onFailure: "explode" } as unknown as Parameters<
    typeof ipReputation
  >[0];
  expect(refusal(() => ipReputation(bad))).toMatch(
    /^lookup: must be a function.*\nonFailure: must be "skip"/,
  );
  expect(strengthOf(undefined, "tor")).toBe(0);
});
