import { hint } from "./args.js";
import { begin } from "./begin.js";
import { openFile } from "./files.js";
import { createJudge } from "./judge.js";
import { defaultListFolder, readSnapshot } from "./list-folder.js";
import { policyOf } from "./policy-file.js";
import { jsonReport, labelledReport, tableReport } from "./report.js";
import { scoreFile } from "./score-file.js";
import { signupFlags, signupFromFlags } from "./signup-flags.js";
import { card } from "./table.js";
import type { ExitCode, Terminal } from "./terminal.js";
import { wrap } from "./words.js";

const fieldFlags = wrap(
  Object.keys(signupFlags)
    .map((flag) => `--${flag}`)
    .join(" "),
  98,
);

const help = `Usage: trialgate score FILE.jsonl | -  [options]
       trialgate score --email ADDRESS [--ip ADDRESS …]  [options]

Scores the signups of a file in their order (- is standard input), or one signup given by flags.
Higher is riskier. Nothing leaves this machine, and no address is printed.

Each line of the file is one signup as JSON, or
{"input": signup, "label"?: "abuse" or "legitimate", "labelledAt"?, "group"?}. All lines share one
memory, and the clock stands at each line's "at" (epoch ms; absent: now). What is known beside the
input never influences a score.

Options:
  --json               one assessment per line, as JSON; bad lines have none, so join the two files
                       by "id" and not by the number of the line
  --with-labels        {"assessment", "label", "labelledAt", "group"} per line: the history that
                       replay, compare, tune and report read
  --policy FILE.json   judge by this policy instead of the standard one
  --shadow-tier TIER   shadow mode: grant this tier to everybody and tell the verdict beside it
  --lists DIR          score with the lists downloaded there (default ${defaultListFolder}, if there
                       are any; see: trialgate lists update)
  --no-lists           score with the lists that come with the package alone
  --skip-invalid       bad lines are told and left out in any case; with this, they are no failure,
                       unless the first 100 lines are all bad
  --progress           show progress also where nobody seems to look
  -h, --help           this text

One signup:
${fieldFlags.map((line) => `  ${line}`).join("\n")}
  (--verified takes a list: --verified email,card)

Examples:
  trialgate score signups.jsonl
  trialgate score signups.jsonl --json --skip-invalid > assessments.jsonl
  zcat signups.jsonl.gz | trialgate score - --with-labels > history.jsonl
  trialgate score --email ada@mailinator.com --ip 203.0.113.7 --form-ms 900

Exit codes: 0 done, 1 bad data (any line without --skip-invalid, a signup or a policy), 2 the
command is wrong or a file cannot be read.
`;

const flags = {
  ...signupFlags,
  json: { type: "boolean" },
  "with-labels": { type: "boolean" },
  policy: { type: "string" },
  "shadow-tier": { type: "string" },
  lists: { type: "string" },
  "no-lists": { type: "boolean" },
  "skip-invalid": { type: "boolean" },
  progress: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** `trialgate score` */
export async function scoreVerb(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { out, now, stdin, watched } = terminal;
  const begun = await begin(args, { name: "score", help, flags }, terminal);
  if (!begun.ok) return begun.exit;
  const { values, positionals, fail } = begun;
  const [path, ...more] = positionals;
  const one = signupFromFlags(values);
  if (more.length > 0) return fail(2, "give one file; join several with: cat A B | trialgate score -");
  if (path !== undefined && one !== undefined) {
    return fail(2, "give a file or the flags of one signup, not both");
  }
  if (one !== undefined && "message" in one) return fail(2, one.message);

  const read = await policyOf("policy", values.policy ?? "standard", fail);
  if (!read.ok) return read.exit;
  const { policy } = read;

  const shadowTier = values["shadow-tier"];
  const tiers = Object.keys(policy.grants);
  if (shadowTier !== undefined && !tiers.includes(shadowTier)) {
    return fail(2, `--shadow-tier: the policy has no such tier; ${hint(shadowTier, tiers)}`);
  }
  const fresh = values["no-lists"] ? undefined : await readSnapshot(values.lists ?? defaultListFolder);
  if (fresh?.ok === false) return fail(2, `${fresh.message}, or score with --no-lists`);
  if (values.lists !== undefined && fresh?.lists === undefined) {
    return fail(2, "--lists: there are no lists; fetch them with: trialgate lists update --lists DIR");
  }
  const judge = createJudge({ policy, shadowTier, lists: fresh?.lists, now });

  if (one !== undefined) {
    const scored = await judge(one);
    if (!scored.ok) return fail(1, scored.message);
    const { assessment } = scored;
    await out.write(values.json ? `${JSON.stringify(assessment)}\n` : card(assessment));
    return 0;
  }
  if (path === undefined) return fail(2, "give a file, - for standard input, or --email ADDRESS; see --help");

  const file = path === "-" ? ({ ok: true, bytes: stdin } as const) : await openFile(path);
  if (!file.ok) return fail(2, file.message);
  const report = values["with-labels"]
    ? labelledReport(out)
    : values.json
      ? jsonReport(out)
      : tableReport(out, policy.grants);
  const reading = {
    report,
    skipInvalid: values["skip-invalid"] ?? false,
    showProgress: values.progress ?? watched,
  };
  return scoreFile(file.bytes, judge, reading, terminal);
}
