import { type Batch, createBatch } from "./batch.js";
import { type Counter, counterProblem } from "./counter.js";
import { startDeadline, within } from "./deadline.js";
import { findings } from "./evidence.js";
import { type Memory, type Recalled, recall, type TimeLimits } from "./memory.js";
import type { FailureCause, Signal, SignalContext, SignalResult } from "./signal.js";
import type { Once } from "./store.js";

/** What one run of signals over one subject needs. */
export interface SignalRun<Facts> {
  readonly signals: readonly Signal<Facts>[];
  readonly facts: Facts;
  /** Why a fact that a signal needs is not there; undefined when it is. */
  readonly absence: (fact: string) => "missing" | "malformed" | undefined;
  /** Epoch ms of the subject: what windows are measured from. */
  readonly at: number;
  /** Epoch ms by the caller's clock: what the breaker goes by. Later than `at` for an old subject. */
  readonly now: number;
  /** Whom to count; nobody when left out: a second look. */
  readonly once?: Omit<Once, "label"> | undefined;
  readonly memory: Memory;
  readonly limits: TimeLimits;
}

/** What came of a run. */
export interface SignalsSeen {
  /** One for each signal, in the order of the signals, whichever finished first. */
  readonly results: readonly SignalResult[];
  /** When the counts were taken. */
  readonly at: number;
  /** 0 when nobody was counted. */
  readonly revision: number;
  /** What the store said; `unavailable` when it did not answer in time, failed or was not asked. */
  readonly counted: Recalled["status"] | "unavailable";
  /** Whether the counts had to come from the fallback, which knows less than the store. */
  readonly fallback: boolean;
}

/**
 * Runs every signal once: ask what each wants counted, count all of it in one call to the store, then let all
 * evaluate side by side. Never rejects and answers within the deadline: a signal or a store that fails is
 * part of the result. On `conflict` no signal has been evaluated; run again with a key of its own.
 */
export async function runSignals<Facts>(run: SignalRun<Facts>): Promise<SignalsSeen> {
  const { timeoutMs, deadlineMs } = run.limits;
  const deadline = startDeadline(deadlineMs);
  const leftMs = (): number => Math.min(timeoutMs, deadline.leftMs());

  const batch = createBatch();
  const plans = run.signals.map((signal) => plan(signal, run, batch));
  const { at: start, now, once, memory, limits } = run;
  const question = { at: start, now, once, counters: batch.counters };
  const answer = await recall(memory, question, leftMs, limits.abortSignal);
  const { recalled: observed, fallback = false } = answer ?? {};
  if (observed?.status === "conflict") {
    return { results: [], at: run.at, revision: 1, counted: "conflict", fallback };
  }

  const at = observed?.at ?? run.at;
  const results = await Promise.all(
    plans.map((planned) => {
      if ("status" in planned) return planned;
      const counts = countsOf(planned, observed?.counts);
      if (counts === undefined) return failed(planned.signal, "store");
      return evaluate(planned, run, { counts, at }, leftMs);
    }),
  );
  const revision = observed?.revision ?? (once === undefined ? 0 : 1);
  return { results, at, revision, counted: observed?.status ?? "unavailable", fallback };
}

/** A signal that can run, and where in the batch its counters stand. */
interface Planned<Facts> {
  readonly signal: Signal<Facts>;
  readonly without: readonly string[];
  /** By the name of the counter; undefined for one that is not wanted this time. */
  readonly places: Readonly<Record<string, number | undefined>>;
}

function plan<Facts>(
  signal: Signal<Facts>,
  run: SignalRun<Facts>,
  batch: Batch,
): Planned<Facts> | SignalResult {
  const { needs, uses } = signal;
  const isAbsent = (fact: string): boolean => run.absence(fact) !== undefined;
  const without = [...needs, ...uses].filter(isAbsent);
  const blind = needs.length === 0 && uses.length > 0 && without.length === uses.length;
  if (blind || needs.some((fact) => without.includes(fact))) {
    const because = without.some((fact) => run.absence(fact) === "malformed") ? "malformed" : "missing";
    return { signal: signal.id, status: "skipped", because, without };
  }
  if (signal.counts === undefined) return { signal, without, places: {} };
  try {
    const declared = signal.counts(run.facts);
    // An async `counts` does not compile; in plain JavaScript it would count nothing and say so to nobody.
    if (isThenable(declared)) {
      declared.then(undefined, () => {});
      return failed(signal, "invalid");
    }
    const wanted = Object.entries(declared);
    const isWrong = (counter: Counter | undefined): boolean =>
      counter !== undefined && counterProblem(counter) !== undefined;
    if (wanted.some(([, counter]) => isWrong(counter))) return failed(signal, "invalid");
    const places = Object.fromEntries(
      wanted.map(([name, counter]) => [name, counter === undefined ? undefined : batch.place(counter)]),
    );
    return { signal, without, places };
  } catch {
    return failed(signal, "threw");
  }
}

function failed(signal: Signal<never>, because: FailureCause): SignalResult {
  // A store that is down blinds more than this one signal, so it degrades whatever the signal thinks of its own failures.
  const degrades = because === "store" || signal.onFailure === "degrade";
  return { signal: signal.id, status: "failed", because, degrades };
}

/** The counts by the names their signal gave them; undefined when the store did not answer. */
function countsOf(
  planned: Planned<never>,
  counts: readonly number[] | undefined,
): Readonly<Record<string, number>> | undefined {
  const named: Record<string, number> = {};
  for (const [name, place] of Object.entries(planned.places)) {
    const count = place === undefined ? 0 : counts?.[place];
    if (count === undefined) return undefined;
    named[name] = count;
  }
  return named;
}

async function evaluate<Facts>(
  { signal, without }: Planned<Facts>,
  run: SignalRun<Facts>,
  seen: Omit<SignalContext, "abortSignal">,
  leftMs: () => number,
): Promise<SignalResult> {
  let controller: AbortController | undefined;
  const context: SignalContext = {
    ...seen,
    // Made only for a signal that asks: most never do.
    get abortSignal() {
      controller ??= new AbortController();
      return controller.signal;
    },
  };
  try {
    let answer: unknown = signal.evaluate(run.facts, context);
    if (isThenable(answer)) {
      const settled = await within(answer, leftMs(), run.limits.abortSignal);
      if (settled.how !== "done") return failed(signal, settled.how);
      answer = settled.value;
    }
    const evidence = findings(signal, answer);
    return evidence === undefined
      ? failed(signal, "invalid")
      : { signal: signal.id, status: "ok", evidence, without };
  } catch {
    return failed(signal, "threw");
  } finally {
    controller?.abort();
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, "then") === "function";
}
