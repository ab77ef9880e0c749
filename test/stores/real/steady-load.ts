import { AsyncLocalStorage } from "node:async_hooks";
import type { Assessment, Scorer, SignupInput, Store } from "trialgate";

/** One call of a scorer under load. Times in milliseconds on the monotonic clock. */
export interface Call {
  readonly startedAt: number;
  readonly tookMs: number;
  /** Whether the store was asked: not while the breaker is open. */
  readonly asked: boolean;
  readonly assessment: Assessment | undefined;
  readonly error: unknown;
}

interface Trace {
  asked: boolean;
}

const traces = new AsyncLocalStorage<Trace>();

/** The same store, noting for each call of {@link timed} whether it was asked. */
export function traced(store: Store): Store {
  return {
    ...store,
    observe(observation) {
      const trace = traces.getStore();
      if (trace !== undefined) trace.asked = true;
      return store.observe(observation);
    },
  };
}

/** Scores one signup and tells how it went. Never rejects. */
export async function timed(score: Scorer, input: SignupInput): Promise<Call> {
  const trace: Trace = { asked: false };
  const startedAt = performance.now();
  const ended = await traces
    .run(trace, () => score(input))
    .then(
      (assessment) => ({ assessment, error: undefined }),
      (error: unknown) => ({ assessment: undefined, error }),
    );
  return { startedAt, tookMs: performance.now() - startedAt, asked: trace.asked, ...ended };
}

/** A load that goes on until it is stopped. */
export interface Load {
  /** Every call that has ended so far. */
  readonly calls: readonly Call[];
  /** Waits for those under way. */
  stop(): Promise<readonly Call[]>;
}

/** Scores a new signup every `everyMs`, whether or not earlier ones have been answered: people do not queue. */
export function steadyLoad(score: Scorer, everyMs: number, input: (place: number) => SignupInput): Load {
  const calls: Call[] = [];
  const underWay: Promise<unknown>[] = [];
  const timer = setInterval(() => {
    underWay.push(timed(score, input(underWay.length)).then((call) => calls.push(call)));
  }, everyMs);
  return {
    calls,
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
      return calls;
    },
  };
}

/** The value below which a share `p` of them lies; 0 of nothing. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0;
}

/** Whether it was answered with all there is to know. */
export function isNormal({ assessment }: Call): boolean {
  return assessment !== undefined && assessment.degraded.length === 0;
}

/** Whether it says that the store failed, and grants no more than the policy allows then. */
export function isCapped({ assessment }: Call): boolean {
  return assessment?.degraded.includes("store") === true && ["trickle", "none"].includes(assessment.tier);
}
