import { type Attempt, attempt, type StoreFailure } from "./attempt.js";
import { type Breaker, createBreaker } from "./breaker.js";
import { aspectKey, type Counter, counterId, type SealedCounter } from "./counter.js";
import { fingerprint } from "./fingerprint.js";
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

/** Hides names. Both answer the same for the same text, so that a name is found again. */
export interface Seal {
  /** One way: for whatever is looked up by being named again. */
  hash(text: string): string | Promise<string>;
  /** There and back for whoever has the secret: for the label by which a subject is told to the caller. */
  encrypt(text: string): string | Promise<string>;
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
  readonly counters: readonly SealedCounter[];
  /** Where the counter stands in `counters`. */
  place(counter: Counter): number;
}

/** An empty batch. */
export function createBatch(): Batch {
  const counters: SealedCounter[] = [];
  const places = new Map<string, number>();
  return {
    counters,
    place(counter) {
      const sealable = named(counter);
      const what = counter.kind === "distinct" ? counter.member : String(counter.amount);
      // In front of the member, in which any character may stand.
      const sign = counter.readOnly === true ? "?" : "=";
      const identity = `${sealable.key}${sign}${what}`;
      const known = places.get(identity);
      if (known === undefined) {
        places.set(identity, counters.length);
        return counters.push(sealable) - 1;
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

/** A counter under one string for a key. */
function named(counter: Counter): SealedCounter {
  if (counter.kind !== "distinct") return { ...counter, key: counterId(counter) };
  const { aspect, key: parts } = counter;
  const key = aspect === undefined ? counterId(counter) : aspectKey(aspect.of, aspect.name);
  return { ...counter, key, attribute: parts[0] };
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
    sealsFor(store, memory).map(async (seal) => {
      const { counters } = await namesUnder(seal, memory.namespace, question.counters);
      return store.peek(
        question.counters.map((counter, place) => sealed(counter, counters[place])),
        at,
      );
    }),
  );
  // A member stands under one secret alone, so what the secrets count adds up.
  const counts = question.counters.map((_, place) =>
    everySeal.reduce((total, under) => total + (under[place] ?? Number.NaN), 0),
  );
  return { status: "unchanged", at, revision: 0, counts };
}

/** Names as they are, for a store that forgets with its process. */
const openly: Seal = { hash: (text) => text, encrypt: (text) => text };

/** What a store's names go through: the seal in force first. */
export function sealsFor({ persistent }: Store, { seals = [] }: Pick<Memory, "seals">): readonly Seal[] {
  if (!persistent) return [openly];
  // Better no answer than a store on a disk somewhere that was told a name.
  if (seals.length === 0) throw new TypeError("a persistent store needs a seal");
  return seals;
}

/** The name under which a store knows a subject: what to hand to `Store.forget` and `Store.related`. */
export async function subjectKey(seal: Seal, namespace: string, subject: string): Promise<string> {
  return seal.hash(`${namespace}/${subject}`);
}

/** What a store is to call a subject when somebody asks who is related. Namespaces share no label either. */
export async function labelOf(seal: Seal, namespace: string, subject: string): Promise<string> {
  return seal.encrypt(`${namespace}/${subject}`);
}

/** The subject of a label that was decrypted; `undefined` for one of another namespace. */
export function labelled(namespace: string, label: string): string | undefined {
  const inside = `${namespace}/`;
  return label.startsWith(inside) ? label.slice(inside.length) : undefined;
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
  const [seal = openly, ...earlier] = sealsFor(store, memory);
  const asked = `${memory.namespace}/${fingerprint([once.fingerprint, ...counters.map(({ key }) => key)].join("\n"))}`;
  const nameUnder = async (by: Seal): Promise<FormerNames> => {
    // Async, so that a seal that throws rejects: no other promise is left without somebody who listens.
    const hash = async (text: string): Promise<string> => by.hash(text);
    const [key, question, identity, { counters: names }] = await Promise.all([
      subjectKey(by, memory.namespace, once.key),
      hash(asked),
      Promise.all(once.identity.map((identifier) => subjectKey(by, memory.namespace, identifier))),
      namesUnder(by, memory.namespace, counters),
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
    counters: counters.map((counter, place) => sealed(counter, names[place])),
    ...(former.length > 0 && { former }),
  };
}

/** The names of counters under one secret. Each name is hashed once, however many counters share it. */
async function namesUnder(
  seal: Seal,
  namespace: string,
  counters: readonly SealedCounter[],
): Promise<Pick<FormerNames, "counters">> {
  const hashed = new Map<string, string | Promise<string>>();
  const hide = async (name: string): Promise<string> => {
    const known = hashed.get(name) ?? seal.hash(`${namespace}/${name}`);
    hashed.set(name, known);
    return known;
  };
  return {
    counters: await Promise.all(
      counters.map(async (counter) => {
        if (counter.kind !== "distinct") return { key: await hide(counter.key) };
        const { aspect, member } = counter;
        // Whoever has the sealed key of a counter can name its aspects.
        const key =
          aspect === undefined ? await hide(counter.key) : aspectKey(await hide(aspect.of), aspect.name);
        return { key, member: await hide(member) };
      }),
    ),
  };
}

function sealed(counter: SealedCounter, name: FormerNames["counters"][number] | undefined): SealedCounter {
  const { key = counter.key, member = "" } = name ?? {};
  if (counter.kind !== "distinct") return { ...counter, key };
  const { aspect: _, ...rest } = counter;
  return { ...rest, key, member };
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
