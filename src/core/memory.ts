import { type Attempt, attempt, type StoreFailure } from "./attempt.js";
import { type Breaker, createBreaker } from "./breaker.js";
import type { SealedCounter } from "./counter.js";
import { fingerprint } from "./fingerprint.js";
import { counterNames, labelOf, renamed, type Seal, sealsFor, subjectKey } from "./seal.js";
import type { FormerNames, Observation, Observed, Once, Store } from "./store.js";

/** A store and how to speak to it. */
export interface Memory {
  readonly store: Store;
  /** Answers when the store does not: less is better than nothing. */
  readonly fallback?: Store | undefined;
  readonly breaker: Breaker;
  /** Told why, each time the store was asked and gave no answer to lean on. Must not throw. */
  readonly onFailure?: ((failure: StoreFailure) => void) | undefined;
  /** Stands before every name, so that two tenants or environments never share a count. */
  readonly namespace: string;
  /** What hides names from a persistent store: the one in force, then the earlier ones that are still read. */
  readonly seals?: readonly Seal[] | undefined;
}

/** Bounds on real time, in milliseconds. */
export interface TimeLimits {
  /** For the store's answer, and again for each signal. */
  readonly timeoutMs: number;
  /** For the whole run. */
  readonly deadlineMs: number;
  /** The caller's own; when it aborts, the run ends at once with what it has. */
  readonly abortSignal?: AbortSignal | undefined;
}

/** When and for whom a store is asked. */
export interface Question {
  /** Epoch ms of the subject: what windows are measured from. */
  readonly at: number;
  /** Epoch ms by the caller's clock: what the breaker goes by. */
  readonly now: number;
  /** Whom to count; nobody when left out, and then the counts are answered as they stand. */
  readonly once?: Omit<Once, "label"> | undefined;
  readonly counters: readonly SealedCounter[];
}

/** What the memory answers: what a store does, or the counts as they stand. */
export type Recalled =
  | Observed
  | {
      readonly status: "unchanged";
      readonly at: number;
      readonly revision: 0;
      readonly counts: readonly number[];
    };

/** An answer, and whether it had to come from the fallback. */
export interface Answer {
  readonly recalled: Recalled;
  readonly fallback: boolean;
}

/**
 * Asks the store, unless it has been down just now, and then the fallback if there is one. Never rejects: undefined
 * when there is no answer to lean on in time.
 * @param leftMs How long a store may take from now on, in milliseconds.
 */
export async function recall(
  memory: Memory,
  question: Question,
  leftMs: () => number,
  abortSignal: AbortSignal | undefined,
): Promise<Answer | undefined> {
  const { store, fallback, breaker, onFailure } = memory;
  const asking = (whom: Store): Attempt<Recalled, Recalled> => ({
    now: question.now,
    leftMs,
    abortSignal,
    ask: () => ask(whom, memory, question),
    read: (answer) => readRecalled(answer, question.counters.length),
  });
  const first = await attempt(asking(store), breaker, onFailure);
  if (first.how === "answered") return { recalled: first.answer, fallback: false };
  if (first.how === "aborted" || fallback === undefined) return undefined;
  const second = await attempt(asking(fallback), createBreaker(), undefined);
  return second.how === "answered" ? { recalled: second.answer, fallback: true } : undefined;
}

async function ask(store: Store, memory: Memory, question: Question): Promise<Recalled> {
  const { at, once } = question;
  if (once !== undefined) return store.observe(await toObservation(store, memory, { ...question, once }));
  const everySeal = await Promise.all(
    sealsFor(store, memory.seals).map(async (seal) => {
      const names = await counterNames(seal, memory.namespace, question.counters);
      return store.peek(renamed(question.counters, names), at);
    }),
  );
  // A member stands under one secret alone, so what the secrets count adds up.
  const counts = question.counters.map((_, place) =>
    everySeal.reduce((total, under) => total + (under[place] ?? Number.NaN), 0),
  );
  return { status: "unchanged", at, revision: 0, counts };
}

/**
 * What the store is told: every name inside the namespace, and hidden. The counters are part of the fingerprint: counts
 * that were given to other signals, or under other lists, would not fit.
 */
async function toObservation(
  store: Store,
  memory: Memory,
  { at, once, counters }: Question & { readonly once: Omit<Once, "label"> },
): Promise<Observation> {
  const [seal, ...earlier] = sealsFor(store, memory.seals);
  const asked = `${memory.namespace}/${fingerprint([once.fingerprint, ...counters.map(({ key }) => key)].join("\n"))}`;
  const nameUnder = async (by: Seal): Promise<FormerNames> => {
    // Async, so that a seal that throws rejects: no other promise is left without somebody who listens.
    const hash = async (text: string): Promise<string> => by.hash(text);
    const [key, question, identity, names] = await Promise.all([
      subjectKey(by, memory.namespace, once.key),
      hash(asked),
      Promise.all(once.identity.map((identifier) => subjectKey(by, memory.namespace, identifier))),
      counterNames(by, memory.namespace, counters),
    ]);
    return { key, fingerprint: question, identity, counters: names };
  };
  const [current, label, ...former] = await Promise.all([
    nameUnder(seal),
    labelOf(seal, memory.namespace, once.key),
    ...earlier.map(nameUnder),
  ]);
  const { counters: names, ...subject } = current;
  return {
    at,
    once: { ...subject, label },
    counters: renamed(counters, names),
    ...(former.length > 0 && { former }),
  };
}

/** A store is somebody else's code: what it answers is read once and checked before anything leans on it. */
function readRecalled(answer: Recalled, counters: number): Recalled | undefined {
  try {
    if (answer.status === "conflict") return { status: "conflict" };
    const { status, at, revision } = answer;
    const counts = [...answer.counts];
    const fits =
      ["new", "revised", "repeated", "unchanged"].includes(status) &&
      Number.isFinite(at) &&
      Number.isInteger(revision) &&
      counts.length === counters &&
      counts.every((count) => Number.isFinite(count) && count >= 0);
    return fits ? ({ status, at, revision, counts } as Recalled) : undefined;
  } catch {
    return undefined;
  }
}
