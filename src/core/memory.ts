import type { Breaker } from "./breaker.js";
import { type Counter, counterId } from "./counter.js";
import { within } from "./deadline.js";
import { fingerprint } from "./fingerprint.js";
import type { Observation, Observed, Once, Store } from "./store.js";

/** A store and how to speak to it. */
export interface Memory {
  readonly store: Store;
  readonly breaker: Breaker;
  /** Stands before every key, so that two tenants or environments never share a count. */
  readonly namespace: string;
  /** Turns a key or member into what the store may see: a keyed hash. Left out for a store that is not persistent. */
  readonly seal?: (text: string) => string | Promise<string>;
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

/** The counters of all signals, each asked for once even when several signals want it. */
export interface Batch {
  readonly counters: readonly Counter<string>[];
  /** Where the counter stands in `counters`. */
  place(counter: Counter): number;
}

/** An empty batch. */
export function createBatch(): Batch {
  const counters: Counter<string>[] = [];
  const places = new Map<string, number>();
  return {
    counters,
    place(counter) {
      const key = counterId(counter);
      const what = counter.kind === "distinct" ? counter.member : String(counter.amount);
      const identity = `${key}=${what}`;
      const known = places.get(identity);
      if (known === undefined) {
        places.set(identity, counters.length);
        return counters.push({ ...counter, key }) - 1;
      }
      const earlier = counters[known];
      // Asked for with two bounds, the wider one answers both.
      if (earlier?.kind === "distinct" && counter.kind === "distinct" && counter.bound > earlier.bound) {
        counters[known] = { ...earlier, bound: counter.bound };
      }
      return known;
    },
  };
}

/** When and for whom a store is asked. */
export interface Question {
  /** Epoch ms of the subject: what windows are measured from. */
  readonly at: number;
  /** Epoch ms by the caller's clock: what the breaker goes by. */
  readonly now: number;
  readonly once: Once;
  readonly counters: readonly Counter<string>[];
}

/** Asks the store, unless it has been down just now. Never rejects: undefined when there is no answer to lean on in time. */
export async function observe(
  memory: Memory,
  question: Question,
  timeoutMs: number,
  abortSignal: AbortSignal | undefined,
): Promise<Observed | undefined> {
  const { store, breaker } = memory;
  if (!breaker.allows(question.now)) return undefined;
  const asked = async (): Promise<Observed> => store.observe(await toObservation(memory, question));
  const settled = await within(asked(), timeoutMs, abortSignal);
  const observed = settled.how === "done" ? readObserved(settled.value, question.counters.length) : undefined;
  if (observed !== undefined) {
    breaker.succeeded();
    return observed;
  }
  // A caller who gave up says nothing about the store.
  if (settled.how !== "aborted") breaker.failed(question.now);
  return undefined;
}

/** The name under which a store knows a subject: what to hand to `Store.forget`. */
export async function subjectKey(
  { namespace, seal }: Omit<Memory, "breaker" | "store">,
  subject: string,
): Promise<string> {
  const key = `${namespace}/${subject}`;
  return seal === undefined ? key : seal(key);
}

/**
 * What the store is told: every key inside the namespace, and everything hashed when there is a seal. The counters are
 * part of the fingerprint: counts that were given to other signals, or under other lists, would not fit.
 */
async function toObservation(memory: Memory, { at, once, counters }: Question): Promise<Observation> {
  const { namespace, seal } = memory;
  const inside = (key: string): string => `${namespace}/${key}`;
  const asked = fingerprint([once.fingerprint, ...counters.map(({ key }) => key)].join("\n"));
  if (seal === undefined) {
    return {
      at,
      once: { ...once, key: inside(once.key), fingerprint: asked },
      counters: counters.map((counter) => ({ ...counter, key: inside(counter.key) })),
    };
  }
  // Async, so that a seal that throws rejects: no other promise is left without somebody who listens.
  const hide = async (text: string): Promise<string> => seal(text);
  const [key, fingerprintSealed, identity, hidden] = await Promise.all([
    hide(inside(once.key)),
    hide(asked),
    Promise.all(once.identity.map(hide)),
    Promise.all(
      counters.map(async (counter) => {
        const key = await hide(inside(counter.key));
        return counter.kind === "distinct"
          ? { ...counter, key, member: await hide(counter.member) }
          : { ...counter, key };
      }),
    ),
  ]);
  return { at, once: { key, identity, fingerprint: fingerprintSealed }, counters: hidden };
}

/** A store is somebody else's code: what it answers is read once and checked before anything leans on it. */
function readObserved(answer: Observed, counters: number): Observed | undefined {
  try {
    if (answer.status === "conflict") return { status: "conflict" };
    const { status, at, revision } = answer;
    const counts = [...answer.counts];
    const fits =
      ["new", "revised", "repeated"].includes(status) &&
      Number.isFinite(at) &&
      Number.isInteger(revision) &&
      counts.length === counters &&
      counts.every((count) => Number.isFinite(count) && count >= 0);
    return fits ? { status, at, revision, counts } : undefined;
  } catch {
    return undefined;
  }
}
