import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
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

/** Files that the docs speak of, and real ones that stand in for them. */
const standIns: Readonly<Record<string, string>> = {
  "signups.jsonl": "examples/demo-signups.jsonl",
  "policy.json": "test/docs/policy.json",
  "trialgate.config.mjs": "test/cli/backfill-config.ts",
};

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
    const [, ...args] = command.replace(/^npx /, "").split(" ");
    const printed: string[] = [];
    const complaints: string[] = [];
    const exitCode = await runProgram(
      args.map((arg) => standIns[arg] ?? arg),
      {
        stdin: Readable.from([]),
        out: { write: async (text) => void printed.push(text) },
        err: { write: async (text) => void complaints.push(text) },
        now: () => Date.UTC(2026, 10, 2),
        watched: false,
      },
    );
    expect(complaints).toEqual([]);
    expect(exitCode).toBe(0);
    expect(printed.join("")).not.toBe("");
  });
});
