import { type CompareOptions, comparePolicies, policyDiff } from "trialgate/tuning";
import { hint } from "./args.js";
import { beginWithFile } from "./begin.js";
import { comparisonText } from "./comparison-text.js";
import { readCosts } from "./costs-file.js";
import { readHistory } from "./history-file.js";
import { readInstant } from "./instant.js";
import { numberOf, optionProblems } from "./option-flags.js";
import { policyOf } from "./policy-file.js";
import type { ExitCode, Terminal } from "./terminal.js";

const help = `Usage: trialgate compare HISTORY.jsonl | -  --current FILE.json --next FILE.json  [options]

Judges a history by two policies: who gets another tier and why, what each policy loses, and
whether the history is enough to say which is better. No signal runs. It calls no winner where the
difference may be chance: where the 95 % interval of the difference in loss contains 0.

Each line is a record as "trialgate score --with-labels" writes it:
{"assessment", "label"?, "labelledAt"?, "group"?, "weight"?}. Of an id the last revision counts.

Options:
  --current FILE.json  the policy of today; "standard" is the one that comes with the package
  --next FILE.json     the one that may replace it
  --fail-on OUTCOME    worse (the default): fail when the next policy loses more; undecided: fail
                       unless it is known to lose less; never
  --known-by DATE      take labels that were known only later as unknown (2026-11-30, a time such as
                       2026-11-30T12:00Z, or epoch ms)
  --costs FILE.json    what mistakes cost, such as {"personValueUsd": 20, "friction": {"challenge":
                       0.1}}; what is left out is the default
  --min-labels N       people and abuse that must be labelled before a winner is called (default 50)
  --most N             how many are named of those who move (default 10)
  --json               the comparison as JSON, and what the policies do differently as "changes"
  --skip-invalid       bad lines are told and left out in any case; with this, they are no failure,
                       unless the first 100 lines are all bad
  --progress           show progress also where nobody seems to look
  -h, --help           this text

Examples:
  trialgate compare history.jsonl --current standard --next policy.json
  trialgate compare history.jsonl --current main.json --next policy.json --fail-on undecided

Exit codes: 0 fine, 1 the next policy is worse (see --fail-on) or the data is bad, 2 the command is
wrong or a file cannot be read.
`;

const flags = {
  current: { type: "string" },
  next: { type: "string" },
  "fail-on": { type: "string" },
  "known-by": { type: "string" },
  costs: { type: "string" },
  "min-labels": { type: "string" },
  most: { type: "string" },
  json: { type: "boolean" },
  "skip-invalid": { type: "boolean" },
  progress: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** The winners that fail the command. */
const failures: Readonly<Record<string, readonly string[]>> = {
  worse: ["current"],
  undecided: ["current", "undecided"],
  never: [],
};

/** `trialgate compare` */
export async function compareVerb(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { out, watched } = terminal;
  const begun = await beginWithFile(args, { name: "compare", what: "history", help, flags }, terminal);
  if (!begun.ok) return begun.exit;
  const { values, path, fail } = begun;
  if (values.current === undefined || values.next === undefined) {
    return fail(2, "give --current and --next, two policies; one of them may be: standard");
  }
  const failOn = values["fail-on"] ?? "worse";
  if (!Object.hasOwn(failures, failOn)) {
    return fail(2, `--fail-on: there is no such outcome; ${hint(failOn, Object.keys(failures))}`);
  }
  const known = values["known-by"] === undefined ? undefined : readInstant(values["known-by"]);
  if (known?.ok === false) return fail(2, `--known-by: ${known.message}`);

  const current = await policyOf("current", values.current, fail);
  if (!current.ok) return current.exit;
  const next = await policyOf("next", values.next, fail);
  if (!next.ok) return next.exit;
  const costs = await readCosts(values.costs);
  if (!costs.ok) return fail(2, `--costs: ${costs.message}`);
  const options: CompareOptions = {
    knownBy: known?.at,
    costs: costs.costs,
    minLabels: numberOf(values["min-labels"]),
    most: numberOf(values.most),
  };
  // Options are told before a long file is read.
  const wrong = optionProblems(() => comparePolicies([], current.policy, next.policy, options));
  if (wrong.length > 0) return fail(2, ...wrong);

  const reading = {
    verb: "compare",
    skipInvalid: values["skip-invalid"] ?? false,
    showProgress: values.progress ?? watched,
  };
  const file = await readHistory(path, reading, terminal);
  if (!file.ok) return file.exit;

  const comparison = comparePolicies(file.history, current.policy, next.policy, options);
  const changes = policyDiff(current.policy, next.policy);
  await out.write(
    values.json ? `${JSON.stringify({ ...comparison, changes })}\n` : comparisonText(comparison, changes),
  );
  return failures[failOn]?.includes(comparison.winner) ? 1 : 0;
}
