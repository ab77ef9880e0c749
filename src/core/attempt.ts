import type { Breaker } from "./breaker.js";
import { within } from "./deadline.js";

/** Why a store gave no answer to lean on. */
export interface StoreFailure {
  /** `threw`: it rejected; `timeout`: no answer in time; `invalid`: an answer that is none. */
  readonly because: "threw" | "timeout" | "invalid";
  /** What it rejected with: a client's own error, which may name a host. */
  readonly error?: unknown;
  /** Epoch ms by the caller's clock, when it was asked. */
  readonly at: number;
}

/** How to ask a store once. */
export interface Attempt<Asked, Answer> {
  /** Epoch ms by the caller's clock: what the breaker goes by. */
  readonly now: number;
  /** How long the store may take from now on, in milliseconds. */
  readonly leftMs: () => number;
  readonly abortSignal: AbortSignal | undefined;
  readonly ask: () => Promise<Asked>;
  /** Checks what came: a store is somebody else's code. Undefined for what cannot be leant on. */
  readonly read: (asked: Asked) => Answer | undefined;
}

/** What came of it. `resting`: it was not asked, because it has been down just now. */
export type Attempted<Answer> =
  | { readonly how: "answered"; readonly answer: Answer }
  | { readonly how: "failed" | "resting" | "aborted" };

/** Asks a store, unless it rests, and tells the breaker and `onFailure` how it went. Never rejects. */
export async function attempt<Asked, Answer>(
  { now, leftMs, abortSignal, ask, read }: Attempt<Asked, Answer>,
  breaker: Breaker,
  onFailure: ((failure: StoreFailure) => void) | undefined,
): Promise<Attempted<Answer>> {
  const trial = breaker.begin(now);
  if (trial === undefined) return { how: "resting" };
  const settled = await within(ask(), leftMs(), abortSignal);
  // A caller who gave up says nothing about the store.
  if (settled.how === "aborted") return { how: "aborted" };
  const answer = settled.how === "done" ? read(settled.value) : undefined;
  if (answer !== undefined) {
    trial.succeeded();
    return { how: "answered", answer };
  }
  trial.failed();
  const because = settled.how === "done" ? "invalid" : settled.how;
  onFailure?.({ because, ...(settled.how === "threw" && { error: settled.error }), at: now });
  return { how: "failed" };
}
