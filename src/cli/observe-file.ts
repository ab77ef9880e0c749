import { setTimeout as pause } from "node:timers/promises";
import type { SignupInput } from "trialgate";
import { readEntry } from "./entry.js";
import { type Line, lines } from "./lines.js";
import { createProgress } from "./progress.js";
import type { Terminal } from "./terminal.js";

/** Counts one account, or says what is wrong with it, or that the store did not answer. */
export type Observe = (input: SignupInput) => Promise<ObservedLine>;

/** What came of one account. */
export type ObservedLine =
  | { readonly ok: true }
  | { readonly ok: false; readonly message: string }
  | { readonly ok: false; readonly message?: undefined };

/** How to go through a file. */
export interface Passing {
  /** The first line to look at, from 1. */
  readonly from: number;
  readonly showProgress: boolean;
  /** How long to wait before each further try where the store does not answer, in milliseconds. */
  readonly pausesMs?: readonly number[];
}

/** What came of a file. */
export interface Passed {
  readonly observed: number;
  readonly bad: number;
  /** The first line that was not done, where the store did not come back; everything before it was. */
  readonly stoppedAt?: number;
}

// Enough to keep a store on the network busy, and few enough to hold.
const lanes = 64;
const patience: readonly number[] = [250, 500, 1000, 2000, 4000, 8000];

/**
 * Goes through a file with several accounts under way at once, the same account never twice. A bad line is told and
 * left out. A store that does not answer is asked again for a while, and then it ends: with it nothing is counted.
 */
export async function observeFile(
  source: AsyncIterable<Uint8Array>,
  observe: Observe,
  { from, showProgress, pausesMs = patience }: Passing,
  terminal: Terminal,
): Promise<Passed> {
  const progress = createProgress(terminal, showProgress, "lines");
  const queue = lines(source);
  /** Lines under way in the order of the file: what stands before the first of them is done. */
  const underWay = new Set<number>();
  const busy = new Map<string, Promise<unknown>>();
  let reached = from - 1;
  let observed = 0;
  let bad = 0;
  let stopped = false;

  const tell = async (number: number, message: string): Promise<void> => {
    bad += 1;
    await progress.clear();
    await terminal.err.write(`line ${number}: ${message}\n`);
  };

  /** False when the store did not answer, however often it was asked. */
  const observeLine = async ({ number, text, problem }: Line): Promise<boolean> => {
    const read = text === undefined ? ({ ok: false, message: problem } as const) : readEntry(text);
    if (!read.ok) {
      await tell(number, read.message);
      return true;
    }
    const { input } = read.entry;
    const account = accountOf(input);
    while (busy.has(account)) await busy.get(account);
    const counting = persist(() => observe(input), pausesMs);
    busy.set(account, counting);
    try {
      const outcome = await counting;
      if (outcome.ok) observed += 1;
      else if (outcome.message !== undefined) await tell(number, outcome.message);
      return outcome.ok || outcome.message !== undefined;
    } finally {
      busy.delete(account);
    }
  };

  const lane = async (): Promise<void> => {
    while (!stopped) {
      const { value: line, done } = await queue.next();
      if (done) return;
      if (line.number < from) continue;
      reached = line.number;
      underWay.add(line.number);
      if (await observeLine(line)) underWay.delete(line.number);
      else stopped = true;
      const [oldest = reached + 1] = underWay;
      await progress.tick(oldest - 1);
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    stopped = true;
    await queue.return(undefined);
    await progress.clear();
  }
  const [stoppedAt] = underWay;
  return { observed, bad, ...(stoppedAt !== undefined && { stoppedAt }) };
}

/** Tries again after each pause while the store does not answer. */
async function persist(
  observe: () => Promise<ObservedLine>,
  pausesMs: readonly number[],
): Promise<ObservedLine> {
  for (const ms of pausesMs) {
    const outcome = await observe();
    if (outcome.ok || outcome.message !== undefined) return outcome;
    await pause(ms);
  }
  return observe();
}

/** What two lines of one account have in common. Nothing is checked yet: it may be anything that JSON holds. */
function accountOf(input: SignupInput): string {
  const { id, email, phone }: SignupInput = input ?? {};
  return JSON.stringify(id ?? email ?? phone) ?? "";
}
