import { describe, expect, it } from "vitest";
import type { RefreshOptions, SourceReport } from "../../src/lists/refresh/refresh-lists.js";
import { domains, type ListServer } from "./list-server.js";
import { type Extra, refreshing, start, tierIn } from "./refreshing.js";

const { server, source, refresh, reportOf } = refreshing();

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
