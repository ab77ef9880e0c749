import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { standardPolicyData } from "trialgate";
import { afterAll, describe, expect, it } from "vitest";
import { reportVerb } from "../../src/cli/report-verb.js";
import { smallWorld } from "../tuning/report/small-world.js";
import { jsonl, parsed, type Ran, runVerb } from "./run.js";

const folder = mkdtempSync(join(tmpdir(), "trialgate-report-verb-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const history = file("history.jsonl", jsonl(await smallWorld("verb", 60)));
const next = file("next.json", JSON.stringify({ ...standardPolicyData, id: "next", prior: 0.4 }));
const out = join(folder, "report.html");
const report = (...args: readonly string[]): Promise<Ran> => runVerb(reportVerb, args);

describe("report", () => {
  it("writes the page to a file, and says so", async () => {
    const ran = await report(history, "--challenger", next, "--title", "Mine", "--out", out);
    expect(ran).toMatchObject({ exit: 0, err: "" });
    expect(ran.out).toMatch(/report\.html: 60 records, \d+ KB\n$/);
    const page = readFileSync(out, "utf8");
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain("<title>Mine</title>");
    expect(page).toContain("<dd>next · ");
  });

  it("says as JSON what it wrote", async () => {
    const ran = await report(history, "--out", out, "--json");
    expect(ran.exit).toBe(0);
    expect(parsed(ran.out)).toEqual([{ out, records: 60, bytes: readFileSync(out).length }]);
  });

  it("writes the page to standard output without a file", async () => {
    const ran = await report(history, "--sample", "10");
    expect([ran.exit, ran.err]).toEqual([0, ""]);
    expect(ran.out).toMatch(/^<!doctype html>.*a sample of 10 of 60 signups.*<\/html>\n$/s);
  });

  it.each<readonly [args: readonly string[], exit: number, message: string]>([
    [[], 2, "give a history"],
    [[history, "--policy", join(folder, "none.json")], 2, "--policy: "],
    [[history, "--challenger", file("bad.json", "{}")], 1, "--challenger: "],
    [[join(folder, "none.jsonl"), "--sample", "many"], 2, "--sample: must be a whole number"],
    [
      [history, "--costs", file("costs.json", '{"personValueUsd":-1}')],
      2,
      "--costs: personValueUsd must be US dollars",
    ],
    [[history, "--json"], 2, "name it with --out"],
    [[history, "--out", folder], 2, "--out: cannot be written (EISDIR)"],
    [[file("wrong.jsonl", "{}\n"), "--out", out], 1, "line 1: assessment: "],
    [[history, "--ou", out], 2, "did you mean --out?"],
  ])("refuses: %j", async (args, exit, message) => {
    const ran = await report(...args);
    expect([ran.exit, ran.out]).toEqual([exit, ""]);
    expect(ran.err).toContain(message);
  });

  it("explains itself", async () => {
    const ran = await report("--help");
    expect([ran.exit, ran.err]).toEqual([0, ""]);
    expect(ran.out).toContain("Usage: trialgate report");
  });
});
