import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { standardSources } from "trialgate/lists";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { domains, type ListServer, listServer } from "../lists/list-server.js";
import { type Ran, run } from "./run.js";

const DAY = 86_400_000;
const start = Date.UTC(2026, 10, 20);

let folder: string;
let server: ListServer;
beforeAll(async () => {
  server = await listServer();
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trialgate-lists-"));
  server.routes.clear();
  for (const { name, class: kind } of standardSources) {
    const isNetwork = ["relay", "tor", "vpn", "hosting"].includes(kind);
    server.routes.set(name, isNetwork ? "203.0.113.0/24\n2600:1234:5678::/48" : domains(100));
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lists = (args: readonly string[], days = 0): Promise<Ran> =>
  run(["lists", ...args, "--lists", join(folder, "lists")], { now: () => start + days * DAY });
const update = (args: readonly string[] = [], days = 0): Promise<Ran> =>
  lists(["update", "--mirror", server.url, ...args], days);

const file = (name: string, text?: string): string => {
  const path = join(folder, name);
  if (text !== undefined) writeFileSync(path, text);
  return path;
};
const snapshotText = (): string => readFileSync(file("lists/snapshot.json"), "utf8");

describe("lists update", () => {
  it("fetches every source from a mirror, and says what changed", async () => {
    const { exit, out, err } = await update();
    expect(exit).toBe(0);
    expect(out).toMatch(/^lists 2026-11-20\.[\da-f]{16}\n\n {2}castle +updated +100 entries {2}\+100 −0\n/);
    expect(out.match(/ updated /g)).toHaveLength(standardSources.length);
    expect(err).toBe(`fetching ${standardSources.length} lists …\n`);
    expect(readdirSync(file("lists"))).toEqual(["snapshot.json"]);
  });

  it("keeps the good ones when one fails, and exits 1", async () => {
    server.routes.delete("castle");
    server.routes.set("tor-exits", "<html>moved</html>");
    const { exit, out } = await update();
    expect(exit).toBe(1);
    expect(out).toMatch(/castle +failed +0 entries {2}the server answered 404\n/);
    expect(out).toMatch(/tor-exits +refused +0 entries {2}is a web page/);
    const { sources } = JSON.parse((await lists(["status", "--json"])).out);
    expect(sources).toContainEqual(expect.objectContaining({ name: "community", origin: "refreshed" }));
  });

  it("writes nothing when nothing came", async () => {
    server.routes.clear();
    expect((await update()).exit).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("answers as JSON", async () => {
    const { version, reports } = JSON.parse((await update(["--json"])).out);
    expect(version).toBe(JSON.parse(snapshotText()).version);
    expect(reports.map(({ name }: { name: string }) => name)).toEqual(
      standardSources.map(({ name }) => name),
    );
  });

  it("asks to accept a jump, and takes it when told", async () => {
    await update();
    server.routes.set("castle", domains(500));
    const refused = await update([], 1);
    expect(refused.exit).toBe(1);
    expect(refused.out).toContain("grew from 100 to 500 entries; if that is right: --accept castle\n");
    expect((await update(["--accept", "castle"], 1)).exit).toBe(0);
  });

  it("takes a source from elsewhere, and one of your own", async () => {
    server.routes.set("moved/castle", "moved-burner.com");
    server.routes.set("mine", "198.51.100.0/24");
    const more = ["--source", `castle=${server.url}/moved/castle`, "--source", `mine:vpn=${server.url}/mine`];
    expect((await update(more)).exit).toBe(0);
    const { sources } = JSON.parse(snapshotText());
    expect(sources).toContainEqual(expect.objectContaining({ name: "castle", listed: "moved-burner.com" }));
    expect(sources).toContainEqual(expect.objectContaining({ name: "mine", class: "vpn" }));
  });

  it("leaves out domains where you have three accounts or more, and shows them", async () => {
    server.routes.set("castle", `${domains(50)}\nacme-works.com\ntwo-people.com\nmany.org`);
    const accounts =
      "a@acme-works.com\nb@Mail.Acme-Works.com\nc@acme-works.com\n\ntwo-people.com 2\nmany.org,40\n";
    const { exit, out } = await update(["--protect", file("accounts.txt", accounts)]);
    expect(exit).toBe(0);
    expect(out.match(/you have accounts there: .*/g)).toEqual([
      "you have accounts there: acme-works.com",
      "you have accounts there: many.org",
    ]);
  });

  it("keeps one good snapshot when several update at once", async () => {
    await update();
    server.routes.set("castle", domains(110));
    const ran = await Promise.all([1, 2, 3, 4].map((days) => update([], days)));
    expect(ran.map(({ exit }) => exit)).toEqual([0, 0, 0, 0]);
    expect(readdirSync(file("lists")).sort()).toEqual(["snapshot.json", "snapshot.previous.json"]);
    expect((await lists(["status"], 5)).exit).toBe(0);
    expect((await lists(["rollback"], 5)).exit).toBe(0);
  });

  it.each([
    ["no action", [], "say what to do"],
    ["a slip", ["updte"], "update"],
    ["an unknown flag", ["update", "--miror", "x"], "did you mean --mirror?"],
    ["a source without an address", ["update", "--source", "castle"], "NAME=URL"],
    ["an unknown source", ["update", "--source", "x=http://127.0.0.1"], "NAME:CLASS=URL"],
    ["an unknown class", ["update", "--source", "x:spam=http://127.0.0.1"], "class: must be one of"],
    ["a mirror that is none", ["update", "--mirror", "ftp://127.0.0.1"], "http or https"],
    [
      "a file that is not there",
      ["update", "--protect", "/nowhere/accounts"],
      "--protect: /nowhere/accounts: no such",
    ],
  ])("refuses %s", async (_, args, message) => {
    const { exit, out, err } = await lists(args);
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  it("does not repeat what stands in a bad line of accounts", async () => {
    const { exit, err } = await update(["--protect", file("accounts.txt", "fine.com\nada lovelace@home\n")]);
    expect(exit).toBe(2);
    expect(err).toContain("line 2");
    expect(err).not.toContain("ada");
  });
});

describe("lists status", () => {
  it("tells the age of the package's own lists where there are no others", async () => {
    const { exit, out } = await lists(["status"]);
    expect(exit).toBe(0);
    expect(out).toMatch(/fakefilter +embedded +\d+ days old/);
    expect(out).not.toContain("refreshed");
  });

  it("says from the eighth day on that lists are stale", async () => {
    await update();
    expect((await lists(["status"], 7)).out).toMatch(/castle +refreshed +7 days old\n/);
    const old = await lists(["status"], 8);
    expect(old.out).toMatch(/castle +refreshed +8 days old {2}stale\n/);
    expect(old.out).toContain("stale: run `trialgate lists update`");
    expect(JSON.parse((await lists(["status", "--json"], 8)).out)).toMatchObject({ stale: true });
  });

  it.each([
    ["cut short", (text: string) => text.slice(0, 1_000)],
    ["changed in one place", (text: string) => text.replace(/"data":"(.)/, '"data":"B')],
    ["empty", () => ""],
  ])("says what to do about a snapshot that is %s", async (_, damage) => {
    await update();
    const text = snapshotText();
    file("lists/snapshot.json", damage(text.replace('"data":"B', '"data":"C')));
    for (const action of ["status", "update"]) {
      const { exit, out, err } = await lists([action]);
      expect([exit, out]).toEqual([2, ""]);
      expect(err).toMatch(/snapshot\.json is damaged; run `trialgate lists rollback`, or delete it\n$/);
    }
  });
});

describe("lists rollback", () => {
  it("goes back to the lists before, and forth again", async () => {
    await update();
    const first = snapshotText();
    server.routes.set("castle", domains(110));
    await update([], 1);
    const second = snapshotText();
    expect((await lists(["rollback"], 1)).exit).toBe(0);
    expect(snapshotText()).toBe(first);
    expect((await lists(["rollback"], 1)).exit).toBe(0);
    expect(snapshotText()).toBe(second);
  });

  it("is not used up by an update that brings nothing new", async () => {
    await update();
    server.routes.set("castle", domains(110));
    await update([], 1);
    await update([], 1);
    const { out } = await lists(["rollback", "--json"], 2);
    expect(JSON.parse(out).version).toMatch(/^2026-11-20\./);
  });

  it("replaces a damaged snapshot", async () => {
    await update();
    server.routes.set("castle", domains(110));
    await update([], 1);
    file("lists/snapshot.json", "{");
    expect((await lists(["rollback"], 1)).exit).toBe(0);
    expect((await lists(["status"], 1)).exit).toBe(0);
  });

  it("says when there is nothing to go back to", async () => {
    const { exit, err } = await lists(["rollback"]);
    expect([exit, err]).toEqual([1, "trialgate lists: there are no lists to go back to\n"]);
  });
});

describe("score", () => {
  const signup = ["--email", "ada@moved-burner.com", "--json", "--ip", "203.0.113.9"];
  const reasons = (out: string): string[] =>
    JSON.parse(out).reasons.map(({ code }: { code: string }) => code);

  beforeEach(() => server.routes.set("castle", "moved-burner.com"));

  it("knows more after an update", async () => {
    const before = await run(["score", ...signup, "--no-lists"]);
    expect(reasons(before.out)).not.toContain("disposable-email.listed");
    await update();
    const after = await run(["score", ...signup, "--lists", file("lists")]);
    expect(after.exit).toBe(0);
    expect(reasons(after.out)).toContain("disposable-email.listed");
    const { versions } = JSON.parse(after.out);
    expect(versions.lists).toContain(JSON.parse(snapshotText()).version);
  });

  it("finds the lists of the working directory by itself, unless told not to", async () => {
    const back = process.cwd();
    process.chdir(folder);
    try {
      await run(["lists", "update", "--mirror", server.url], { now: () => start });
      expect(reasons((await run(["score", ...signup])).out)).toContain("disposable-email.listed");
      const without = await run(["score", ...signup, "--no-lists"]);
      expect(reasons(without.out)).not.toContain("disposable-email.listed");
      file(".trialgate/lists/snapshot.json", "{}");
      const damaged = await run(["score", ...signup]);
      expect(damaged.exit).toBe(2);
      expect(damaged.err).toMatch(/snapshot\.json is damaged; run .*, or score with --no-lists\n$/);
      expect((await run(["score", ...signup, "--no-lists"])).exit).toBe(0);
    } finally {
      process.chdir(back);
    }
  });

  it("says when there are no lists where they should be", async () => {
    const { exit, err } = await run(["score", ...signup, "--lists", file("nowhere")]);
    expect(exit).toBe(2);
    expect(err).toContain("--lists: there are no lists; fetch them with");
  });
});
