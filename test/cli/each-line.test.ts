import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bytesOf, jsonl, parsed, run } from "./run.js";

const folder = mkdtempSync(join(tmpdir(), "trialgate-each-line-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const signup = (place: number): object => ({
  id: `s${place}`,
  email: `jane.doe.${place}@example.com`,
  at: 1e12,
});
const signups = (count: number): string => jsonl(Array.from({ length: count }, (_, place) => signup(place)));
const { out: history } = await run(["score", "-", "--with-labels"], { input: signups(101) });
const bad = (count: number): string => "{\n".repeat(count);
const csv = (count: number): string => `at,email\n${"soon,jane@example.com\n".repeat(count)}`;

const aRecord =
  'a record like {"assessment":{…},"label":"abuse"}; "trialgate score --with-labels" writes some';
const aSignup = "line 1: assessment: is missing: this is a signup; score it first, with --with-labels";
const both = ["--current", "standard", "--next", "standard"];

describe("a file of the wrong kind", () => {
  it.each<[args: readonly string[], input: string, said: string]>([
    [["replay", "-"], signups(150), `${aRecord}; ${aSignup}`],
    [["compare", "-", ...both], signups(150), `${aRecord}; ${aSignup}`],
    [["tune", "-"], signups(150), `${aRecord}; ${aSignup}`],
    [["report", "-"], signups(150), `${aRecord}; ${aSignup}`],
    [
      ["score", "-"],
      history,
      'a signup that can be scored, like {"email":"…","ip":"…"}; "trialgate import" makes such lines of an ' +
        "export; line 1: is scored already: it is a line of a history, which replay, compare, tune and report read",
    ],
    [
      ["import", "-", "--email", "email", "--at", "at"],
      csv(150),
      "a row that can be read: CSV with a heading or one JSON object a line, its columns named by flags; " +
        "line 2: at: must be a date like",
    ],
  ])("is refused by %j in one sentence, also with --skip-invalid", async (args, input, said) => {
    for (const more of [[], ["--skip-invalid"]]) {
      const { exit, out, err } = await run([...args, ...more], { input });
      expect([exit, out]).toEqual([1, ""]);
      expect(err).toContain(`trialgate ${args[0]}: none of the first 100 lines is ${said}`);
      expect(err.trimEnd().split("\n")).toHaveLength(1);
      expect(err).not.toContain("@");
    }
  });

  it("is not read to its end, and is closed", async () => {
    for (const [verb, line] of [
      ["score", "{\n"],
      ["replay", "{\n"],
      ["import", '{"email":"jane@example.com","at":"soon"}\n'],
    ] as const) {
      let chunks = 0;
      let closed = false;
      const input = (async function* () {
        try {
          for (; chunks < 1000; chunks += 1) yield* bytesOf(line);
        } finally {
          closed = true;
        }
      })();
      expect((await run([verb, "-"], { input })).exit).toBe(1);
      expect([chunks <= 100, closed], verb).toEqual([true, true]);
    }
  });
});

describe("bad lines of the right kind of file", () => {
  const told = (err: string): number => err.match(/^line \d+: /gm)?.length ?? 0;

  it.each([
    ["few", bad(99), 99, 0],
    ["many before a good one", `${bad(99)}${signups(1)}`, 99, 1],
    ["many behind a good one", `${signups(1)}${bad(150)}`, 150, 1],
    ["both", `${bad(99)}${signups(1)}${bad(150)}`, 249, 1],
  ])("are told one by one: %s", async (_, input, lines, scored) => {
    const { exit, out, err } = await run(["score", "-", "--json"], { input });
    expect([exit, parsed(out).length, told(err)]).toEqual([1, scored, lines]);
    expect(err).toMatch(new RegExp(`\\n${lines} bad lines left out, ${scored} signups? scored\\n$`));
  });

  it("are told in their order", async () => {
    const path = join(folder, "mixed.jsonl");
    writeFileSync(path, `{\n[]\n${signups(1)}null\n`);
    const { err } = await run(["score", path, "--json"]);
    expect([...err.matchAll(/^line (\d)/gm)].map(([, number]) => number)).toEqual(["1", "2", "4"]);
  });
});

describe("score", () => {
  it("knows a line of a history, which is scored already", async () => {
    const [line = ""] = history.split("\n");
    const { exit, err } = await run(["score", "-"], { input: `${line}\n` });
    expect(exit).toBe(1);
    expect(err).toContain("line 1: is scored already: it is a line of a history");
  });

  it("says in its help how assessments and lines belong together", async () => {
    const { out } = await run(["score", "--help"]);
    expect(out.replace(/\s+/g, " ")).toContain(
      'bad lines have none, so join the two files by "id" and not by the number of the line',
    );
  });
});
