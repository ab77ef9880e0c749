/**
 * What the lists cost beside the usual hand wiring: `new Set(require("disposable-email-domains"))` and a loop of
 * ipaddr.js over 10,000 CIDRs. Both sides run in fresh processes, turn by turn; believe the ratios, not the times.
 * Our side is `src/lists/builtin.ts` with all its tables, bundled as the package is.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

const ROUNDS = 7;
const at = (path) => fileURLToPath(new URL(path, import.meta.url));

// What a default `scoreSignup` loads of the lists, and nothing else: the doors share their files with much more.
const bundle = at("./.builtin-lists.mjs");
await build({
  entryPoints: [at("../../src/lists/builtin.ts")],
  bundle: true,
  format: "esm",
  platform: "neutral",
  outfile: bundle,
});

const side = (name) =>
  JSON.parse(
    execFileSync(process.execPath, ["--expose-gc", at(`${name}.mjs`), bundle], { encoding: "utf8" }),
  );
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const rounds = Array.from({ length: ROUNDS }, () => ({ ours: side("ours"), wired: side("hand-wired") }));
const compressed = brotliCompressSync(readFileSync(bundle)).length;
rmSync(bundle);

const rows = [
  ["readyMs", "ready, ms", 8],
  ["memoryMb", "memory, MB", 6],
  ["disposableNs", "disposable check, ns", 2],
  ["networkNs", "network class, ns", 200],
].map(([key, what, target]) => {
  const ours = median(rounds.map((round) => round.ours[key]));
  const wired = median(rounds.map((round) => round.wired[key]));
  const ratio = median(rounds.map((round) => round.wired[key] / round.ours[key]));
  return {
    what,
    trialgate: ours.toPrecision(3),
    "by hand": wired.toPrecision(3),
    ratio: `${ratio.toFixed(1)} x`,
    target: `${target} x`,
  };
});
console.table(rows);
console.log(
  `tables and what asks them: ${(compressed / 1024).toFixed(0)} KB compressed with brotli, at most 700`,
);
