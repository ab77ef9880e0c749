import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeDomain } from "../../src/identifiers/domain.js";
import { parseIp } from "../../src/identifiers/ip.js";
import { listStatus } from "../../src/lists/list-status.js";
import type { DomainKnowledge, NetworkKnowledge } from "../../src/lists/lists.js";
import { loadLists } from "../../src/lists/load-lists.js";
import {
  type RefreshOptions,
  type RefreshResult,
  refreshLists,
  type SourceReport,
} from "../../src/lists/refresh/refresh-lists.js";
import type { ListSnapshot } from "../../src/lists/refresh/snapshot.js";
import type { ListClass, RefreshSource } from "../../src/lists/refresh/sources.js";
import { domains, type ListServer, listServer, tagged } from "./list-server.js";

const DAY = 86_400_000;
const start = Date.UTC(2026, 10, 20);

let server: ListServer;
beforeEach(async () => {
  server = await listServer();
});
afterEach(() => server.close());

const source = (name: string, kind: ListClass): RefreshSource => ({
  name,
  url: `${server.url}/${name}`,
  class: kind,
  licence: "MIT",
});

type Extra = Partial<RefreshOptions> & { readonly days?: number };

const refresh = ({
  days = 0,
  sources = [source("mail", "curated")],
  ...more
}: Extra = {}): Promise<RefreshResult> =>
  refreshLists({ at: start + days * DAY, sources, timeoutMs: 5_000, ...more });

/** One source of its own, refreshed: its report. */
async function reportOf(extra: Extra = {}): Promise<SourceReport> {
  const { reports } = await refresh(extra);
  return reports[0] as SourceReport;
}

const domainIn = (snapshot: ListSnapshot, domain: string): DomainKnowledge =>
  loadLists(snapshot).domain(describeDomain(domain));
const tierIn = (snapshot: ListSnapshot, domain: string): string | undefined =>
  domainIn(snapshot, domain).disposable?.tier;

function networkIn(snapshot: ListSnapshot, address: string, asn?: number): NetworkKnowledge {
  const ip = parseIp(address);
  return loadLists(snapshot).network(ip.ok ? ip.value : undefined, asn);
}

describe("a refresh", () => {
  it("takes over a list and finds its domains, and what lies below them", async () => {
    server.routes.set("mail", "burner-one.com\nburner-two.net\n");
    const { snapshot, reports } = await refresh();
    expect(reports).toEqual([
      {
        name: "mail",
        status: "updated",
        added: 2,
        removed: 0,
        kept: 0,
        guarded: 0,
        quarantined: [],
        bytes: 30,
        fetchedAt: start,
      },
    ]);
    expect(domainIn(snapshot, "burner-one.com").disposable).toEqual({ tier: "curated", match: "exact" });
    expect(domainIn(snapshot, "a.burner-two.net").disposable).toEqual({ tier: "curated", match: "parent" });
    expect(tierIn(snapshot, "burner-three.com")).toBeUndefined();
  });

  it("still knows what comes with the package, and never flags its innocent domains", async () => {
    server.routes.set("mail", `cock.li\nopayq.com\nedu.pl\nmy.id\nfake-uni.edu\n${domains(200)}`);
    const { snapshot, reports } = await refresh();
    expect(reports[0]).toMatchObject({ status: "updated", guarded: 5 });
    expect(tierIn(snapshot, "mailinator.com")).toBe("curated");
    for (const domain of ["cock.li", "opayq.com", "agh.edu.pl", "someone.my.id", "fake-uni.edu"]) {
      expect(tierIn(snapshot, domain)).toBeUndefined();
    }
  });

  it("adds a site of which three hosts are listed, unless it is somebody's suffix", async () => {
    const hosts = [
      "a.crowd.site",
      "b.crowd.site",
      "c.crowd.site",
      "x.github.io",
      "y.github.io",
      "z.github.io",
    ];
    server.routes.set("mail", hosts.join("\n"));
    const { snapshot } = await refresh();
    expect(tierIn(snapshot, "d.crowd.site")).toBe("curated");
    expect(tierIn(snapshot, "w.github.io")).toBeUndefined();
  });

  it("keeps what there was, and says it was checked, when nothing changed", async () => {
    server.routes.set("mail", tagged(domains(50), '"one"'));
    const first = await refresh();
    const second = await refresh({ previous: first.snapshot, days: 2 });
    expect(server.asked.map(({ etag }) => etag)).toEqual([undefined, '"one"']);
    expect(second.reports[0]).toMatchObject({ status: "unchanged", kept: 50, bytes: 0, fetchedAt: start });
    expect(second.snapshot.sources[0]).toMatchObject({ checkedAt: start + 2 * DAY, fetchedAt: start });
    expect(second.snapshot.domains).toEqual(first.snapshot.domains);
  });

  it("does not offer an entity tag to another address", async () => {
    server.routes.set("mail", tagged(domains(50), '"one"'));
    server.routes.set("moved", tagged(domains(50), '"one"'));
    const { snapshot } = await refresh();
    const moved = { ...source("mail", "curated"), url: `${server.url}/moved` };
    expect((await reportOf({ previous: snapshot, sources: [moved] })).bytes).toBeGreaterThan(0);
  });

  it("is the same, byte for byte, for the same answers", async () => {
    server.routes.set("mail", domains(500));
    server.routes.set("net", "198.51.100.0/24\n203.0.113.7\n");
    const sources = [source("mail", "broad"), source("net", "vpn")];
    const [one, two] = [await refresh({ sources }), await refresh({ sources })];
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
  });

  it("answers the same after a trip through JSON", async () => {
    server.routes.set("mail", domains(300));
    server.routes.set("net", "203.0.113.0/24\n2600:1234:5600::/40");
    const { snapshot } = await refresh({ sources: [source("mail", "broad"), source("net", "tor")] });
    const again: ListSnapshot = JSON.parse(JSON.stringify(snapshot));
    expect(again).toEqual(snapshot);
    expect(tierIn(again, "box7.example-burner.com")).toBe("broad");
    expect(networkIn(again, "203.0.113.200").kind).toBe("tor");
    expect(networkIn(again, "2600:1234:56ff::1").kind).toBe("tor");
  });

  it("takes 100,000 domains and finds each of them, and nearly nothing else", async () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `d${index * 7919}-x.shop`);
    server.routes.set("mail", names.join("\n"));
    const { snapshot, reports } = await refresh();
    expect(reports[0]?.status).toBe("updated");
    const lists = loadLists(snapshot);
    const isListed = (domain: string): boolean =>
      lists.domain(describeDomain(domain)).disposable !== undefined;
    // The package's schools are hashes: about one name in a million is taken for one of them and left out.
    expect(names.filter((name) => !isListed(name)).length).toBeLessThan(3);
    const strangers = Array.from({ length: 50_000 }, (_, index) => `stranger${index}.dev`);
    expect(strangers.filter(isListed).length).toBeLessThan(5);
  });
});

describe("a refresh that meets a bad answer", () => {
  const good = domains(100);

  /** The report after a good download, when the same source then answers with `route`. */
  async function then(
    route: Parameters<ListServer["routes"]["set"]>[1],
    extra: Extra = {},
  ): Promise<SourceReport> {
    server.routes.set("mail", good);
    const { snapshot } = await refresh();
    server.routes.set("mail", route);
    const { snapshot: after, reports } = await refresh({ previous: snapshot, days: 1, ...extra });
    expect(after.domains).toEqual(snapshot.domains);
    expect(after.sources).toEqual(snapshot.sources);
    expect(reports[0]).toMatchObject({ added: 0, removed: 0, kept: 100, fetchedAt: start });
    return reports[0] as SourceReport;
  }

  it.each([
    ["a web page", "<!doctype html><p>not here", "web page"],
    ["NUL bytes", `${good}\n\0\0`, "binary"],
    ["garbage", `${good}\n${"!!%% no domain\nq q\n".repeat(3)}`.replaceAll("!", "x"), "garbage: 6 of 106"],
    ["one line without an end", "a".repeat(1_000_000), "garbage"],
    ["wildcards", "*\n*.com\n*.*\n", "garbage"],
    ["nothing", "# only a comment\n\n", "empty"],
    ["JSON that is no list", '{"domains": 1}', "garbage"],
    ["JSON cut short", '["a.com", "b.c', "JSON"],
    ["a mailbox provider", `${good}\nGmail.com`, "gmail.com"],
    ["the parent of a relay", `${good}\nappleid.com`, "appleid.com"],
    ["a community", `${good}\ndebian.org`, "debian.org"],
    [
      "mostly schools",
      `${good}\n${domains(30, "edu").replaceAll(".edu", "-college.edu")}`,
      "30 mailbox providers",
    ],
    ["a fraction", domains(40), "shrank from 100 to 40"],
    ["a flood", domains(130), "grew from 100 to 130"],
  ])("refuses %s", async (_, body, reason) => {
    const report = await then(body);
    expect(report.status).toBe("refused");
    expect(report.reason).toContain(reason);
  });

  it("refuses an endless stream at its bound, without reading on", async () => {
    let sent = 0;
    const report = await then(
      (_, response) => {
        const more = (): void => {
          while (!response.destroyed && response.write(`${domains(200, "endless.com", sent)}\n`)) sent += 200;
          if (!response.destroyed) response.once("drain", more);
        };
        more();
      },
      { maxBytes: 100_000 },
    );
    expect(report).toMatchObject({ status: "refused", reason: "is larger than 100000 bytes" });
  });

  it("fails on one that hangs, and on one that drips", async () => {
    const hanging = await then(() => undefined, { timeoutMs: 50 });
    expect(hanging).toMatchObject({ status: "failed", reason: "took longer than 50 ms" });
    const dripping = await then(
      (_, response) => {
        const timer = setInterval(() => response.write("x"), 5);
        response.on("close", () => clearInterval(timer));
      },
      { timeoutMs: 60 },
    );
    expect(dripping).toMatchObject({ status: "failed", reason: "took longer than 60 ms" });
  });

  it("fails on a body that ends early", async () => {
    const report = await then((_, response) => {
      response.writeHead(200, { "content-length": "100000" });
      response.write(domains(100), () => response.socket?.destroy());
    });
    expect(report.status).toBe("failed");
    const reader = { done: false };
    const short = await then("unused", {
      fetch: async (url) => ({
        status: 200,
        url,
        headers: { get: (name) => (name === "content-length" ? "500" : null) },
        body: {
          getReader: () => ({
            read: async () => {
              const value = reader.done ? undefined : new TextEncoder().encode(domains(5));
              reader.done = true;
              return { done: value === undefined, value };
            },
            cancel: async () => undefined,
          }),
        },
      }),
    });
    expect(short).toMatchObject({ status: "failed", reason: expect.stringContaining("of 500 bytes") });
  });

  it.each([
    ["an error of the server", 500],
    ["304 that nobody asked for", 304],
    ["no content", 204],
  ])("fails on %s", async (_, status) => {
    const report = await then((_request, response) => response.writeHead(status).end());
    expect(report).toMatchObject({ status: "failed", reason: `the server answered ${status}` });
  });

  it("fails on a redirect loop, and follows a redirect", async () => {
    const loop = await then((_, response) => response.writeHead(302, { location: "/mail" }).end());
    expect(loop.status).toBe("failed");
    server.routes.set("mail", (_, response) => response.writeHead(302, { location: "/there" }).end());
    server.routes.set("there", good);
    expect(await reportOf()).toMatchObject({ status: "updated", added: 100 });
  });

  it("does not follow from https to http", async () => {
    const fetch: RefreshOptions["fetch"] = async () => ({
      status: 200,
      url: "http://elsewhere.example/list",
      headers: { get: () => null },
      body: null,
    });
    const secure = { ...source("mail", "curated"), url: "https://lists.example/mail" };
    const report = await reportOf({ fetch, sources: [secure] });
    expect(report).toMatchObject({ status: "refused", reason: "was redirected from https to http" });
  });

  it("fails when nobody answers, or fetch throws whatever it likes", async () => {
    const nobody = { ...source("mail", "curated"), url: "http://127.0.0.1:9/" };
    expect(await reportOf({ sources: [nobody] })).toMatchObject({ status: "failed", kept: 0 });
    for (const thrown of [
      undefined,
      null,
      "text",
      { cause: null },
      new Error("x", { cause: { code: "EPIPE" } }),
    ]) {
      const report = await reportOf({ fetch: () => Promise.reject(thrown) });
      expect(report.status).toBe("failed");
      expect(report.reason).toMatch(/^could not be fetched \(.+\)$/);
    }
  });

  it("lets one source fail without the others", async () => {
    server.routes.set("mail", good);
    const { snapshot, reports } = await refresh({
      sources: [source("gone", "tor"), source("mail", "curated")],
    });
    expect(reports.map(({ status }) => status)).toEqual(["failed", "updated"]);
    expect(tierIn(snapshot, "box1.example-burner.com")).toBe("curated");
  });

  it("believes a jump that was accepted, and no other", async () => {
    server.routes.set("mail", good);
    const { snapshot } = await refresh();
    server.routes.set("mail", domains(300));
    expect((await reportOf({ previous: snapshot, accept: ["other"] })).status).toBe("refused");
    expect(await reportOf({ previous: snapshot, accept: ["mail"] })).toMatchObject({
      status: "updated",
      added: 200,
    });
  });
});

describe("accounts in good standing", () => {
  it("hold back a domain that would be flagged for the first time", async () => {
    server.routes.set("mail", "customer.com\nburner.xyz-mail.com\nmailinator.com");
    const counts = new Map([
      ["customer.com", 3],
      ["burner.xyz-mail.com", 2],
      ["mailinator.com", 50],
    ]);
    const goodStanding = (domain: string): number => counts.get(domain) ?? 0;
    const { snapshot, reports } = await refresh({ goodStanding });
    expect(reports[0]?.quarantined).toEqual(["customer.com"]);
    expect(tierIn(snapshot, "customer.com")).toBeUndefined();
    expect(tierIn(snapshot, "burner.xyz-mail.com")).toBe("curated");
    expect(tierIn(snapshot, "mailinator.com")).toBe("curated");
    const again = await refresh({ previous: snapshot, goodStanding, days: 1 });
    expect(again.reports[0]?.quarantined).toEqual(["customer.com"]);
  });

  it("cannot free what was flagged before they came", async () => {
    server.routes.set("mail", "burner-one.com");
    const { snapshot } = await refresh();
    const { reports } = await refresh({ previous: snapshot, goodStanding: () => 100, days: 1 });
    expect(reports[0]).toMatchObject({ kept: 1, quarantined: [] });
  });
});

describe("history", () => {
  it("remembers a dropped domain with less and less weight, and takes it back at once", async () => {
    server.routes.set("mail", `gone-soon.com\n${domains(50)}`);
    let { snapshot } = await refresh();
    const tiers: (string | undefined)[] = [tierIn(snapshot, "gone-soon.com")];
    server.routes.set("mail", domains(50));
    for (const days of [1, 90, 91, 730, 731]) {
      ({ snapshot } = await refresh({ previous: snapshot, days }));
      tiers.push(tierIn(snapshot, "gone-soon.com"));
    }
    expect(tiers).toEqual(["curated", "broad", "broad", "historic", "historic", undefined]);
    expect(JSON.stringify(snapshot)).not.toContain("gone-soon.com");

    server.routes.set("mail", `gone-soon.com\n${domains(50)}`);
    ({ snapshot } = await refresh({ previous: snapshot, days: 740 }));
    expect(tierIn(snapshot, "gone-soon.com")).toBe("curated");
    expect(snapshot.sources[0]?.dropped).toEqual([]);
  });

  it("goes on while the source fails", async () => {
    server.routes.set("mail", `gone-soon.com\n${domains(50)}`);
    let { snapshot } = await refresh();
    server.routes.set("mail", domains(50));
    ({ snapshot } = await refresh({ previous: snapshot, days: 1 }));
    server.routes.delete("mail");
    ({ snapshot } = await refresh({ previous: snapshot, days: 200 }));
    expect(tierIn(snapshot, "gone-soon.com")).toBe("historic");
    expect(tierIn(snapshot, "box1.example-burner.com")).toBe("curated");
  });

  it("lets the strongest list decide", async () => {
    server.routes.set("mail", "both.com\nbroad-only.com");
    server.routes.set("best", "both.com");
    const sources = [source("mail", "broad"), source("best", "curated")];
    const { snapshot } = await refresh({ sources });
    expect([tierIn(snapshot, "both.com"), tierIn(snapshot, "broad-only.com")]).toEqual(["curated", "broad"]);
  });
});

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

describe("formats", () => {
  it.each([
    [
      "comments, blank lines and CRLF",
      "# list\r\n\r\nburner-one.com # why\r\n; x\r\n// y\r\nburner-two.com\r\n",
    ],
    ["a byte order mark", "\uFEFFburner-one.com\nburner-two.com"],
    ["CSV with a heading", 'domain,seen\n"burner-one.com",2026\nburner-two.com,2026'],
    ["a JSON list", ' ["burner-one.com", "burner-two.com"]'],
    ["capitals and wildcards", "BURNER-one.com\n*.burner-two.com\nburner-one.com"],
  ])("reads %s", async (_, body) => {
    server.routes.set("mail", body);
    const { snapshot } = await refresh();
    expect(snapshot.sources[0]?.listed).toBe("burner-one.com burner-two.com");
  });

  it("reads international names", async () => {
    server.routes.set("mail", "wegwerf-bücher.de\nxn--bcher-kva.example");
    const { snapshot } = await refresh();
    expect(tierIn(snapshot, new URL("http://wegwerf-bücher.de").hostname)).toBe("curated");
  });
});

describe("what cannot work", () => {
  it.each([
    ["a name twice", [{}, {}], "sources.1.name"],
    ["a strange name", [{ name: "../x" }], "sources.0.name"],
    ["a name of the package", [{ name: "fakefilter" }], "sources.0.name"],
    ["another protocol", [{ url: "file:///etc/passwd" }], "sources.0.url"],
    ["an unknown class", [{ class: "spam" as ListClass }], "sources.0.class"],
  ])("refuses %s by its place", async (_, changes, path) => {
    const sources = changes.map((change) => ({ ...source("mail", "curated"), ...change }));
    await expect(refresh({ sources })).rejects.toMatchObject({
      code: "invalid_config",
      problems: [{ path }],
    });
    expect(server.asked).toEqual([]);
  });

  it("refuses an instant that is none", async () => {
    await expect(refreshLists({ at: Number.NaN, sources: [] })).rejects.toMatchObject({
      code: "invalid_config",
    });
  });

  it("refuses a damaged snapshot, in loading and as what came before", async () => {
    server.routes.set("mail", domains(50));
    const { snapshot } = await refresh();
    const { domains: table } = snapshot;
    const damaged = [
      undefined,
      null,
      [],
      "text",
      {},
      { ...snapshot, format: 2 },
      { ...snapshot, extra: 1 },
      { ...snapshot, domains: { ...table, data: table.data.slice(0, -9) } },
      { ...snapshot, domains: { ...table, count: table.count + 1 } },
      { ...snapshot, domains: { ...table, data: `${table.data.slice(0, -1)}\u0000` } },
      { ...snapshot, networks: { ...snapshot.networks, v4: { count: 1, index: "A", blocks: "" } } },
      { ...snapshot, version: "2026-11-20.0000000000000000" },
    ];
    for (const value of damaged as ListSnapshot[]) {
      expect(() => loadLists(value)).toThrow(expect.objectContaining({ code: "invalid_config" }));
    }
    await expect(refresh({ previous: damaged[7] as ListSnapshot })).rejects.toThrow(/damaged.*rollback/s);
  });
});

describe("the age of lists", () => {
  it("is counted from the last time a source was known to be right", async () => {
    server.routes.set("mail", tagged(domains(50), '"one"'));
    const first = await refresh();
    const { snapshot } = await refresh({ previous: first.snapshot, days: 5 });
    const fresh = listStatus(snapshot, start + 12 * DAY);
    expect(fresh.stale).toBe(false);
    expect(fresh.sources.find(({ name }) => name === "mail")).toEqual({
      name: "mail",
      origin: "refreshed",
      date: start + 5 * DAY,
      ageDays: 7,
      stale: false,
    });
    expect(listStatus(loadLists(snapshot), start + 13 * DAY).stale).toBe(true);
    expect(fresh.version).toMatch(/^2026-11-25\.[\da-f]{16}\+\d{4}-\d{2}-\d{2}\.[\da-f]{8}$/);
  });
});
