import { begin } from "./begin.js";
import { eachLine, type Gone } from "./each-line.js";
import type { Label } from "./entry.js";
import { openFile } from "./files.js";
import { type ColumnsOf, columnFlags, recogniseColumns } from "./import-columns.js";
import { type Imported, importRow, type Labels, usualLabels } from "./import-entry.js";
import { openRows, type Row, type Rows } from "./import-rows.js";
import type { ExitCode, Terminal } from "./terminal.js";
import { count, plural, wrap } from "./words.js";

const columnHelp = wrap(
  Object.keys(columnFlags)
    .map((flag) => `--${flag}`)
    .join(" "),
  96,
);

const help = `Usage: trialgate import FILE.csv | FILE.jsonl | -  [options]

Turns an export of a fraud vendor, or of your own tables, into lines for "trialgate score":
{"input", "label"?, "labelledAt"?, "group"?}. The vendor's score stands in "metadata" as
"vendorScore", where the signal vendorScore() finds it. Nothing leaves this machine.

CSV has a heading; commas, semicolons or tabs. JSON is one object a line, and what lies within
another object has a dotted name, such as outcome.risk_score.

Columns: each flag takes the name of the column that holds it. Columns that are not named are
recognised by the names they usually have, and it is told on standard error which.
  ${columnHelp.join("\n  ")}

Labels, without regard to capitals; rows with other words keep no label, and are counted:
  --abuse WORD,…       also abuse, beside: ${wrap(usualLabels.abuse.join(" "), 57).join(`\n${" ".repeat(23)}`)}
  --legitimate WORD,…  also legitimate, beside: ${wrap(usualLabels.legitimate.join(" "), 52).join(`\n${" ".repeat(23)}`)}

Times are dates (UTC where they do not say), Unix seconds or epoch milliseconds. Rows should come
oldest first: a score remembers only what came before.

Options:
  --skip-invalid       bad rows are told and left out in any case; with this, they are no failure,
                       unless the first 100 rows are all bad
  --progress           show progress also where nobody seems to look
  -h, --help           this text

Examples:
  trialgate import decisions.csv --label decision --abuse declined > labelled.jsonl
  trialgate import decisions.csv | trialgate score - --with-labels > history.jsonl
  zcat payments.jsonl.gz | trialgate import - --score outcome.risk_score --at created

Exit codes: 0 done, 1 bad data (any row without --skip-invalid), 2 the command is wrong or the file
cannot be read.
`;

const flags = {
  ...columnFlags,
  abuse: { type: "string" },
  legitimate: { type: "string" },
  "skip-invalid": { type: "boolean" },
  progress: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** `trialgate import` */
export async function importVerb(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { err, stdin, watched } = terminal;
  const begun = await begin(args, { name: "import", help, flags }, terminal);
  if (!begun.ok) return begun.exit;
  const { values, positionals, fail } = begun;
  const [path, ...more] = positionals;
  if (path === undefined) return fail(2, "give a file, or - for standard input; see --help");
  if (more.length > 0) return fail(2, "give one file: the columns of another may be others");
  const labels = labelsOf(values.abuse, values.legitimate);
  if (!labels.ok) return fail(2, labels.message);

  const file = path === "-" ? ({ ok: true, bytes: stdin } as const) : await openFile(path);
  if (!file.ok) return fail(2, file.message);
  const { columns, problem, rows, close } = await openRows(file.bytes);
  const { columnsOf, guessed, missing } = recogniseColumns(columns, namedColumns(values));
  const messages =
    problem === undefined ? columnProblems(columns, columnsOf, missing) : [`the heading ${problem}`];
  if (messages.length > 0) {
    await close();
    return fail(2, ...messages);
  }
  if (guessed.length > 0) {
    const pairs = guessed.map((flag) => `${flag} from ${shownColumn(columnsOf[flag] ?? "")}`);
    // A history without labels is some use, but seldom what was meant.
    const unlabelled = Object.hasOwn(columnsOf, "label") ? "" : "; no label: name its column with --label";
    await err.write(`recognised: ${pairs.join(", ")}${unlabelled}\n`);
  }
  const done = await importRows(rows, columnsOf, labels.labels, values.progress ?? watched, terminal);
  if (!done.ok) {
    await close();
    return done.exit;
  }
  return done.bad === 0 || (values["skip-invalid"] && done.good > 0) ? 0 : 1;
}

/** Writes every row as it comes, holding one at a time. */
async function importRows(
  rows: Rows["rows"],
  columnsOf: ColumnsOf,
  labels: Labels,
  showProgress: boolean,
  terminal: Terminal,
): Promise<Gone> {
  const { out, err } = terminal;
  const unknown = createUnknownWords();
  let latest = Number.NEGATIVE_INFINITY;
  let late = 0;
  const gone = await eachLine(
    rows,
    {
      verb: "import",
      expected:
        "a row that can be read: CSV with a heading or one JSON object a line, its columns named by flags",
      what: "rows",
      showProgress,
      read: ({ cell, problem }: Row): Imported =>
        cell === undefined ? { ok: false, message: problem } : importRow(cell, columnsOf, labels),
      take: async ({ entry, unknownLabel }) => {
        if (unknownLabel !== undefined) unknown.add(unknownLabel);
        const { at = latest } = entry.input;
        if (at < latest) late += 1;
        latest = Math.max(latest, at);
        await out.write(`${JSON.stringify(entry)}\n`);
      },
    },
    terminal,
  );
  if (!gone.ok) return gone;
  const { good, bad } = gone;
  const remarks = [
    ...unknown.told(),
    ...(late > 0 ? [`${plural(late, "row")} out of order; sort by time, oldest first`] : []),
    ...(bad > 0 ? [`${plural(bad, "bad row")} left out, ${plural(good, "row")} written`] : []),
  ];
  for (const remark of remarks) await err.write(`${remark}\n`);
  return gone;
}

function columnProblems(
  columns: readonly string[],
  columnsOf: ColumnsOf,
  missing: readonly string[],
): readonly string[] {
  if (columns.length === 0) return ["there is nothing in it, or no heading"];
  const shown = columns.map(shownColumn).join(", ");
  if (missing.length > 0)
    return missing.map((flag) => `--${flag}: there is no such column; there are ${shown}`);
  const twice = Object.values(columnsOf).filter(
    (column) => columns.indexOf(column) !== columns.lastIndexOf(column),
  );
  if (twice.length > 0)
    return twice.map((column) => `${shownColumn(column)} is the name of two columns; rename one of them`);
  if (["email", "phone", "id"].some((flag) => Object.hasOwn(columnsOf, flag))) return [];
  return [`name the column with --email, --phone or --id; there are ${shown}`];
}

function namedColumns(values: Readonly<Record<string, unknown>>): ColumnsOf {
  const named: Record<string, string> = {};
  for (const flag of Object.keys(columnFlags)) {
    const column = values[flag];
    if (typeof column === "string") named[flag] = column;
  }
  return named;
}

function labelsOf(
  abuse: string | undefined,
  legitimate: string | undefined,
): { readonly ok: true; readonly labels: Labels } | { readonly ok: false; readonly message: string } {
  const own = (text = ""): readonly string[] =>
    text
      .toLowerCase()
      .split(",")
      .map((word) => word.trim())
      .filter((word) => word !== "");
  const ours = { abuse: own(abuse), legitimate: own(legitimate) };
  const both = ours.abuse.find((word) => ours.legitimate.includes(word));
  if (both !== undefined) return { ok: false, message: "--abuse and --legitimate: a word cannot mean both" };
  const pairs = [usualLabels, ours].flatMap((words) =>
    (["abuse", "legitimate"] as const).flatMap((label) =>
      words[label].map((word): readonly [string, Label] => [word, label]),
    ),
  );
  return { ok: true, labels: new Map(pairs) };
}

/** Words in the label's column that mean nothing here, counted, the first few by name. */
function createUnknownWords(): { add(word: string): void; told(): readonly string[] } {
  const counts = new Map<string, number>();
  let all = 0;
  return {
    add(word) {
      all += 1;
      // In a column that was named by mistake there may be anything, addresses too.
      const shown = /^[\w -]{1,30}$/.test(word) ? `"${word}"` : "others";
      if (counts.has(shown) || counts.size < 5) counts.set(shown, (counts.get(shown) ?? 0) + 1);
    },
    told() {
      if (all === 0) return [];
      const words = [...counts].map(([word, times]) => `${word} ${count(times)}`).join(", ");
      return [`${plural(all, "row")} without a label: ${words}; say what they mean: --abuse, --legitimate`];
    },
  };
}

/** A column's name, if it looks like one: without a heading it is the first signup. */
const shownColumn = (column: string): string =>
  /^[\w .-]{1,60}$/.test(column) && !/^[\d.]+$/.test(column) ? `"${column}"` : "(a name that is not shown)";
