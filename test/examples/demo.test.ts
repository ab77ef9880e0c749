import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createScorer, memoryStore, type SignupInput, standardPolicy } from "trialgate";
import { describe, expect, it } from "vitest";
import { manifest } from "../../scripts/doors.js";

interface Line {
  readonly who: string;
  readonly label: "abuse" | "legitimate";
  readonly input: SignupInput & { readonly at: number };
}

const file = "examples/demo-signups.jsonl";
const lines: readonly Line[] = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const node = (...args: readonly string[]): string =>
  execFileSync(process.execPath, ["--conditions=trialgate-source", "--import", "tsx", ...args], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });

describe("the demo", { timeout: 60_000 }, () => {
  const shown = node("examples/demo.ts");

  it("is what `npm run demo` runs, and fits 100 columns without colours", () => {
    expect(manifest.scripts.demo).toContain("examples/demo.ts");
    expect(shown).toMatch(/^demo data/);
    expect(shown).not.toContain("\u{1b}");
    expect(Math.max(...shown.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it("shows every story and every line, and no address", () => {
    for (const { who, label } of lines) {
      expect(shown).toContain(`${who} (${label === "abuse" ? "abuse" : "people"})`);
    }
    for (const place of lines.keys())
      expect(shown).toMatch(new RegExp(`^ +${place + 1}  \\d\\d:\\d\\d `, "m"));
    expect(shown).not.toContain("@");
  });

  it("computes what the tiers saved from the labels and the policy's credits", async () => {
    let now = 0;
    const score = createScorer({ store: memoryStore(), clock: () => now });
    const credits = new Map<string, { readonly label: Line["label"]; readonly credits: number }>();
    for (const { input, label } of lines) {
      now = input.at;
      const { id, grant } = await score(input);
      credits.set(id, { label, credits: grant.credits });
    }
    const { full, starter } = standardPolicy.grants;
    const last = [...credits.values()];
    const abuse = last.filter(({ label }) => label === "abuse");
    const people = last.filter(({ label }) => label === "legitimate");
    const lost = abuse.reduce((sum, one) => sum + one.credits, 0);
    const served = people.filter((one) => one.credits >= starter.credits).length;
    const row = (name: string, amount: number, reached: number): RegExp =>
      new RegExp(`${name} +\\$${amount.toFixed(2)} +${reached} of ${people.length}\\n`);
    expect(shown).toMatch(row("everybody gets full", full.credits * abuse.length, people.length));
    expect(shown).toMatch(row("everybody gets starter", starter.credits * abuse.length, people.length));
    expect(shown).toMatch(row("the standard policy", lost, served));
    expect(lost).toBeLessThan(starter.credits * abuse.length);
    expect(served).toBeGreaterThan(0.9 * people.length);
  });

  it("has signups that the command scores too", () => {
    const out = node("src/cli/main.ts", "score", file, "--with-labels");
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).label),
    ).toEqual(lines.map(({ label }) => label));
  });

  it("is dated in order, within one day, and by nobody who exists twice", () => {
    const times = lines.map(({ input }) => input.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(86_400_000);
    const people = lines.filter(({ label }) => label === "legitimate").map(({ input }) => input.id);
    expect(new Set(people).size).toBe(people.length - 2); // two come back with a proof
  });
});
