import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { replayVerb } from "../../src/cli/replay.js";
import { plainData } from "../tuning/plain-policy.js";
import { recordOf, start } from "../tuning/tune-worlds.js";
import { bytesOf, jsonl, parsed, type Ran, run, runVerb } from "./run.js";

const folder = mkdtempSync(join(tmpdir(), "trialgate-replay-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const records = [
  recordOf("a", { "disposable-email.listed": 1 }, { at: start, label: "abuse", group: "farm" }),
  recordOf("b", {}, { at: start + 1000, label: "legitimate", weight: 10 }),
  recordOf("c", {}, { at: start + 2000 }),
];
const history = file("history.jsonl", jsonl(records));
const softer = plainData("softer", { "disposable-email.listed": 5 });
const policy = file("policy.json", JSON.stringify(softer));
const replay = (...args: readonly string[]): Promise<Ran> => runVerb(replayVerb, args);

describe("replay --json", () => {
  it("writes one verdict per line, in order, with what is known of it", async () => {
    const { exit, out, err } = await replay(history, "--policy", policy, "--json");
    expect([exit, err]).toEqual([0, ""]);
    const [first, second, third] = parsed(out);
    expect(first).toMatchObject({
      id: "a",
      at: start,
      tier: "starter",
      label: "abuse",
      group: "farm",
      weight: 1,
    });
    expect(first.points).toBe(second.points + 5);
    expect(second).toMatchObject({ id: "b", tier: "starter", decision: "allow", weight: 10 });
    expect(third).not.toHaveProperty("label");
  });

  it("takes the standard policy by its name, and without one", async () => {
    const named = await replay(history, "--policy", "standard", "--json");
    const { tier, points } = records[0]?.assessment ?? {};
    expect(parsed(named.out)[0]).toMatchObject({ tier, points });
    expect((await replay(history, "--json")).out).toBe(named.out);
  });

  it("does not know labels that came later", async () => {
    const labels = async (date: string): Promise<unknown> =>
      parsed((await replay(history, "--json", "--known-by", date)).out).map(({ label }) => label);
    expect(await labels("2026-05-31")).toEqual([undefined, undefined, undefined]);
    expect(await labels("2026-06-01")).toEqual(["abuse", undefined, undefined]);
    expect(await labels("2026-06-01T02:00:01+02:00")).toEqual(["abuse", "legitimate", undefined]);
    expect(await labels(String(start))).toEqual(["abuse", undefined, undefined]);
  });

  it("reads standard input in any chunks, and what score has written, groups included", async () => {
    const { out } = await replay(history, "--json");
    expect((await runVerb(replayVerb, ["-", "--json"], { input: bytesOf(jsonl(records), 7) })).out).toBe(out);
    const signup = { input: { email: "ada@example.com", at: start }, label: "abuse", group: "tumbler" };
    const scored = await run(["score", "-", "--with-labels"], { input: jsonl([signup]) });
    const { out: verdicts } = await runVerb(replayVerb, ["-", "--json"], { input: scored.out });
    const { points, tier } = parsed(scored.out)[0].assessment;
    expect(parsed(verdicts)[0]).toMatchObject({ points, tier, label: "abuse", group: "tumbler" });
  });
});

describe("replay as a table", () => {
  it("shows everybody, what it came to, and how much has changed", async () => {
    const { exit, out } = await replay(history, "--policy", policy);
    expect(exit).toBe(0);
    expect(out).toMatch(/^ {6}1 +29 {2}starter {2}allow +\+5 \S/m);
    expect(out).toMatch(/^starter +3 /m);
    expect(out).toContain("\n1 tier changed (33.3 %) against the verdict of the day.\n");
    expect((await replay(history)).out).toContain("\n0 tiers changed (0.0 %)");
  });
});

describe("replay --summary", () => {
  it("tells what it came to as the table does, and nobody's line", async () => {
    const whole = await replay(history, "--policy", policy);
    const { exit, out, err } = await replay(history, "--policy", policy, "--summary");
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toMatch(/^tier +signups /);
    expect(whole.out.endsWith(`\n${out}`)).toBe(true);
  });

  it("is one object as JSON", async () => {
    const { out } = await replay(history, "--policy", policy, "--summary", "--json");
    const [figures, ...more] = parsed(out);
    expect(more).toEqual([]);
    expect(figures).toMatchObject({
      signups: 3,
      changed: 1,
      labelled: { abuse: 1, legitimate: 1 },
      allowed: { abuse: 1, legitimate: 1 },
      judgedAgain: 0,
    });
    expect(figures.tiers.find(({ tier }: { tier: string }) => tier === "starter")).toEqual({
      tier: "starter",
      signups: 3,
      creditUsd: 3,
      abuse: 1,
      legitimate: 1,
    });
  });
});

describe("replay of a history of more than one kind", () => {
  it("warns beside the data", async () => {
    const input = jsonl(
      records.map((record, place) => ({
        ...record,
        assessment: { ...record.assessment, policy: { id: "standard", version: String(place) } },
      })),
    );
    const { exit, out, err } = await runVerb(replayVerb, ["-", "--json"], { input });
    expect([exit, parsed(out).length]).toEqual([0, 3]);
    expect(err).toMatch(/^warning: mixed-policy: 3 policies granted in it: [^\n]+\n$/);
  });
});

describe("replay of bad data", () => {
  const good = JSON.stringify(records[1]);
  const bad = file(
    "bad.jsonl",
    `${good}\n{"label":"abuse"\n${JSON.stringify({ ...records[0], label: "bad" })}\n`,
  );

  it("tells each line that is wrong, and goes on", async () => {
    const { exit, out, err } = await replay(bad, "--json");
    expect(exit).toBe(1);
    expect(parsed(out).map(({ id }) => id)).toEqual(["b"]);
    expect(err.split("\n")).toEqual([
      "line 2: is not JSON; each line is one record",
      'line 3: label: must be "abuse" or "legitimate"; leave it out where nobody knows',
      "2 bad lines, 1 record read",
      "",
    ]);
    expect((await replay(bad, "--json", "--skip-invalid")).exit).toBe(0);
  });

  it("says what kind of line it is", async () => {
    const input = jsonl([records[0]?.assessment, { email: "ada@example.com" }]);
    const { exit, err } = await runVerb(replayVerb, ["-", "--skip-invalid"], { input });
    expect(exit).toBe(1);
    expect(err).toContain(
      "line 1: assessment: is missing: this is one itself; write it with --with-labels\n",
    );
    expect(err).toContain(
      "line 2: assessment: is missing: this is a signup; score it first, with --with-labels\n",
    );
    expect(err).toContain(
      'trialgate replay: standard input: there is no record in it; "trialgate score --with-labels" writes some\n',
    );
    expect(err).not.toContain("@");
  });

  it("tells a bad policy", async () => {
    const wrong = file("wrong.json", JSON.stringify({ ...softer, whenDegraded: "trickel" }));
    const { exit, err } = await replay(history, "--policy", wrong);
    expect([exit, err]).toEqual([
      1,
      expect.stringMatching(/^trialgate replay: --policy: whenDegraded: .*did you mean "trickle"\?\n$/),
    ]);
  });
});

describe("replay as a command", () => {
  it("explains itself", async () => {
    const { exit, out } = await replay("--help");
    expect(exit).toBe(0);
    expect(out).toContain("Examples:");
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it.each([
    [[], "give a history, or - for standard input; see --help"],
    [["a", "b"], "give one history; join several with: cat A B | trialgate replay -"],
    [[history, "--polcy", "x"], "unknown flag --polcy; did you mean --policy?"],
    [[history, "--known-by", "June"], "--known-by: must be a date like 2026-11-30"],
    [[history, "--known-by", "2026-02-30"], "--known-by: must be a date"],
    [["nowhere.jsonl"], "nowhere.jsonl: no such file"],
    [[history, "--policy", "nowhere.json"], "--policy: nowhere.json: no such file"],
  ])("refuses %j", async (args, message) => {
    const { exit, out, err } = await replay(...args);
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toMatch(/^trialgate replay: /);
    expect(err).toContain(message);
  });

  it("shows progress to whoever looks", async () => {
    let now = 0;
    const { err } = await runVerb(replayVerb, [history, "--json", "--progress"], { now: () => (now += 600) });
    expect(err).toContain("records, ");
  });
});
