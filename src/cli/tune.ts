import { writeFile } from "node:fs/promises";
import type { TuneOptions } from "trialgate/tuning";
import { tunePolicy } from "trialgate/tuning";
import { beginWithFile } from "./begin.js";
import { readCosts } from "./costs-file.js";
import { readHistory } from "./history-file.js";
import { readInstant } from "./instant.js";
import { numberOf, optionProblems } from "./option-flags.js";
import { policyOf } from "./policy-file.js";
import type { ExitCode, Terminal } from "./terminal.js";
import { tuneReport } from "./tune-report.js";
import { printable, wrap } from "./words.js";

const help = `Usage: trialgate tune HISTORY.jsonl | -  [options]

Lets the labels of a history correct a policy: its weights, pulled towards what they are; from 1,000
labels its thresholds, by what mistakes cost; and from 50 what its points mean as a probability.
Without labels nothing changes. Prints each change, and what they gain on signups that came later
than those they were learned from. The same history, the same policy.

HISTORY.jsonl is what "trialgate score --with-labels" writes. A holdout in it is made use of.

Options:
  --out FILE.json       write the tuned policy there; without it, only tell what would change
  --policy FILE.json    tune this policy; "standard" (the default) is the one that comes with the
                        package
  --keep CODE           leave the weight of this reason as it is; may be repeated
  --thresholds choose|keep
                        choose the tiers' thresholds by cost, or keep them, however many labels
  --abuse-share X       share of abuse among all signups, above 0 and below 1; becomes the policy's
                        prior (default: the prior it has, whatever the labels hold)
  --deviation POINTS    how far off the present weights probably are; less pulls harder (default:
                        20 with few labels, down to 4 with 6,000)
  --costs FILE.json     what mistakes cost, such as {"personValueUsd": 20, "friction": {"challenge":
                        0.1}}; what is left out is the default
  --folds N             cuts in time that the gain is measured by, 3 to 20 (default 4)
  --known-by DATE       count only labels that were known by then (2026-11-30, a time such as
                        2026-11-30T12:00Z, or epoch ms)
  --seed N              draws other samples for the intervals (default 1)
  --json                all of it as JSON: { "policy", "diff", "report", "warnings" }
  --skip-invalid        bad lines are told and left out in any case; with this, they are no failure,
                        unless the first 100 lines are all bad
  --progress            show progress also where nobody seems to look
  -h, --help            this text

Examples:
  trialgate tune history.jsonl
  trialgate tune history.jsonl --policy policy.json --out tuned.json
  trialgate tune history.jsonl --keep email-pattern.digit-tail --keep ip-reputation.vpn

Exit codes: 0 done, 1 bad data, or a policy that is worse on later signups (it is not written then),
2 the command is wrong or a file cannot be read or written.
`;

const flags = {
  out: { type: "string" },
  policy: { type: "string" },
  keep: { type: "string", multiple: true },
  thresholds: { type: "string" },
  "abuse-share": { type: "string" },
  deviation: { type: "string" },
  costs: { type: "string" },
  folds: { type: "string" },
  "known-by": { type: "string" },
  seed: { type: "string" },
  json: { type: "boolean" },
  "skip-invalid": { type: "boolean" },
  progress: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** `trialgate tune` */
export async function tuneVerb(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { out, err, watched } = terminal;
  const begun = await beginWithFile(args, { name: "tune", what: "history", help, flags }, terminal);
  if (!begun.ok) return begun.exit;
  const { values, path, fail } = begun;

  const known = values["known-by"] === undefined ? undefined : readInstant(values["known-by"]);
  if (known?.ok === false) return fail(2, `--known-by: ${known.message}`);
  const read = await policyOf("policy", values.policy ?? "standard", fail);
  if (!read.ok) return read.exit;
  const { policy } = read;
  const costs = await readCosts(values.costs);
  if (!costs.ok) return fail(2, `--costs: ${costs.message}`);
  const options: TuneOptions = {
    keep: values.keep,
    // What is not one of the two is refused below, where the library names what there is.
    thresholds: values.thresholds as TuneOptions["thresholds"],
    abuseShare: numberOf(values["abuse-share"]),
    deviation: numberOf(values.deviation),
    costs: costs.costs,
    folds: numberOf(values.folds),
    knownBy: known?.at,
    seed: numberOf(values.seed),
  };
  // Options are told before a long file is read.
  const wrong = optionProblems(() => tunePolicy([], policy, options));
  if (wrong.length > 0) return fail(2, ...wrong);

  const reading = {
    verb: "tune",
    skipInvalid: values["skip-invalid"] ?? false,
    showProgress: values.progress ?? watched,
  };
  const file = await readHistory(path, reading, terminal);
  if (!file.ok) return file.exit;
  const tuned = tunePolicy(file.history, policy, options);

  await out.write(values.json ? `${JSON.stringify(tuned)}\n` : tuneReport(tuned));
  await err.write(
    tuned.warnings
      .flatMap((warning) => wrap(`warning  ${printable(warning)}`, 100).map((line) => `${line}\n`))
      .join(""),
  );
  const isWorse = tuned.warnings.some((warning) => warning.startsWith("no-gain: "));
  if (isWorse) return fail(1, "the policy is worse on later signups; nothing is written");
  if (values.out !== undefined) {
    try {
      await writeFile(values.out, `${JSON.stringify(tuned.policy, undefined, 2)}\n`);
    } catch (error) {
      return fail(2, `--out: cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown"})`);
    }
  }
  return 0;
}
