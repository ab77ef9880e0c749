import { describe, expect, it } from "vitest";
import type { SignupInput } from "../../../src/signup/input.js";
import { type AllowBlockListOptions, allowBlockList } from "../../../src/signup/signals/allow-block-list.js";
import { lookAt, refusal } from "./harness.js";

/** `blocked domains`, `allowed ips` …, or nothing. */
async function verdict(options: AllowBlockListOptions, input: SignupInput): Promise<string | undefined> {
  const [found] = (await lookAt(allowBlockList(options), [input]))[0] ?? [];
  return found && `${found.code.replace("allow-block-list.", "")} ${found.detail?.list}`;
}

const full: SignupInput = {
  email: "kim@team.acme-widgets.com",
  ip: "203.0.112.7",
  country: "de",
  asn: 64496,
  inviteCode: "SPRING",
};

describe("entries", () => {
  it.each([
    [{ emails: ["KIM@team.acme-widgets.com"] }, "emails"],
    [{ domains: ["acme-widgets.com"] }, "domains"],
    [{ domains: ["Team.Acme-Widgets.com"] }, "domains"],
    [{ ips: ["203.0.112.7"] }, "ips"],
    [{ ips: ["203.0.112.0/24"] }, "ips"],
    [{ ips: ["203.0.0.0/16", "10.0.0.0/8"] }, "ips"],
    [{ countries: ["de"] }, "countries"],
    [{ asns: [64496] }, "asns"],
    [{ inviteCodes: ["SPRING"] }, "inviteCodes"],
  ])("%o names the signup", async (entries, list) => {
    expect(await verdict({ block: entries }, full)).toBe(`blocked ${list}`);
    expect(await verdict({ allow: entries }, full)).toBe(`allowed ${list}`);
  });

  it.each([
    { emails: ["kim@acme-widgets.com"] },
    { domains: ["widgets.com", "other.team.acme-widgets.com"] },
    { ips: ["203.0.112.8", "203.0.113.0/24"] },
    { countries: ["AT"] },
    { asns: [64497] },
    { inviteCodes: ["spring"] },
    {},
  ])("%o does not", async (entries) => {
    expect(await verdict({ block: entries, allow: entries }, full)).toBeUndefined();
  });

  it("means every spelling of a mailbox", async () => {
    const block = { emails: ["ann.lee@gmail.com"] };
    expect(await verdict({ block }, { email: "a.n.n.lee+9@googlemail.com" })).toBe("blocked emails");
  });

  it("reads IPv6, and IPv4 in IPv6 clothes", async () => {
    const block = { ips: ["2001:db8:7::/48", "2a02:1:2:3::9", "198.51.100.0/24"] };
    expect(await verdict({ block }, { id: "a", ip: "2001:db8:7:ff::1" })).toBe("blocked ips");
    expect(await verdict({ block }, { id: "a", ip: "2001:db8:8::1" })).toBeUndefined();
    expect(await verdict({ block }, { id: "a", ip: "2a02:1:2:3:0::9" })).toBe("blocked ips");
    expect(await verdict({ block }, { id: "a", ip: "2a02:1:2:3::8" })).toBeUndefined();
    expect(await verdict({ block }, { id: "a", ip: "::ffff:198.51.100.9" })).toBe("blocked ips");
  });

  it("knows Cloudflare's code for Tor", async () => {
    expect(await verdict({ block: { countries: ["T1"] } }, { id: "a", country: "T1" })).toBe(
      "blocked countries",
    );
  });
});

describe("both lists", () => {
  it("lets the narrower entry decide", async () => {
    const options = {
      allow: { emails: ["kim@team.acme-widgets.com"] },
      block: { domains: ["acme-widgets.com"] },
    };
    expect(await verdict(options, full)).toBe("allowed emails");
    expect(await verdict(options, { ...full, email: "lee@team.acme-widgets.com" })).toBe("blocked domains");
    const turned = { allow: { domains: ["acme-widgets.com"] }, block: { ips: ["203.0.112.7"] } };
    expect(await verdict(turned, full)).toBe("blocked ips");
  });

  it("lets block win a tie", async () => {
    const domains = ["acme-widgets.com"];
    expect(await verdict({ allow: { domains }, block: { domains } }, full)).toBe("blocked domains");
  });
});

it("says nothing without lists, and asks only for facts that a list names", async () => {
  expect(await verdict({}, full)).toBeUndefined();
  expect(allowBlockList().uses).toEqual([]);
  const { uses, optional } = allowBlockList({ allow: { emails: ["a@b.example"], domains: ["b.example"] } });
  expect(uses).toEqual(["email"]);
  expect(optional).toBe(true);
});

describe("refuses", () => {
  it("every entry that cannot match, by its place, without repeating it", () => {
    const message = refusal(() =>
      allowBlockList({
        allow: { emails: ["ann@example.com", "secret.person"], countries: ["DEU"], asns: [0, 1.5] },
        block: { ips: ["198.51.100.0/24", "198.51.100.9/24"], domains: ["co.uk"], inviteCodes: [""] },
      }),
    );
    expect(message.split("\n").map((line) => line.slice(0, line.indexOf(":")))).toEqual([
      "block.ips.1",
      "block.domains.0",
      "block.inviteCodes.0",
      "allow.emails.1",
      "allow.countries.0",
      "allow.asns.0",
      "allow.asns.1",
    ]);
    expect(message).not.toContain("secret");
    expect(message).not.toContain("198.51.100.9");
  });

  it.each([
    "012.1.2.3",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/8/8",
    "::ffff:10.0.0.0/104",
    "2001:db8::/129",
    "2002:a00::/24",
    "x",
    "",
  ])("the network %s", (entry) => {
    expect(refusal(() => allowBlockList({ block: { ips: [entry] } }))).toMatch(
      /^block\.ips\.0: must be an IP/,
    );
  });

  it("a misspelt list, a list that is none, and lists that are none", () => {
    const misspelt = { block: { domain: ["example.com"] } } as AllowBlockListOptions;
    expect(refusal(() => allowBlockList(misspelt))).toMatch(/^block\.domain: is unknown; there are emails, /);
    const text = { block: { asns: "64496" } } as unknown as AllowBlockListOptions;
    expect(refusal(() => allowBlockList(text))).toMatch(/^block\.asns: must be a list/);
    const none = { block: [["example.com"]] } as unknown as AllowBlockListOptions;
    expect(refusal(() => allowBlockList(none))).toMatch(/^block\.0: is unknown/);
    expect(refusal(() => allowBlockList({ allow: "all" } as unknown as AllowBlockListOptions))).toMatch(
      /^allow\.0: is unknown/,
    );
  });
});

it("is not moved by hostile input", async () => {
  const options = { block: { domains: ["acme-widgets.com"], countries: ["DE"], inviteCodes: ["SPRING"] } };
  for (const inviteCode of ["__proto__", "constructor", "\ud800"]) {
    expect(await verdict(options, { id: "a", inviteCode })).toBeUndefined();
  }
});
