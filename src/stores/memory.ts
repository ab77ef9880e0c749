import { type Counter, lifetimeMs } from "../core/counter.js";
import { TrialgateError } from "../core/errors.js";
import { type Observation, type Observed, repeatMs, type Store } from "../core/store.js";
import { createShelves } from "./memory/shelves.js";

/** Options of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /** Most keys and members kept, and four times the most subjects; beyond it the least telling go first. Default 200,000. */
  readonly capacity?: number | undefined;
}

interface Subject {
  identity: readonly string[];
  revision: number;
  /** Answers given, newest last: the newest few. */
  answers: readonly GivenAnswer[];
  /** The counters that hold this subject, with its members there: so that it is not added twice and can be forgotten. */
  readonly held: Map<string, readonly string[]>;
  expiresAt: number;
}

type Answer = Exclude<Observed, { status: "conflict" }>;
type GivenAnswer = Answer & { readonly fingerprint: string };

// Whoever comes again and again with something new must not grow without bound: the newest of each are kept.
const mostAnswers = 8;
const mostIdentifiers = 16;
const mostKeysHeld = 128;
// A subject stands under several keys, so there are fewer subjects than keys.
const keysPerSubject = 4;

/**
 * A store in the memory of this process: for one instance, for tests and for trying things out. Windows are exact
 * from 1 ms to 365 days by the caller's clock, memory is bounded, nothing is written to disk.
 * @throws TrialgateError `invalid_config` when `capacity` is not a whole number of at least 100.
 */
export function memoryStore({ capacity = 200_000 }: MemoryStoreOptions = {}): Store {
  if (!Number.isInteger(capacity) || capacity < 100) {
    throw new TrialgateError("invalid_config", [
      { path: "capacity", message: "must be a whole number of at least 100" },
    ]);
  }
  const shelves = createShelves(capacity);
  const subjects = new Map<string, Subject>();

  const observe = ({ at, once, counters }: Observation): Observed => {
    const known = subjects.get(once.key);
    const live = known !== undefined && known.expiresAt > at ? known : undefined;
    if (live !== undefined && isStranger(live.identity, once.identity)) return { status: "conflict" };
    const given = live?.answers.find(({ fingerprint }) => fingerprint === once.fingerprint);
    if (given !== undefined && at - given.at < repeatMs) {
      return { status: "repeated", at: given.at, revision: given.revision, counts: given.counts };
    }

    const subject: Subject = live ?? {
      identity: [],
      revision: 0,
      answers: [],
      held: new Map(),
      expiresAt: 0,
    };
    const counts = counters.map((counter) => {
      const again = subject.held.has(counter.key);
      hold(subject.held, counter);
      return again && counter.kind !== "distinct" ? shelves.count(counter, at) : shelves.add(counter, at);
    });
    subject.expiresAt = Math.max(
      subject.expiresAt,
      at + repeatMs,
      ...counters.map((counter) => at + lifetimeMs(counter)),
    );
    const identity = new Set([...once.identity, ...subject.identity]);
    subject.identity = [...identity].slice(0, mostIdentifiers);
    subject.revision += 1;
    const answer: Answer = {
      status: live === undefined ? "new" : "revised",
      at,
      revision: subject.revision,
      counts,
    };
    const others = subject.answers.filter(({ fingerprint }) => fingerprint !== once.fingerprint);
    subject.answers = [...others, { ...answer, fingerprint: once.fingerprint }].slice(-mostAnswers);
    keep(once.key, subject);
    return answer;
  };

  const keep = (key: string, subject: Subject): void => {
    subjects.delete(key);
    subjects.set(key, subject);
    const most = capacity / keysPerSubject;
    if (subjects.size <= most) return;
    // Many at once: starting at the front of a Map means wading through the holes of earlier deletions.
    for (const longestUnseen of subjects.keys()) {
      if (subjects.size <= most * 0.95) return;
      subjects.delete(longestUnseen);
    }
  };

  return {
    persistent: false,
    observe: async (observation) => observe(observation),
    peek: async (counters, at) => counters.map((counter) => shelves.count(counter, at)),
    async forget(key) {
      const subject = subjects.get(key);
      if (subject === undefined) return false;
      for (const [held, members] of subject.held) {
        for (const member of members) shelves.remove(held, member);
      }
      return subjects.delete(key);
    },
  };
}

/** Notes that a counter holds a subject; the counter noted longest ago is given up when there are too many. */
function hold(held: Subject["held"], counter: Counter<string>): void {
  const members = held.get(counter.key) ?? [];
  const isNew = counter.kind === "distinct" && !members.includes(counter.member);
  held.delete(counter.key);
  held.set(counter.key, isNew ? [...members, counter.member].slice(-counter.bound) : members);
  if (held.size <= mostKeysHeld) return;
  const [oldest] = held.keys();
  if (oldest !== undefined) held.delete(oldest);
}

/** Two identities with nothing in common; one that is not known fits anybody. */
function isStranger(known: readonly string[], given: readonly string[]): boolean {
  return known.length > 0 && given.length > 0 && !given.some((identifier) => known.includes(identifier));
}
