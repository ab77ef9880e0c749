import { describe, expect, it } from "vitest";
import { describeDomain } from "../../src/identifiers/domain.js";
import { listStatus } from "../../src/lists/list-status.js";
import { loadLists } from "../../src/lists/load-lists.js";
import { refreshLists } from "../../src/lists/refresh/refresh-lists.js";
import type { ListSnapshot } from "../../src/lists/refresh/snapshot.js";
import type { ListClass } from "../../src/lists/refresh/sources.js";
import { domains, tagged } from "./list-server.js";
import { DAY, networkIn, refreshing, start, tierIn } from "./refreshing.js";

const { server, source, refresh, reportOf } = refreshing();

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
    const lists = loadLists(snapshot);
    const hit = (domain: string) => lists.domain(describeDomain(domain)).disposable;
    expect(hit("burner-one.com")).toEqual({ tier: "curated", match: "exact" });
    expect(hit("a.burner-two.net")).toEqual({ tier: "curated", match: "parent" });
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
    // A database may keep the keys of an object in an order of its own.
    const shuffled = Object.fromEntries(Object.entries(again).reverse()) as unknown as ListSnapshot;
    expect(loadLists(shuffled).version).toBe(loadLists(snapshot).version);
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
