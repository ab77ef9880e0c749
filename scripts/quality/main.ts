/**
 * Measures the standard policy on simulated worlds and writes docs/quality.md: `npm run quality`. A part of it is printed
 * instead, in seconds: `npm run quality -- --seeds 1 --signups 3000 --priors 0.1667`.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { standardPolicyData } from "trialgate";
import { documentOf } from "./document.js";
import { judgeWorlds } from "./judge-worlds.js";
import { measured } from "./measured.js";
import { reportSeeds, tuningSeeds } from "./seeds.js";

const { values } = parseArgs({
  options: {
    seeds: { type: "string" },
    signups: { type: "string" },
    priors: { type: "string" },
    workers: { type: "string", default: "2" },
    // Learning takes longer than judging: left out of a part unless it is asked for.
    tune: { type: "boolean", default: false },
    // To look at while tuning by hand: the worlds that are never reported.
    tuning: { type: "boolean", default: false },
  },
});

const seeds = (values.tuning ? tuningSeeds : reportSeeds).slice(
  0,
  Number(values.seeds ?? reportSeeds.length),
);
const signups = Number(values.signups ?? 10_000);
const priors = values.priors?.split(",").map(Number) ?? [0.03, standardPolicyData.prior, 0.46];
const isPart =
  [values.seeds, values.signups, values.priors].some((value) => value !== undefined) || values.tuning;

const jobs = priors.flatMap((prior) =>
  seeds.map((seed, place) => {
    const tunes = prior === standardPolicyData.prior && (values.tune || !isPart);
    return { seed, prior, signups, ...(tunes && { tuneOn: tuningSeeds.at(place) }) };
  }),
);
const started = performance.now();
const results = await judgeWorlds(jobs, Number(values.workers), ({ seed, prior }) => {
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.error(`${seed} at ${prior} judged after ${seconds} s`);
});
const page = documentOf({ seeds, signups, measured: measured(results, priors) });
if (isPart) console.log(page);
else writeFileSync("docs/quality.md", page);
