import { TrialgateError } from "../core/errors.js";
import type { Ledger } from "../core/ledger.js";
import { problemUnless, unknownOptions } from "../core/problems.js";
import type { Link, RelatedQuestion, Relative, Store } from "../core/store.js";
import { createBudgets } from "./memory/budgets.js";
import { createCounters } from "./memory/counters.js";
import { createFingerprint } from "./memory/fingerprint.js";
import { uses } from "./memory/names.js";
import { observe } from "./memory/observing.js";
import { createSubjects } from "./memory/subjects.js";

/** Options of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /** Most keys and members kept, beside an eighth as many subjects; beyond it the least telling go first. Default 200,000: about 35 MB. */
  readonly capacity?: number | undefined;
}

// About as many keys are new with a signup, and holding on to a subject means holding on to its keys.
const keysPerSubject = 8;

/**
 * A store in the memory of this process: for one instance, for tests and for trying things out. Windows are exact
 * from 1 ms to 365 days by the caller's clock, memory is bounded, nothing is written to disk.
 * @throws TrialgateError `invalid_config` when `capacity` is not a whole number of at least 100.
 */
export function memoryStore(options: MemoryStoreOptions = {}): Store & Ledger {
  const { capacity = 200_000 } = options;
  const problems = [
    ...unknownOptions(Object.keys(options), ["capacity"]),
    ...problemUnless(
      Number.isInteger(capacity) && capacity >= 100,
      "capacity",
      "must be a whole number of at least 100",
    ),
  ];
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
  const mostSubjects = capacity / keysPerSubject;
  const fingerprint = createFingerprint();
  const counters = createCounters(capacity);
  const subjects = createSubjects(mostSubjects, fingerprint);
  const budgets = createBudgets(counters, fingerprint, mostSubjects);

  const related = (key: string, { at, limit }: RelatedQuestion): readonly Link[] => {
    const subject = fingerprint(uses.name, key);
    return (subjects.get(subject)?.held ?? []).flatMap(({ counter, shared }) => {
      if (shared === undefined) return [];
      const members = counters.members(counter, at);
      if (!members.some((each) => each.member === subject)) return [];
      const others: Relative[] = [];
      for (const { member, at } of members) {
        if (others.length >= limit) break;
        // Members are kept by fingerprint alone, so one whose subject was given up can be counted but not named.
        const other = member === subject ? undefined : subjects.get(member);
        if (other !== undefined) others.push({ subject: other.key, label: other.label, at });
      }
      return { ...shared, members: members.length, others };
    });
  };

  const forget = (key: string): boolean => {
    const subject = fingerprint(uses.name, key);
    for (const { counter, member } of subjects.get(subject)?.held ?? []) {
      if (member !== undefined) counters.remove(counter, member);
    }
    const took = budgets.forget(subject);
    return subjects.delete(subject) || took;
  };

  return {
    persistent: false,
    observe: async (observation) => observe({ fingerprint, counters, subjects }, observation),
    peek: async (asked, at) => asked.map(({ kind, key }) => counters.count(fingerprint(uses[kind], key), at)),
    related: async (subject, asked) => related(subject, asked),
    forget: async (subject) => forget(subject),
    claim: async (claim) => budgets.claim(claim),
  };
}
