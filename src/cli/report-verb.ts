import { writeFile } from "node:fs/promises";
import { isTrialgateError } from "trialgate";
import { type ReportOptions, renderReport } from "trialgate/tuning";
import { beginWithFile } from "./begin.js";
import { readCosts } from "./costs-file.js";
import { readHistory } from "./history-file.js";
import { numberOf, optionProblems } from "./option-flags.js";
import { policyOf } from "./policy-file.js";
import type { ExitCode, Terminal } from "./terminal.js";
import { count, plural, problemLine } from "./words.js";

const help = `Usage: trialgate report HISTORY.jsonl | -  [options]

Draws a report on a policy: one HTML page to open, to send or to attach to a pull request. It shows
what the policy finds and what it costs, reason by reason and group by group, and has sliders that
judge the history again in the page. It loads nothing, sends nothing and holds no ids.

Each line is a record as "trialgate score --with-labels" writes it:
{"assessment", "label"?, "labelledAt"?, "group"?, "weight"?}.

Options:
  --out FILE.html          write the page here; without it, to standard output
  --policy FILE.json       the policy that the report is about; "standard" (the default) is the one
                           that comes with the package
  --challenger FILE.json   a second policy, to be drawn beside it
  --title TEXT             what stands above it all; say here if the history is simulated
  --costs FILE.json        what mistakes cost, such as {"personValueUsd": 20, "friction": {"challenge":
                           0.1}}; what is left out is the default
  --sample NUMBER          the most signups that the sliders judge again (default 5000); everything
                           else is of the whole history
  --json                   with --out: say as JSON what was written
  --skip-invalid           bad lines are told and left out in any case; with this, they are no failure,
                           unless the first 100 lines are all bad
  --progress               show progress also where nobody seems to look
  -h, --help               this text

Examples:
  trialgate score signups.jsonl --with-labels > history.jsonl
  trialgate report history.jsonl --out report.html
  trialgate report history.jsonl --policy policy.json --challenger next.json --out report.html

Exit codes: 0 done, 1 bad data (a line, without --skip-invalid, or a policy), 2 the command is wrong
or a file cannot be read or written.
`;

const flags = {
  out: { type: "string" },
  policy: { type: "string" },
  challenger: { type: "string" },
  title: { type: "string" },
  costs: { type: "string" },
  sample: { type: "string" },
  json: { type: "boolean" },
  "skip-invalid": { type: "boolean" },
  progress: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** `trialgate report` */
export async function reportVerb(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { out, watched } = terminal;
  const begun = await beginWithFile(args, { name: "report", what: "history", help, flags }, terminal);
  if (!begun.ok) return begun.exit;
  const { values, path, fail } = begun;
  if (values.json && values.out === undefined) {
    return fail(2, "--json says what was written to a file: name it with --out");
  }
  const policy = await policyOf("policy", values.policy ?? "standard", fail);
  if (!policy.ok) return policy.exit;
  const challenger =
    values.challenger === undefined ? undefined : await policyOf("challenger", values.challenger, fail);
  if (challenger?.ok === false) return challenger.exit;
  const costs = await readCosts(values.costs);
  if (!costs.ok) return fail(2, `--costs: ${costs.message}`);
  const options: ReportOptions = {
    policy: policy.policy,
    challenger: challenger?.policy,
    title: values.title,
    costs: costs.costs,
    sample: numberOf(values.sample),
  };
  // Options are told before a long file is read.
  const wrong = optionProblems(() => renderReport([], options));
  if (wrong.length > 0) return fail(2, ...wrong);

  const reading = {
    verb: "report",
    skipInvalid: values["skip-invalid"] ?? false,
    showProgress: values.progress ?? watched,
  };
  const read = await readHistory(path, reading, terminal);
  if (!read.ok) return read.exit;
  try {
    const page = renderReport(read.history, options);
    if (values.out === undefined) await out.write(page);
    else await writeFile(values.out, page);
    const [records, bytes] = [read.history.length, Buffer.byteLength(page)];
    if (values.json) await out.write(`${JSON.stringify({ out: values.out, records, bytes })}\n`);
    else if (values.out !== undefined) {
      await out.write(`${values.out}: ${plural(records, "record")}, ${count(Math.ceil(bytes / 1000))} KB\n`);
    }
    return 0;
  } catch (error) {
    if (isTrialgateError(error)) return fail(1, ...error.problems.map(problemLine));
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EPIPE" || values.out === undefined) throw error;
    return fail(2, `--out: cannot be written (${code ?? "for no known reason"})`);
  }
}
