import { describe, expect, it } from "vitest";
import type { RefreshSource } from "../../src/lists/refresh/sources.js";
import { networkIn, refreshing } from "./refreshing.js";

const { server, source, refresh, reportOf } = refreshing();

describe("networks", () => {
  const sources = (): RefreshSource[] => [
    source("hosts", "hosting"),
    source("vpns", "vpn"),
    source("exits", "tor"),
    source("relays", "relay"),
  ];

  it("cuts the stronger kinds out of the weaker, relays first", async () => {
    server.routes.set("hosts", "203.0.0.0/16");
    server.routes.set("vpns", "203.0.113.0/24\n2600:1111::/32");
    server.routes.set(
      "exits",
      "fingerprint, ipaddr, port\nAB12, 203.0.113.7, 443\nAB12, 2600:1111:2:3::4, 9001",
    );
    server.routes.set(
      "relays",
      "203.0.113.128/25,US,US-CA,Los Angeles,\n2600:1111:0:aa00::/64,DE,DE-BE,Berlin,",
    );
    const { snapshot } = await refresh({ sources: sources() });
    const kinds = ["203.0.1.1", "203.0.113.6", "203.0.113.7", "203.0.113.200", "203.1.0.0"].map(
      (address) => networkIn(snapshot, address).kind,
    );
    expect(kinds).toEqual(["hosting", "vpn", "tor", "relay", undefined]);
    const six = ["2600:1111:9::1", "2600:1111:2::9", "2600:1111:0:aa00::1"];
    expect(six.map((address) => networkIn(snapshot, address).kind)).toEqual(["vpn", "tor", "relay"]);
  });

  it("does not overrule what the package knows to be a relay, a school or a carrier", async () => {
    server.routes.set("vpns", "104.28.10.0/24\n18.9.22.0/24\n203.0.113.0/24");
    server.routes.set("hosts", "18.9.22.0/24");
    const { snapshot } = await refresh({ sources: sources().slice(0, 2) });
    expect(networkIn(snapshot, "104.28.10.1").kind).toBe("relay");
    expect(networkIn(snapshot, "18.9.22.69").kind).toBe("education");
    expect(networkIn(snapshot, "203.0.113.1", 21_928)).toEqual({ kind: "mobile", asn: 21_928 });
    expect(networkIn(snapshot, "203.0.113.1", 16_509)).toEqual({ kind: "vpn", asn: 16_509 });
  });

  it.each([
    ["everything", "0.0.0.0/0", "more than a /8"],
    ["everything of IPv6", "::/0", "more than a /16"],
    ["half of the internet", "128.0.0.0/1", "more than a /8"],
    ["private space", "10.1.0.0/16", "not in public space"],
    ["loopback", "127.0.0.1", "not in public space"],
    ["local IPv6", "fd00::/20", "not in public space"],
    ["homes", "73.158.0.0/16", "homes"],
    ["a resolver", "8.8.8.0/24", "resolver"],
  ])("refuses a list that holds %s", async (_, range, reason) => {
    const fine = Array.from({ length: 200 }, (_entry, index) => `198.51.${index}.0/24`).join("\n");
    server.routes.set("vpns", `${fine}\n${range}`);
    const report = await reportOf({ sources: [source("vpns", "vpn")] });
    expect(report.status).toBe("refused");
    expect(report.reason).toContain(reason);
  });

  it("refuses a list that suddenly covers much more, with hardly more entries", async () => {
    server.routes.set("vpns", "198.51.100.0/24\n203.0.113.0/24");
    const { snapshot } = await refresh({ sources: [source("vpns", "vpn")] });
    server.routes.set("vpns", "198.51.100.0/24\n203.0.0.0/12");
    const report = await reportOf({ previous: snapshot, sources: [source("vpns", "vpn")] });
    expect(report).toMatchObject({ status: "refused", reason: expect.stringContaining("more of IPv4") });
  });
});
