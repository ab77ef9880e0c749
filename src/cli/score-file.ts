import { eachLine } from "./each-line.js";
import { exampleSignup, readEntry } from "./entry.js";
import type { Judge, Judged } from "./judge.js";
import { type Line, lines } from "./lines.js";
import type { Report } from "./report.js";
import type { ExitCode, Terminal } from "./terminal.js";
import { plural } from "./words.js";

/** What to do with a file beside scoring it. */
export interface Reading {
  readonly report: Report;
  readonly skipInvalid: boolean;
  readonly showProgress: boolean;
}

/** Scores a stream of lines in their order, holding one line at a time. A bad line is told, and does not stop the others. */
export async function scoreFile(
  source: AsyncIterable<Uint8Array>,
  judge: Judge,
  { report, skipInvalid, showProgress }: Reading,
  terminal: Terminal,
): Promise<ExitCode> {
  const gone = await eachLine(
    lines(source),
    {
      verb: "score",
      expected: `a signup that can be scored, like ${exampleSignup}; "trialgate import" makes such lines of an export`,
      what: "signups",
      showProgress,
      read: (line): Promise<Judged> => scoreLine(line, judge),
      take: ({ assessment, entry }, line) => report.add(line, assessment, entry),
    },
    terminal,
  );
  if (!gone.ok) return gone.exit;
  const { good, bad } = gone;
  await report.end();
  if (bad === 0) return 0;
  await terminal.err.write(`${plural(bad, "bad line")} left out, ${plural(good, "signup")} scored\n`);
  return skipInvalid && good > 0 ? 0 : 1;
}

async function scoreLine({ text, problem }: Line, judge: Judge): Promise<Judged> {
  const read = text === undefined ? ({ ok: false, message: problem } as const) : readEntry(text);
  return read.ok ? judge(read.entry) : read;
}
