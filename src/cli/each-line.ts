import { createProgress } from "./progress.js";
import { type ExitCode, failing, type Terminal } from "./terminal.js";
import { printable } from "./words.js";

/** What a line came to, or what is wrong with it. */
export type LineOutcome = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** How to go through a file. */
export interface EachLine<Line, Outcome extends LineOutcome> {
  /** Whose errors they are: the verb's name. */
  readonly verb: string;
  /** What the lines should be, and what writes such: the end of "none of the first 100 lines is …". */
  readonly expected: string;
  /** What is done, in the plural; shown as progress. */
  readonly what: string;
  readonly showProgress: boolean;
  readonly read: (line: Line) => Outcome | Promise<Outcome>;
  readonly take: (outcome: Extract<Outcome, { ok: true }>, line: number) => Promise<void>;
}

/** How many lines were good and bad; or how the verb ends, for the file is the wrong one and that has been told. */
export type Gone =
  | { readonly ok: true; readonly good: number; readonly bad: number }
  | { readonly ok: false; readonly exit: ExitCode };

// A file of the wrong kind has a message for each of its lines, and they all say the same.
const mostBadAtFirst = 100;

/**
 * Goes through a file in its order, holding one line at a time. A bad line is told and does not stop the others, unless
 * the first hundred are all bad: then one sentence says so instead, and the rest is not read.
 */
export async function eachLine<Line extends { readonly number: number }, Outcome extends LineOutcome>(
  source: AsyncIterable<Line>,
  { verb, expected, what, showProgress, read, take }: EachLine<Line, Outcome>,
  terminal: Terminal,
): Promise<Gone> {
  const { err } = terminal;
  const progress = createProgress(terminal, showProgress, what);
  /** Bad lines before the first good one: until then, the file may be of another kind altogether. */
  let held: { readonly number: number; readonly message: string }[] = [];
  let good = 0;
  let bad = 0;

  const tellHeld = async (): Promise<void> => {
    if (held.length === 0) return;
    await progress.clear();
    await err.write(held.map(({ number, message }) => `line ${number}: ${message}\n`).join(""));
    held = [];
  };

  for await (const line of source) {
    const outcome: LineOutcome = await read(line);
    if (outcome.ok) {
      await tellHeld();
      good += 1;
      await take(outcome as Extract<Outcome, { ok: true }>, line.number);
      await progress.tick(good);
      continue;
    }
    bad += 1;
    held.push({ number: line.number, message: printable(outcome.message) });
    if (good > 0) await tellHeld();
    const [first] = held;
    if (first === undefined || held.length < mostBadAtFirst) continue;
    const why = `none of the first ${mostBadAtFirst} lines is ${expected}`;
    const exit = await failing(terminal, verb)(1, `${why}; line ${first.number}: ${first.message}`);
    return { ok: false, exit };
  }
  await tellHeld();
  await progress.clear();
  return { ok: true, good, bad };
}
