import { lifetimeMs } from "../core/counter.js";
import { TrialgateError } from "../core/errors.js";
import { type Observation, type Observed, repeatMs, type Store } from "../core/store.js";
import { createShelves } from "./memory/shelves.js";

export interface MemoryStoreOptions {
  /** Most keys and members kept, and four times the most subjects; beyond it the least telling go first. Default 200,000. */
  readonly capacity?: number | undefined;
}

interface Subject {
  identity: readonly string[];
  revision: number;
  /** Answers given, newest last: the newest few. */
  answers: readonly GivenAnswer[];
  /** The counters that hold this subject, so that it is not added twice and can be forgotten. */
  readonly keys: string[];
  /** Its member under the key at the same place; undefined for a sum or a rate. */
  readonly members: (string | undefined)[];
  expiresAt: number;
}

type Answer = Exclude<Observed, { status: "conflict" }>;
type GivenAnswer = Answer & { readonly fingerprint: string };

const mostAnswers = 8;
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
      keys: [],
      members: [],
      expiresAt: 0,
    };
    const counts = counters.map((counter) => {
      const again = subject.keys.includes(counter.key);
      if (!again) {
        subject.keys.push(counter.key);
        subject.members.push(counter.kind === "distinct" ? counter.member : undefined);
      }
      return again && counter.kind !== "distinct" ? shelves.count(counter, at) : shelves.add(counter, at);
    });
    subject.expiresAt = Math.max(
      subject.expiresAt,
      at + repeatMs,
      ...counters.map((counter) => at + lifetimeMs(counter)),
    );
    subject.identity = [...new Set([...subject.identity, ...once.identity])];
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
      for (const [place, member] of subject.members.entries()) {
        if (member !== undefined) shelves.remove(subject.keys[place] ?? "", member);
      }
      return subjects.delete(key);
    },
  };
}

/** Two identities with nothing in common; one that is not known fits anybody. */
function isStranger(known: readonly string[], given: readonly string[]): boolean {
  return known.length > 0 && given.length > 0 && !given.some((identifier) => known.includes(identifier));
}
