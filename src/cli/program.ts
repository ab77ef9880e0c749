import { version } from "trialgate/core";
import { hint } from "./args.js";
import { backfillVerb } from "./backfill.js";
import { compareVerb } from "./compare.js";
import { importVerb } from "./import.js";
import { listsVerb } from "./lists.js";
import { policyVerb } from "./policy.js";
import { replayVerb } from "./replay.js";
import { reportVerb } from "./report-verb.js";
import { scoreVerb } from "./score.js";
import { simulateVerb } from "./simulate.js";
import type { ExitCode, Terminal } from "./terminal.js";
import { tuneVerb } from "./tune.js";
import { printable } from "./words.js";

const verbs: Readonly<Record<string, (args: readonly string[], terminal: Terminal) => Promise<ExitCode>>> = {
  score: scoreVerb,
  policy: policyVerb,
  lists: listsVerb,
  backfill: backfillVerb,
  import: importVerb,
  simulate: simulateVerb,
  replay: replayVerb,
  compare: compareVerb,
  tune: tuneVerb,
  report: reportVerb,
};

const help = `trialgate ${version}: scores signups and says how much free credit to unlock

Usage: trialgate VERB [options]

  score FILE.jsonl         score the signups of a file, or one given by flags
  policy check FILE.json   check a policy
  backfill FILE.jsonl      count the accounts that there are already
  lists status | update    how old the lists are; download fresh ones

  import FILE.csv          a vendor's export, as signups with labels to score
  simulate                 a world of people and attackers, as signups or sent to staging
  replay HISTORY.jsonl     judge a history again under a policy
  compare HISTORY.jsonl    two policies on a history: who moves, and which costs less
  tune HISTORY.jsonl       fit a policy to labels
  report HISTORY.jsonl     a page to look at a policy, with sliders

  trialgate VERB --help    what a verb can do, with examples
  trialgate --version

Data goes to standard output; errors and progress go to standard error.
Exit codes: 0 done, 1 bad data, 2 the command is wrong or a file cannot be read.
`;

/** Runs one command line. Never rejects; a reader that goes away early, like `head`, ends it quietly. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EPIPE") return 0;
    await terminal.err.write(`trialgate: ${printable(message)}\n`).catch(() => {});
    return 2;
  }
}

async function dispatch([verb, ...rest]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { out, err } = terminal;
  if (verb === "--help" || verb === "-h" || verb === "help") {
    await out.write(help);
    return 0;
  }
  if (verb === "--version") {
    await out.write(`${version}\n`);
    return 0;
  }
  const run = verb !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (run !== undefined) return run(rest, terminal);
  const known = Object.keys(verbs);
  const message =
    verb === undefined
      ? `give a verb, ${known.join(" or ")}; see --help`
      : `no such verb; ${hint(verb, known)}`;
  await err.write(`trialgate: ${message}\n`);
  return 2;
}
