import type { Assessment } from "trialgate";
import { scoreOf } from "trialgate/core";
import type { HistoryRecord } from "trialgate/tuning";
import { type Judged, judgeRecord, watchVersions } from "trialgate/tuning";
import { beginWithFile } from "./begin.js";
import { eachRecord } from "./history-file.js";
import { readInstant } from "./instant.js";
import { policyOf } from "./policy-file.js";
import { tableReport } from "./report.js";
import { createTally } from "./tally.js";
import type { ExitCode, Terminal } from "./terminal.js";
import { plural, share } from "./words.js";

const help = `Usage: trialgate replay HISTORY.jsonl | -  [options]

Judges a history again by a policy: what would everybody have got? No signal runs and nothing is
counted, so it is quick, and the history may be of any length: one record is held at a time.

Each line is a record as "trialgate score --with-labels" writes it:
{"assessment", "label"?, "labelledAt"?, "group"?, "weight"?}.

Options:
  --policy FILE.json   judge by this policy; "standard" (the default) is the one that comes with
                       the package
  --known-by DATE      take labels that were known only later as unknown (2026-11-30, a time such as
                       2026-11-30T12:00Z, or epoch ms)
  --summary            only what it came to, no line a signup
  --json               one verdict per line, as JSON: id, points, tier, decision, reasons, label …;
                       with --summary, one object: { "signups", "changed", "tiers", "labelled" … }
  --skip-invalid       bad lines are told and left out in any case; with this, they are no failure,
                       unless the first 100 lines are all bad
  --progress           show progress also where nobody seems to look
  -h, --help           this text

Examples:
  trialgate score signups.jsonl --with-labels > history.jsonl
  trialgate replay history.jsonl --policy policy.json --summary
  zcat history.jsonl.gz | trialgate replay - --policy policy.json --json > verdicts.jsonl

Exit codes: 0 done, 1 bad data (a line, without --skip-invalid, or the policy), 2 the command is
wrong or a file cannot be read.
`;

const flags = {
  policy: { type: "string" },
  "known-by": { type: "string" },
  summary: { type: "boolean" },
  json: { type: "boolean" },
  "skip-invalid": { type: "boolean" },
  progress: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** `trialgate replay` */
export async function replayVerb(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { out, err, watched } = terminal;
  const begun = await beginWithFile(args, { name: "replay", what: "history", help, flags }, terminal);
  if (!begun.ok) return begun.exit;
  const { values, path, fail } = begun;
  const known = values["known-by"] === undefined ? undefined : readInstant(values["known-by"]);
  if (known?.ok === false) return fail(2, `--known-by: ${known.message}`);
  const read = await policyOf("policy", values.policy ?? "standard", fail);
  if (!read.ok) return read.exit;

  const { policy } = read;
  const tally = createTally(policy.grants);
  const table = tableReport(out, policy.grants);
  const versions = watchVersions();
  let judgedAll = 0;
  let changed = 0;
  const reading = {
    verb: "replay",
    skipInvalid: values["skip-invalid"] ?? false,
    showProgress: values.progress ?? watched,
  };
  const exit = await eachRecord(path, reading, terminal, async (record, line) => {
    const judged = judgeRecord(record, policy, { knownBy: known?.at });
    if (judged === undefined) return;
    versions.add(record);
    judgedAll += 1;
    if (judged.tier !== record.assessment.verdict.tier) changed += 1;
    if (values.summary) tally.add(asAssessed(record, judged), judged.label);
    else if (values.json) await out.write(`${JSON.stringify(judged)}\n`);
    else await table.add(line, asAssessed(record, judged), judged);
  });
  if (values.json && values.summary && judgedAll > 0) {
    await out.write(`${JSON.stringify({ ...tally.figures(), changed })}\n`);
  } else if (!values.json && judgedAll > 0) {
    if (values.summary) await out.write(tally.summary());
    else await table.end();
    const changes = `${plural(changed, "tier")} changed (${share(changed, judgedAll)})`;
    await out.write(`\n${changes} against the verdict of the day.\n`);
  }
  await err.write(
    versions
      .warnings()
      .map((warning) => `warning: ${warning}\n`)
      .join(""),
  );
  return exit;
}

/** The assessment as it would have been. */
function asAssessed({ assessment }: HistoryRecord, judged: Judged): Assessment<string> {
  const { points, tier, decision, grant, reasons } = judged;
  return { ...assessment, score: scoreOf(points), points, tier, decision, grant, reasons };
}
