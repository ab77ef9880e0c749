import { type Counter, lifetimeMs } from "../core/counter.js";
import { TrialgateError } from "../core/errors.js";
import { type Observation, type Observed, repeatMs, type Store } from "../core/store.js";
import { createShelves } from "./memory/shelves.js";

/** Options of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /** Most keys and members kept, beside a sixteenth as many subjects; beyond it the least telling go first. Default 200,000: about 100 MB. */
  readonly capacity?: number | undefined;
}

interface Subject {
  identity: readonly string[];
  revision: number;
  /** Answers given, newest last: the newest few. */
  answers: readonly GivenAnswer[];
  /** The counters that hold this subject, so that it is not added twice and can be forgotten. */
  readonly keys: string[];
  /** Its member under the key at the same place; empty for a sum or a rate. */
  readonly members: string[];
  expiresAt: number;
}

type Answer = Exclude<Observed, { status: "conflict" }>;
type GivenAnswer = Answer & { readonly fingerprint: string };

// Whoever comes again and again with something new must not grow without bound: the newest of each are kept.
const mostAnswers = 8;
const mostIdentifiers = 16;
const mostKeysHeld = 128;
// A signup stands under about as many keys, and holding on to a subject means holding on to its keys.
const keysPerSubject = 16;

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
      keys: [],
      members: [],
      expiresAt: 0,
    };
    const counts = counters.map((counter) => {
      const again = subject.keys.includes(counter.key);
      hold(subject, counter);
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
      for (const [place, held] of subject.keys.entries()) shelves.remove(held, subject.members[place] ?? "");
      return subjects.delete(key);
    },
  };
}

/** Notes that a counter holds a subject; what was noted longest ago is given up when it is too much. */
function hold({ keys, members }: Subject, counter: Counter<string>): void {
  const member = counter.kind === "distinct" ? counter.member : "";
  const known = keys.findIndex((key, place) => key === counter.key && members[place] === member);
  const surplus = known >= 0 ? known : keys.length < mostKeysHeld ? -1 : 0;
  if (surplus >= 0) {
    keys.splice(surplus, 1);
    members.splice(surplus, 1);
  }
  keys.push(counter.key);
  members.push(member);
}

/** Two identities with nothing in common; one that is not known fits anybody. */
function isStranger(known: readonly string[], given: readonly string[]): boolean {
  return known.length > 0 && given.length > 0 && !given.some((identifier) => known.includes(identifier));
}
