import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { definePolicy } from "trialgate";
import type { HistoryRecord } from "trialgate/tuning";
import { afterAll, describe, expect, it } from "vitest";
import { tuneVerb } from "../../src/cli/tune.js";
import { historyOf, kinds, pinned, pinnedData } from "../tuning/tune-worlds.js";
import { jsonl, parsed, type Ran, runVerb } from "./run.js";

const folder = mkdtempSync(join(tmpdir(), "trialgate-tune-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const file = (name: string, text: string): string => {
  writeFileSync(at(name), text);
  return at(name);
};

const records = historyOf(kinds, 300, "tune");
const history = file("history.jsonl", jsonl(records));
const policy = file("policy.json", JSON.stringify(pinnedData));
const tune = (...args: readonly string[]): Promise<Ran> => runVerb(tuneVerb, ["--policy", policy, ...args]);

describe("tune", () => {
  it("tells each change and what it gains on later signups, and writes a policy", async () => {
    const { exit, out, err } = await tune(history, "--out", at("tuned.json"));
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toMatch(/^learned from \d+ of abuse and \d+ people\n/);
    expect(out).toMatch(/^ {2}weights\.geo-mismatch\.timezone: 9 → [\d.]+ \(−[\d.]+\)$/m);
    expect(out).toMatch(/^tried on 240 later ones, in 4 folds split by time$/m);
    expect(out).toMatch(/^recall at 1 % false positives +[\d.]+ % +[\d.]+ % {3}[+−]/m);
    expect(out).toContain("\nloss and PR-AUC are told for 16.7 % abuse, the prior of the tuned policy\n");
    expect(out).toMatch(/^probabilities: platt, by the \d+ of abuse and \d+ people among the later ones\. /m);
    const written = definePolicy(JSON.parse(readFileSync(at("tuned.json"), "utf8")));
    expect(written.version).not.toBe(pinned.version);
    // What was written is a policy file like any other: tuned by the same labels, it is read again.
    expect((await runVerb(tuneVerb, [history, "--policy", at("tuned.json")])).exit).toBe(0);
  });

  it("writes nothing where it is not told to, and says all of it as JSON", async () => {
    const { out } = await tune(history, "--json");
    const [tuned] = parsed(out);
    expect(Object.keys(tuned)).toEqual(["policy", "diff", "report", "warnings"]);
    expect((await tune(history, "--json")).out).toBe(out);
    expect((await tune(history, "--json", "--seed", "2")).out).not.toBe(out);
  });

  it("passes its options on", async () => {
    const [kept] = parsed((await tune(history, "--json", "--keep", "geo-mismatch.timezone")).out);
    expect(kept.policy.weights["geo-mismatch.timezone"]).toBe(9);
    const [still] = parsed((await tune(history, "--json", "--deviation", "0.001")).out);
    expect(still.diff.filter(({ path }: { path: string }) => path.startsWith("weights."))).toEqual([]);
    const [half] = parsed((await tune(history, "--json", "--abuse-share", "0.5")).out);
    expect(half.policy.prior).toBe(0.5);
    const [chosen] = parsed((await tune(history, "--json", "--thresholds", "choose")).out);
    expect(chosen.policy.tiers).not.toEqual(pinnedData.tiers);
    const costs = file("costs.json", '{"personValueUsd":1000}');
    const dear = ["--thresholds", "choose", "--costs", costs];
    const [milder] = parsed((await tune(history, "--json", ...dear)).out);
    expect(milder.policy.tiers[1].maxPoints).toBeGreaterThan(chosen.policy.tiers[1].maxPoints);
    const [unknown] = parsed((await tune(history, "--json", "--known-by", "2026-05-31")).out);
    expect(unknown.report.labels).toEqual({ abuse: 0, people: 0 });
    const [folds] = parsed((await tune(history, "--json", "--folds", "6")).out);
    expect(folds.report.folds).toHaveLength(6);
  });

  it("changes nothing without labels, and says why", async () => {
    const unlabelled = records.map(({ assessment }) => ({ assessment }));
    const { exit, out, err } = await tune(file("unlabelled.jsonl", jsonl(unlabelled)));
    expect(exit).toBe(0);
    expect(out).toContain("the labels change nothing");
    expect(err).toContain("warning  few-labels: 0 labels");
  });

  it("fails and writes nothing where the policy would be worse later", async () => {
    const turned = historyOf(kinds, 1_200, "turned").map(
      (record, place): HistoryRecord =>
        place < 600 ? record : { ...record, label: record.label === "abuse" ? "legitimate" : "abuse" },
    );
    const path = file("turned.jsonl", jsonl(turned));
    const { exit, err } = await tune(
      path,
      "--folds",
      "3",
      "--thresholds",
      "choose",
      "--out",
      at("worse.json"),
    );
    expect(exit).toBe(1);
    expect(err).toContain("nothing is written");
    expect(() => readFileSync(at("worse.json"))).toThrow("ENOENT");
  });

  it("tells bad lines, and goes on without them when told to", async () => {
    const path = file("bad.jsonl", `${jsonl(records)}{"label":"abuse"}\n`);
    const strict = await tune(path);
    expect([strict.exit, strict.out]).toEqual([1, ""]);
    expect(strict.err).toContain("line 301: assessment:");
    expect((await tune(path, "--skip-invalid")).exit).toBe(0);
  });

  it("refuses a command that is wrong before it reads the history", async () => {
    const missing = at("no-such-file.jsonl");
    const cases: readonly (readonly [readonly string[], string])[] = [
      [[], "give a history"],
      [["a", "b"], "give one history"],
      [[missing, "--folds", "two"], "--folds: must be a whole number, 3..20"],
      [[missing, "--abuse-share", "17"], "--abuse-share: must be above 0 and below 1"],
      [[missing, "--seed", "1.5"], "--seed: must be a whole number"],
      [[missing, "--deviation", ""], "--deviation: must be points"],
      [[missing, "--costs", missing], "--costs: "],
      [[missing, "--costs", file("list.json", "[]")], "--costs: must hold an object"],
      [[missing, "--costs", file("bad.json", "{,")], "--costs: is not JSON"],
      [[missing, "--costs", file("empty.json", "")], "--costs: is empty"],
      [
        [missing, "--costs", file("odd.json", '{"friction":{"chalenge":0.1},"takenShare":2}')],
        '--costs: friction.chalenge is not an option; did you mean "challenge"?',
      ],
      [[missing, "--thresholds", "all"], '--thresholds: must be "choose" or "keep"'],
      [
        [missing, "--keep", "phone.reuse"],
        '--keep: "phone.reuse" is not a reason code of the policy; did you mean "phone.reused"?',
      ],
      [[missing, "--known-by", "soon"], "--known-by: must be a date"],
      [[missing, "--polcy", "x"], "did you mean --policy?"],
      [[missing], "no such file"],
      [[history, "--out", at("no/such/folder.json")], "--out: cannot be written (ENOENT)"],
    ];
    for (const [args, message] of cases) {
      const { exit, err } = await tune(...args);
      expect(err).toContain(message);
      expect(exit, message).toBe(2);
    }
  });

  it("reads standard input, and says how it is used", async () => {
    const { exit, out } = await runVerb(tuneVerb, ["-"], { input: jsonl(records) });
    expect(exit).toBe(0);
    expect(out).toContain("later ones, in 4 folds");
    const named = await runVerb(tuneVerb, [history, "--policy", "standard"]);
    expect(named.out).toBe((await runVerb(tuneVerb, [history])).out);
    const help = await tune("--help");
    expect(help.exit).toBe(0);
    expect(help.out).toMatch(/^Usage: trialgate tune/);
  });
});
