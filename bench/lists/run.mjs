/**
 * What the lists cost beside the usual hand wiring: `new Set(require("disposable-email-domains"))` and a loop of
 * ipaddr.js over 10,000 CIDRs. Both sides run in fresh processes of one run; believe the ratios, not the times.
 * Needs the build: `npm run build && node bench/lists/run.mjs`.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROUNDS = 7;
const side = (name) =>
  JSON.parse(
    execFileSync(process.execPath, ["--expose-gc", fileURLToPath(new URL(`${name}.mjs`, import.meta.url))], {
      encoding: "utf8",
    }),
  );
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const measure = (name) => {
  const rounds = Array.from({ length: ROUNDS }, () => side(name));
  return Object.fromEntries(
    Object.keys(rounds[0]).map((key) => [key, median(rounds.map((round) => round[key]))]),
  );
};

const ours = measure("ours");
const wired = measure("hand-wired");
const rows = Object.keys(ours).map((key) => ({
  what: key,
  trialgate: ours[key].toPrecision(3),
  "by hand": wired[key].toPrecision(3),
  ratio: `${(wired[key] / ours[key]).toFixed(1)} x`,
}));
console.table(rows);
