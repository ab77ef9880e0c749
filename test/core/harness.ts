import { createBreaker } from "../../src/core/breaker.js";
import { runSignals, type SignalRun, type SignalsSeen } from "../../src/core/pipeline.js";
import { type SignalDefinition, toSignal } from "../../src/core/signal.js";
import { memoryStore } from "../../src/stores/memory.js";

/** When the tests of the engine happen. */
export const start: number = Date.UTC(2026, 0, 1);

/** What the signals of these tests look at: the engine knows no subject by name. */
export interface Facts {
  readonly subject: string;
  readonly colour?: string;
  readonly shape?: string;
}

/** A signal with one reason, `odd`. */
export function signalOf(
  parts: Partial<SignalDefinition<Facts, never, string, string>> & { readonly id?: string },
): ReturnType<typeof toSignal<Facts, never, string, string>> {
  return toSignal<Facts, never, string, string>({
    id: "sample",
    group: "test",
    reasons: { odd: { points: 10, text: "Odd" } },
    evaluate: () => [],
    ...parts,
  });
}

/** A run over one subject with a memory store; every part can be replaced. */
export function look(parts: Partial<SignalRun<Facts>>): Promise<SignalsSeen> {
  const { facts = { subject: "subject-1" } } = parts;
  return runSignals({
    signals: [],
    facts,
    absence: (fact) => (Reflect.get(facts, fact) === undefined ? "missing" : undefined),
    at: start,
    now: start,
    once: { key: facts.subject, identity: [], fingerprint: "question" },
    memory: { store: memoryStore(), breaker: createBreaker(), namespace: "test" },
    limits: { timeoutMs: 100, deadlineMs: 250 },
    ...parts,
  });
}

/** A promise and its handles. */
export function deferred<Value>(): {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
} {
  let resolve: (value: Value) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}

/** An object whose every use throws. */
export function hostileProxy(target: object): object {
  const refuse = (): never => {
    throw new Error("hands off");
  };
  return new Proxy(target, { get: refuse, has: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse });
}
