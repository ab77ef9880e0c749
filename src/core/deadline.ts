/** How a bounded wait ended. */
export type Settled<Value> =
  | { readonly how: "done"; readonly value: Value }
  | { readonly how: "threw"; readonly error: unknown }
  | { readonly how: "timeout" }
  | { readonly how: "aborted" };

/**
 * Waits for a promise, but not longer than `timeoutMs` of real time and not past `abortSignal`. Never rejects; a
 * promise that settles later is listened to and ignored. The timer is cleared before the wait ends.
 */
export function within<Value>(
  promise: PromiseLike<Value>,
  timeoutMs: number,
  abortSignal?: AbortSignal,
): Promise<Settled<Value>> {
  return new Promise((resolve) => {
    const settle = (settled: Settled<Value>): void => {
      clearTimeout(timer);
      abortSignal?.removeEventListener("abort", onAbort);
      resolve(settled);
    };
    const onAbort = (): void => settle({ how: "aborted" });
    const timer = setTimeout(() => settle({ how: "timeout" }), timeoutMs);
    // By way of a promise of our own: another's `then` may throw, or call back at once and more than once.
    new Promise<Value>((adopt) => adopt(promise)).then(
      (value) => settle({ how: "done", value }),
      (error: unknown) => settle({ how: "threw", error }),
    );
    if (abortSignal?.aborted) onAbort();
    else abortSignal?.addEventListener("abort", onAbort);
  });
}

/** The real time that is left of a budget. */
export interface Deadline {
  /** Milliseconds left, 0 when it is over. */
  leftMs(): number;
}

/** Starts a budget of `budgetMs` of real time, measured on the monotonic clock. */
export function startDeadline(budgetMs: number): Deadline {
  const startedAt = performance.now();
  return { leftMs: () => Math.max(0, budgetMs - (performance.now() - startedAt)) };
}
