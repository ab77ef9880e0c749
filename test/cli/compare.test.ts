import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { standardPolicy } from "trialgate";
import { afterAll, describe, expect, it } from "vitest";
import { compareVerb } from "../../src/cli/compare.js";
import { plainData } from "../tuning/plain-policy.js";
import { recordOf } from "../tuning/tune-worlds.js";
import { jsonl, type Ran, runVerb } from "./run.js";

const folder = mkdtempSync(join(tmpdir(), "trialgate-compare-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const policy = (id: string, weights: Readonly<Record<string, number>>): string =>
  file(`${id}.json`, JSON.stringify(plainData(id, weights)));

const hosting = { "ip-reputation.hosting": 1 };
const people = Array.from({ length: 60 }, (_, n) =>
  recordOf(`p${n}`, n < 2 ? hosting : {}, { label: "legitimate", group: n < 2 ? "cloud" : "home" }),
);
const bots = Array.from({ length: 60 }, (_, n) =>
  recordOf(`b${n}`, hosting, { label: "abuse", group: "script" }),
);
const history = file("history.jsonl", jsonl([...people, ...bots]));
const plain = policy("plain", {});
const strict = policy("strict", { "ip-reputation.hosting": 40 });
const slight = policy("slight", { "ip-reputation.hosting": 17 });
const compare = (...args: readonly string[]): Promise<Ran> => runVerb(compareVerb, [history, ...args]);

describe("compare", () => {
  it("shows the difference, who moves and why", async () => {
    const { exit, out, err } = await compare("--current", plain, "--next", strict, "--most", "1");
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toMatch(/^current {2}plain, version [0-9a-f]{16}\nnext {5}strict, version [0-9a-f]{16}\n/);
    expect(out).toContain("on 60 people, 60 of abuse and 0 without a label\n");
    expect(out).toContain("\n  weights.ip-reputation.hosting: 16 → 40 (+24)\n");
    // 60 × $1 against 60 × $0.25 and 2 × 5 % × $8, of 120.
    expect(out).toMatch(
      /^loss per 1,000 signups +\$500\.00 +\$131\.67 {3}−\$368\.33 \(−\$\d+\.\d\d to −\$\d+\.\d\d\)$/m,
    );
    expect(out).toContain("\nThe next policy, strict, is better: it loses less, by more than chance.\n");
    expect(out).toMatch(/^ {2}starter → trickle +2 +60 +0$/m);
    expect(out).toMatch(/^ {3}\+24 {2}ip-reputation\.hosting: .* \(62 signups\)$/m);
    expect(out).toMatch(/^ {2}cloud \(people\) +2 +0 +2$/m);
    expect(out).toContain(
      "\n  p0 (cloud): starter → trickle, 39.78 → 58.78 points  +24 ip-reputation.hosting\n",
    );
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it("answers as JSON", async () => {
    const { out } = await compare("--current", plain, "--next", strict, "--json");
    expect(JSON.parse(out)).toMatchObject({
      policies: { current: { id: "plain" }, next: { id: "strict" } },
      winner: "next",
      moved: { people: 2, abuse: 60, unlabelled: 0 },
      changes: [{ path: "weights.ip-reputation.hosting", before: 16, after: 40 }],
      warnings: [],
    });
  });

  it("takes the standard policy by its name", async () => {
    const { out } = await compare("--current", "standard", "--next", plain);
    expect(out).toContain(`current  standard, version ${standardPolicy.version}\n`);
  });

  it("says that there is nothing to compare", async () => {
    const { exit, out } = await compare("--current", plain, "--next", plain);
    expect(exit).toBe(0);
    expect(out).toContain("\nBoth policies are the same.\n");
  });

  it("reckons with the costs that it is told", async () => {
    const costs = file("costs.json", '{"personValueUsd":1000,"takenShare":0.5}');
    const { out } = await compare("--current", plain, "--next", strict, "--costs", costs, "--json");
    const { winner, headline } = JSON.parse(out);
    // 60 × $0.5 against 60 × $0.125 and 2 × 5 % × $1,000, of 120.
    expect(headline.lossPer1000.current.value).toBeCloseTo(250);
    expect(headline.lossPer1000.next.value).toBeCloseTo((1000 * (60 * 0.125 + 2 * 50)) / 120);
    expect(winner).not.toBe("next");
    expect(Object.keys(headline)).toEqual(["lossPer1000", "recallAt1", "prAuc", "peopleAtStart"]);
  });

  it("lets nobody's names move the cursor", async () => {
    const hostile = file(
      "hostile.jsonl",
      jsonl([...people, ...bots.map((record) => ({ ...record, group: "\u{1b}[2J" }))]),
    );
    const { out } = await runVerb(compareVerb, [hostile, "--current", plain, "--next", strict]);
    expect(out).toContain("\\u{1b}[2J (abuse)");
    expect(out).not.toContain("\u{1b}");
  });

  it("tells why not to believe it", async () => {
    const { out } = await compare("--current", plain, "--next", strict, "--min-labels", "61");
    expect(out).toContain("Undecided: the difference may be chance, or labels are too few.\n");
    expect(out).toMatch(
      /^warning {2}few-labels: 60 with the label abuse, fewer than 61: too few to decide by$/m,
    );
  });
});

describe("the exit code of compare", () => {
  const exit = async (...args: readonly string[]): Promise<number> => (await compare(...args)).exit;

  it("fails a pull request whose policy is worse, and others if asked to", async () => {
    const better = ["--current", plain, "--next", strict];
    const worse = ["--current", strict, "--next", plain];
    const same = ["--current", plain, "--next", slight];
    expect([await exit(...better), await exit(...worse), await exit(...same)]).toEqual([0, 1, 0]);
    const undecided = ["--fail-on", "undecided"];
    expect([
      await exit(...better, ...undecided),
      await exit(...worse, ...undecided),
      await exit(...same, ...undecided),
    ]).toEqual([0, 1, 1]);
    expect(await exit(...worse, "--fail-on", "never")).toBe(0);
  });

  it("is 1 for bad data, before anything is said of it", async () => {
    const bad = file("bad.jsonl", `${jsonl(people)}nonsense\n`);
    const args = [bad, "--current", plain, "--next", strict];
    const { exit: failed, out, err } = await runVerb(compareVerb, args);
    expect([failed, out]).toEqual([1, ""]);
    expect(err).toBe("line 61: is not JSON; each line is one record\n1 bad line, 60 records read\n");
    expect((await runVerb(compareVerb, [...args, "--skip-invalid"])).exit).toBe(0);
  });

  it.each([
    [[], "give --current and --next, two policies; one of them may be: standard"],
    [["--current", plain], "give --current and --next"],
    [["--current", plain, "--next", "nowhere.json"], "--next: nowhere.json: no such file"],
    [
      ["--current", plain, "--next", strict, "--fail-on", "wors"],
      "--fail-on: there is no such outcome; did you mean worse?",
    ],
    [
      ["--current", plain, "--next", strict, "--most", "-1"],
      "--most: a value that begins with - is written --most=-…",
    ],
    [
      ["--current", plain, "--next", strict, "--min-labels", "few"],
      "--min-labels: must be a whole number, 0 or more",
    ],
    [["--current", plain, "--next", strict, "--most", "1.5"], "--most: must be a whole number, 0 or more"],
    [
      ["--current", plain, "--next", strict, "--costs", "nowhere.json"],
      "--costs: nowhere.json: no such file",
    ],
    [["--current", plain, "--next", strict, "--known-by", "x"], "--known-by: must be a date"],
    [["more.jsonl", "--current", plain, "--next", strict], "give one history"],
  ])("is 2 for %j", async (args, message) => {
    const { exit: failed, out, err } = await compare(...args);
    expect([failed, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  it("is 0 for help", async () => {
    const { exit: done, out } = await compare("--help");
    expect(done).toBe(0);
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });
});
