import { isTrialgateError } from "trialgate";
import type { HistoryRecord } from "trialgate/tuning";
import { readRecord } from "trialgate/tuning";
import { eachLine } from "./each-line.js";
import { openFile } from "./files.js";
import { type Line, lines } from "./lines.js";
import { type ExitCode, failing, type Terminal } from "./terminal.js";
import { plural, problemLine } from "./words.js";

/** How to read a history. */
export interface HistoryReading {
  /** Whose errors they are: the verb's name. */
  readonly verb: string;
  /** Bad lines are told in any case; with this, they are left out and no failure. */
  readonly skipInvalid: boolean;
  readonly showProgress: boolean;
}

/** A history that was read; or how the verb ends, once what is wrong has been told. */
export type HistoryFile =
  | { readonly ok: true; readonly history: readonly HistoryRecord[] }
  | { readonly ok: false; readonly exit: ExitCode };

/** Reads a whole history, as `trialgate score --with-labels` writes it; `-` is standard input. */
export async function readHistory(
  path: string,
  reading: HistoryReading,
  terminal: Terminal,
): Promise<HistoryFile> {
  const history: HistoryRecord[] = [];
  const share = sharing();
  const exit = await eachRecord(path, reading, terminal, async ({ assessment, ...known }) => {
    const { results, reasons, grant, verdict, policy, versions } = assessment;
    history.push({
      ...known,
      assessment: {
        ...assessment,
        results: results.map(share),
        reasons: reasons.map(share),
        grant: share(grant),
        verdict: share(verdict),
        policy: share(policy),
        versions: share(versions),
      },
    });
  });
  return exit === 0 ? { ok: true, history } : { ok: false, exit };
}

/**
 * Hands over the records of a history one by one, in their order, holding one at a time. Answers how the verb ends as
 * far as the file is concerned; what is wrong has then been told.
 */
export async function eachRecord(
  path: string,
  { verb, skipInvalid, showProgress }: HistoryReading,
  terminal: Terminal,
  take: (record: HistoryRecord, line: number) => Promise<void>,
): Promise<ExitCode> {
  const fail = failing(terminal, verb);
  const file = path === "-" ? ({ ok: true, bytes: terminal.stdin } as const) : await openFile(path);
  if (!file.ok) return fail(2, file.message);

  const gone = await eachLine(
    lines(file.bytes),
    {
      verb,
      expected:
        'a record like {"assessment":{…},"label":"abuse"}; "trialgate score --with-labels" writes some',
      what: "records",
      showProgress,
      read: readLine,
      take: ({ record }, line) => take(record, line),
    },
    terminal,
  );
  if (!gone.ok) return gone.exit;
  const { good, bad } = gone;
  if (bad > 0) await terminal.err.write(`${plural(bad, "bad line")}, ${plural(good, "record")} read\n`);
  if (bad > 0 && !skipInvalid) return 1;
  const name = path === "-" ? "standard input" : path;
  return good > 0
    ? 0
    : fail(1, `${name}: there is no record in it; "trialgate score --with-labels" writes some`);
}

// Of so many different results and reasons; what is rarer than that costs its own memory.
const mostShared = 50_000;

/** What most signups have alike, such as a signal that saw nothing, is kept once: a history takes a fraction of its file. */
function sharing(): <Part>(part: Part) => Part {
  const kept = new Map<string, unknown>();
  return <Part>(part: Part): Part => {
    const text = JSON.stringify(part);
    const same = kept.get(text);
    // Equal text of equal JSON: it is of the same type.
    if (same !== undefined) return same as Part;
    if (kept.size < mostShared) kept.set(text, part);
    return part;
  };
}

type ReadLine =
  | { readonly ok: true; readonly record: HistoryRecord }
  | { readonly ok: false; readonly message: string };

// Of one line: a line of another kind of file has everything wrong with it.
const mostProblems = 3;

function readLine({ text, problem }: Line): ReadLine {
  if (text === undefined) return { ok: false, message: problem };
  try {
    return { ok: true, record: readRecord(JSON.parse(text)) };
  } catch (error) {
    if (!isTrialgateError(error)) return { ok: false, message: "is not JSON; each line is one record" };
    return { ok: false, message: error.problems.slice(0, mostProblems).map(problemLine).join("; ") };
  }
}
