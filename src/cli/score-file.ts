import { type Assessment, createScorer, isTrialgateError, memoryStore, type SignupPolicy } from "trialgate";
import { type Entry, readEntry } from "./entry.js";
import { type Line, lines } from "./lines.js";
import { createProgress } from "./progress.js";
import type { Report } from "./report.js";
import type { ExitCode, Terminal } from "./terminal.js";
import { plural, problemLine } from "./words.js";

/** How to judge. */
export interface JudgeOptions {
  readonly policy: SignupPolicy<string>;
  /** One of the policy's tiers. */
  readonly shadowTier: string | undefined;
  /** Epoch ms, for signups without `at`. */
  readonly now: () => number;
}

/** Scores one entry, or says what is wrong with it. */
export type Judge = (entry: Entry) => Promise<Scored>;

/** What came of one line. */
export type Scored =
  | { readonly ok: true; readonly assessment: Assessment<string>; readonly entry: Entry }
  | { readonly ok: false; readonly message: string };

/** Makes what scores one signup after the other: one memory for all of them, the clock at each one's `at`. */
export function createJudge({ policy, shadowTier, now }: JudgeOptions): Judge {
  let at = 0;
  const score = createScorer<string>({
    store: memoryStore(),
    policy,
    clock: () => at,
    // A busy machine must not change an answer: everything here is computed, nothing is waited for.
    timeoutMs: 60_000,
    deadlineMs: 60_000,
    ...(shadowTier !== undefined && { mode: "shadow", shadowTier }),
  });
  return async (entry) => {
    at = Number(entry.input?.at ?? now());
    try {
      const assessment = await score(entry.input);
      // In shadow mode a signup that cannot be read is answered all the same; in a file it is a bad line.
      if (assessment.degraded.includes("input"))
        return { ok: false, message: assessment.warnings.join("; ") };
      return { ok: true, assessment, entry };
    } catch (error) {
      if (!isTrialgateError(error)) throw error;
      return { ok: false, message: error.problems.map(problemLine).join("; ") };
    }
  };
}

/** What to do with a file beside scoring it. */
export interface Reading {
  readonly report: Report;
  readonly skipInvalid: boolean;
  readonly showProgress: boolean;
}

/** Scores a stream of lines in their order, holding one line at a time. */
export async function scoreFile(
  source: AsyncIterable<Uint8Array>,
  judge: Judge,
  { report, skipInvalid, showProgress }: Reading,
  terminal: Terminal,
): Promise<ExitCode> {
  const progress = createProgress(terminal, showProgress);
  const scoreLine = async ({ text, problem }: Line): Promise<Scored> => {
    const read = text === undefined ? ({ ok: false, message: problem } as const) : readEntry(text);
    return read.ok ? judge(read.entry) : read;
  };
  let scored = 0;
  let bad = 0;
  for await (const line of lines(source)) {
    const outcome = await scoreLine(line);
    if (outcome.ok) {
      scored += 1;
      await report.add(line.number, outcome.assessment, outcome.entry);
      await progress.tick(scored);
      continue;
    }
    bad += 1;
    await progress.clear();
    await terminal.err.write(`line ${line.number}: ${outcome.message}\n`);
    if (!skipInvalid) {
      await terminal.err.write(
        `Stopped there: mend the line, or pass over such lines with --skip-invalid.\n`,
      );
      return 1;
    }
  }
  await progress.clear();
  await report.end();
  if (bad > 0)
    await terminal.err.write(`${plural(bad, "bad line")} skipped, ${plural(scored, "signup")} scored\n`);
  return bad > 0 && scored === 0 ? 1 : 0;
}
