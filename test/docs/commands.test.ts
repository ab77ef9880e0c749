import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blocksOf } from "../../scripts/docs/blocks.js";
import { markdownFiles, textOf } from "../../scripts/docs/files.js";
import { manifest } from "../../scripts/doors.js";
import { runProgram } from "../../src/cli/program.js";

/** What a reader may type: each line of a shell block, and every inline `npm run …` or `trialgate …`. */
function commandsIn(file: string): readonly { readonly command: string; readonly file: string }[] {
  const text = textOf(file);
  const lines = blocksOf(file, text)
    .filter(({ info }) => info === "sh")
    .flatMap((block) => block.text.split("\n"));
  const inline = [...text.matchAll(/`((?:npx )?trialgate [a-z][^`]*|npm [^`]*)`/g)].map(
    ([, code = ""]) => code,
  );
  return [...lines, ...inline]
    .flatMap((line) => line.split(" && "))
    .filter((command) => command !== "")
    .map((command) => ({ command, file }));
}

const commands = markdownFiles.flatMap(commandsIn);
const ours = commands.filter(({ command }) => /^(npx )?trialgate /.test(command));

const folder = mkdtempSync(join(tmpdir(), "trialgate-docs-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Files that the docs speak of, and real ones that stand in for them. */
const standIns: Readonly<Record<string, string>> = {
  "signups.jsonl": "examples/demo-signups.jsonl",
  "policy.json": "test/docs/policy.json",
  "trialgate.config.mjs": "test/cli/backfill-config.ts",
  "decisions.csv": "test/cli/fixtures/decisions.csv",
  "world.jsonl": join(folder, "world.jsonl"),
  "history.jsonl": join(folder, "history.jsonl"),
};

/** Runs a command as a shell would: what comes after `>` is where its output goes. */
async function run(command: string): Promise<{ exitCode: number; printed: string; complaints: string }> {
  const [typed = "", into] = command.replace(/^(npx )?trialgate /, "").split(" > ");
  const file = (name: string): string => standIns[name] ?? name;
  const printed: string[] = [];
  const complaints: string[] = [];
  const exitCode = await runProgram(typed.split(" ").map(file), {
    stdin: Readable.from([]),
    out: { write: async (text) => void printed.push(text) },
    err: { write: async (text) => void complaints.push(text) },
    now: () => Date.UTC(2026, 10, 2),
    watched: false,
  });
  if (into !== undefined && into in standIns) writeFileSync(file(into), printed.join(""));
  return { exitCode, printed: printed.join(""), complaints: complaints.join("") };
}

// The files of the docs that commands make from each other, whatever order the pages come in.
beforeAll(async () => {
  await run("trialgate simulate --signups 200 > world.jsonl");
  await run("trialgate score world.jsonl --with-labels > history.jsonl");
});

describe("the commands in the docs", () => {
  it("are the two of a fresh clone, word for word", () => {
    const shown = blocksOf("README.md", textOf("README.md")).filter(({ info }) => info === "sh");
    expect(shown.map(({ text }) => text)).toContain("npm ci && npm run demo\nnpm ci && npm test");
  });

  it("name scripts that there are", () => {
    const scripts = commands.flatMap(({ command, file }) => {
      const [, name] = /^npm run ([\w:-]+)/.exec(command) ?? [];
      return name === undefined || name in manifest.scripts ? [] : `${file}: ${command}`;
    });
    expect(scripts).toEqual([]);
  });

  it.each(ours)("$command ($file) runs", async ({ command }) => {
    const { exitCode, printed, complaints } = await run(command);
    expect(complaints).toBe("");
    expect(exitCode).toBe(0);
    expect(printed).not.toBe("");
  });
});
