import { type Counter, lifetimeMs, type SealedCounter } from "../core/counter.js";
import { TrialgateError } from "../core/errors.js";
import type { Claim, Claimed, Ledger } from "../core/ledger.js";
import {
  type FormerNames,
  type Link,
  type Observation,
  type Observed,
  type Once,
  type RelatedQuestion,
  repeatMs,
  type Store,
} from "../core/store.js";
import { createShelves } from "./memory/shelves.js";

/** Options of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /** Most keys and members kept, beside a sixteenth as many subjects; beyond it the least telling go first. Default 200,000: about 100 MB. */
  readonly capacity?: number | undefined;
}

interface Subject {
  label: string;
  identity: readonly string[];
  revision: number;
  /** Answers given, newest last: the newest few. */
  answers: readonly GivenAnswer[];
  /** The counters that hold this subject, so that it is not added twice and can be forgotten. */
  readonly held: Held[];
  expiresAt: number;
}

/** A counter that holds a subject. */
interface Held {
  readonly key: string;
  readonly attribute: string;
  /** What it is called there; undefined for a sum or a rate. */
  readonly member: string | undefined;
}

/** What a subject took of its budgets. */
interface Taken {
  readonly amount: number;
  readonly expiresAt: number;
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
export function memoryStore({ capacity = 200_000 }: MemoryStoreOptions = {}): Store & Ledger {
  if (!Number.isInteger(capacity) || capacity < 100) {
    throw new TrialgateError("invalid_config", [
      { path: "capacity", message: "must be a whole number of at least 100" },
    ]);
  }
  const shelves = createShelves(capacity);
  const budgets = createShelves(capacity);
  const subjects = new Map<string, Subject>();
  const takenBy = new Map<string, Taken>();

  const observe = ({ at, once, counters, former = [] }: Observation): Observed => {
    const names = [once, ...former];
    const key = names.find((name) => (subjects.get(name.key)?.expiresAt ?? 0) > at)?.key;
    const known = key === undefined ? undefined : subjects.get(key);
    if (known !== undefined && isStranger(known.identity, names)) return { status: "conflict" };
    const given = known?.answers.find(({ fingerprint }) => isAsked(fingerprint, names));
    if (given !== undefined && at - given.at < repeatMs) {
      return { status: "repeated", at: given.at, revision: given.revision, counts: given.counts };
    }

    const subject: Subject = known ?? {
      label: "",
      identity: [],
      revision: 0,
      answers: [],
      held: [],
      expiresAt: 0,
    };
    if (key !== undefined) subjects.delete(key);
    const counts = counters.map((counter, place) => {
      if (counter.readOnly !== true) count(subject, counter, place, { at, former });
      return former.reduce(
        (total, { counters }) => {
          const earlier = counters[place];
          return earlier === undefined ? total : total + shelves.count({ ...counter, key: earlier.key }, at);
        },
        shelves.count(counter, at),
      );
    });
    subject.label = once.label;
    subject.expiresAt = Math.max(
      subject.expiresAt,
      at + repeatMs,
      ...counters.map((counter) => (counter.readOnly === true ? 0 : at + lifetimeMs(counter))),
    );
    subject.identity = [...new Set([...once.identity, ...subject.identity])].slice(0, mostIdentifiers);
    subject.revision += 1;
    const answer: Answer = {
      status: known === undefined ? "new" : "revised",
      at,
      revision: subject.revision,
      counts,
    };
    const others = subject.answers.filter(({ fingerprint }) => !isAsked(fingerprint, names));
    subject.answers = [...others, { ...answer, fingerprint: once.fingerprint }].slice(-mostAnswers);
    keepWithin(capacity / keysPerSubject, subjects, once.key, subject);
    return answer;
  };

  /** Counts a subject under one counter, once, and brings along what stands there under former names. */
  const count = (
    subject: Subject,
    counter: SealedCounter,
    place: number,
    { at, former }: Required<Pick<Observation, "at">> & { readonly former: readonly FormerNames[] },
  ): void => {
    const earlier = former.flatMap(({ counters }) => counters[place] ?? []);
    const isHeld = [counter.key, ...earlier.map(({ key }) => key)].some((key) =>
      subject.held.some((held) => held.key === key),
    );
    for (const { key, member } of earlier) release(subject, key, member);
    hold(subject, counter);
    if (counter.kind !== "distinct") {
      if (!isHeld) shelves.add(counter, at);
      return;
    }
    const seenAt = earlier.map(({ key, member = "" }) => shelves.remove(key, member) ?? at);
    shelves.add(counter, at, Math.max(at, ...seenAt));
  };

  const related = (subject: string, { at, limit }: RelatedQuestion): readonly Link[] =>
    (subjects.get(subject)?.held ?? []).flatMap(({ key, attribute, member }) => {
      const members = member === subject ? shelves.members(key, at) : [];
      if (!members.some((other) => other.member === subject)) return [];
      const others = members.filter((other) => other.member !== subject).slice(0, limit);
      const named = others.map(({ member, at }) => ({
        subject: member,
        label: subjects.get(member)?.label,
        at,
      }));
      return [{ attribute, key, members: members.length, others: named }];
    });

  const claim = ({ at, subject, amounts, budgets: asked }: Claim): Claimed => {
    const before = takenBy.get(subject);
    const taken = before !== undefined && before.expiresAt > at ? before.amount : 0;
    const sums = asked.map(({ key, windowMs }) => ({ kind: "sum", key, amount: 0, windowMs }) as const);
    const totals = sums.map((sum) => budgets.count(sum, at));
    const fits = (more: number): boolean =>
      more <= 0 || asked.every(({ limit }, place) => (totals[place] ?? 0) + more <= limit);
    const place = amounts.findIndex((amount) => fits(amount - taken));
    const more = (amounts[place] ?? 0) - taken;
    if (more <= 0) return { place, totals };
    for (const sum of sums) budgets.add({ ...sum, amount: more }, at);
    const expiresAt = Math.max(before?.expiresAt ?? 0, ...asked.map(({ windowMs }) => at + windowMs));
    keepWithin(capacity / keysPerSubject, takenBy, subject, { amount: taken + more, expiresAt });
    return { place, totals: totals.map((total) => total + more) };
  };

  return {
    persistent: false,
    observe: async (observation) => observe(observation),
    peek: async (counters, at) => counters.map((counter) => shelves.count(counter, at)),
    related: async (subject, asked) => related(subject, asked),
    async forget(key) {
      const took = takenBy.delete(key);
      for (const { key: held, member } of subjects.get(key)?.held ?? []) {
        if (member !== undefined) shelves.remove(held, member);
      }
      return subjects.delete(key) || took;
    },
    claim: async (asked) => claim(asked),
  };
}

/** Keeps the `most` entries that were set last. */
function keepWithin<Value>(most: number, entries: Map<string, Value>, key: string, value: Value): void {
  entries.delete(key);
  entries.set(key, value);
  if (entries.size <= most) return;
  // Many at once: starting at the front of a Map means wading through the holes of earlier deletions.
  for (const oldest of entries.keys()) {
    if (entries.size <= most * 0.95) return;
    entries.delete(oldest);
  }
}

/** Notes that a counter holds a subject; what was noted longest ago is given up when it is too much. */
function hold(subject: Subject, counter: Counter<string>): void {
  const { key } = counter;
  const isDistinct = counter.kind === "distinct";
  const member = isDistinct ? counter.member : undefined;
  release(subject, key, member);
  if (subject.held.length >= mostKeysHeld) subject.held.shift();
  subject.held.push({ key, member, attribute: (isDistinct ? counter.attribute : undefined) ?? "" });
}

/** Notes that a counter no longer holds a subject. */
function release({ held }: Subject, key: string, member: string | undefined): void {
  const place = held.findIndex((one) => one.key === key && one.member === member);
  if (place >= 0) held.splice(place, 1);
}

/** Whether the question is among those asked, by whatever name. */
function isAsked(fingerprint: string, names: readonly Pick<Once, "fingerprint">[]): boolean {
  return names.some((name) => name.fingerprint === fingerprint);
}

/** Two identities with nothing in common under any name; one that is not known fits anybody. */
function isStranger(known: readonly string[], names: readonly Pick<Once, "identity">[]): boolean {
  const given = names.flatMap(({ identity }) => identity);
  return known.length > 0 && given.length > 0 && !given.some((identifier) => known.includes(identifier));
}
