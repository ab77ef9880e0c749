import { readEntry } from "./entry.js";
import type { Judge, Judged } from "./judge.js";
import { type Line, lines } from "./lines.js";
import { createProgress } from "./progress.js";
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
  const progress = createProgress(terminal, showProgress);
  let scored = 0;
  let bad = 0;
  for await (const line of lines(source)) {
    const outcome = await scoreLine(line, judge);
    if (outcome.ok) {
      scored += 1;
      await report.add(line.number, outcome.assessment, outcome.entry);
      await progress.tick(scored);
      continue;
    }
    bad += 1;
    await progress.clear();
    await terminal.err.write(`line ${line.number}: ${outcome.message}\n`);
  }
  await progress.clear();
  await report.end();
  if (bad === 0) return 0;
  await terminal.err.write(`${plural(bad, "bad line")} left out, ${plural(scored, "signup")} scored\n`);
  return skipInvalid && scored > 0 ? 0 : 1;
}

async function scoreLine({ text, problem }: Line, judge: Judge): Promise<Judged> {
  const read = text === undefined ? ({ ok: false, message: problem } as const) : readEntry(text);
  return read.ok ? judge(read.entry) : read;
}
