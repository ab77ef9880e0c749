import type { Counter, SealedCounter } from "../../core/counter.js";
import {
  type FormerNames,
  mostKept,
  type Observation,
  type Observed,
  type Once,
  repeatMs,
} from "../../core/store.js";
import type { Countable, Counters } from "./counters.js";
import type { Fingerprint } from "./fingerprint.js";
import { type Held, hold, isHeld, letGo } from "./held.js";
import { countable, type EarlierName, earlierName, type SubjectName, uses } from "./names.js";
import { type GivenAnswer, joined, type Subjects } from "./subjects.js";

/** What a memory store keeps. */
export interface Kept {
  readonly fingerprint: Fingerprint;
  readonly counters: Counters;
  readonly subjects: Subjects;
}

/** Counts one subject under all counters of an observation, as `Store.observe` says. */
export function observe({ fingerprint, counters, subjects }: Kept, observation: Observation): Observed {
  const { at, once } = observation;
  const own = namesOf(fingerprint, once);
  const former = (observation.former ?? []).map((names) => formerNamesOf(fingerprint, names));
  const names = [own, ...former];
  const known = joined(
    names.flatMap(({ subject }) => {
      const kept = subjects.get(subject.fingerprint);
      return kept !== undefined && kept.expiresAt > at ? kept : [];
    }),
  );
  if (
    known !== undefined &&
    isStranger(
      known.identity,
      names.flatMap(({ identity }) => identity),
    )
  ) {
    return { status: "conflict" };
  }
  const isAsked = ([question]: GivenAnswer): boolean => names.some((name) => name.question === question);
  const given = known?.answers.find(isAsked);
  if (given !== undefined && at - given[1] < repeatMs) {
    const [, at, revision, counts] = given;
    return { status: "repeated", at, revision, counts };
  }

  const held = known === undefined ? [] : [...known.held];
  let expiresAt = Math.max(known?.expiresAt ?? 0, at + repeatMs);
  const counts = observation.counters.map((counter, place) => {
    const current = countable(fingerprint, counter, own.subject);
    const earlier = earlierNames(fingerprint, former, counter.kind, place);
    let count = 0;
    if (counter.readOnly === true) count = counters.count(current.fingerprint, at);
    else {
      expiresAt = Math.max(expiresAt, at + current.lifetimeMs);
      const isAgain = isHeld(held, current.fingerprint) || earlier.some((name) => isHeld(held, name.counter));
      for (const name of earlier) letGo(held, name);
      hold(held, holding(counter, current, own.subject));
      if (counter.kind === "distinct") count = counters.add(current, at, moveOut(counters, earlier, at));
      else count = isAgain ? counters.count(current.fingerprint, at) : counters.add(current, at);
    }
    for (const name of earlier) count += counters.count(name.counter, at);
    return count;
  });

  const revision = (known?.revision ?? 0) + 1;
  const answers = known?.answers.filter((answer) => !isAsked(answer)) ?? [];
  for (const { subject } of former) subjects.delete(subject.fingerprint);
  subjects.set(own.subject.fingerprint, {
    key: once.key,
    label: once.label,
    expiresAt,
    revision,
    identity: known === undefined ? own.identity : union(own.identity, known.identity),
    answers: [[own.question, at, revision, counts] as const, ...answers].slice(0, mostKept.answers),
    held,
  });
  return { status: known === undefined ? "new" : "revised", at, revision, counts };
}

interface Names {
  readonly subject: SubjectName;
  readonly question: number;
  readonly identity: readonly number[];
}

interface EarlierNames extends Names {
  readonly counters: FormerNames["counters"];
}

/** What is observed under one secret, without its texts. */
function namesOf(fingerprint: Fingerprint, names: Omit<Once, "label">): Names {
  const { key, identity } = names;
  return {
    subject: { key, fingerprint: fingerprint(uses.name, key) },
    question: fingerprint(uses.question, names.fingerprint),
    identity: identity.slice(0, mostKept.identifiers).map((each) => fingerprint(uses.identity, each)),
  };
}

function formerNamesOf(fingerprint: Fingerprint, names: FormerNames): EarlierNames {
  return { ...namesOf(fingerprint, names), counters: names.counters };
}

const none: readonly never[] = [];

/** What the counter at a place was called under earlier secrets. Mostly there are none. */
function earlierNames(
  fingerprint: Fingerprint,
  former: readonly EarlierNames[],
  kind: Counter["kind"],
  place: number,
): readonly EarlierName[] {
  if (former.length === 0) return none;
  return former.flatMap(({ counters, subject }) => {
    const name = counters[place];
    return name === undefined ? [] : earlierName(fingerprint, kind, name, subject);
  });
}

/** The identifiers given now, and those that are known. */
function union(given: readonly number[], known: readonly number[]): readonly number[] {
  return [...new Set([...given, ...known])].slice(0, mostKept.identifiers);
}

/** Takes a member out of where it stood under earlier names, and answers when it was last seen: at least `at`. */
function moveOut(counters: Counters, earlier: readonly EarlierName[], at: number): number {
  return earlier.reduce((latest, { counter, member }) => {
    const seenAt = member === undefined ? undefined : counters.remove(counter, member);
    return Math.max(latest, seenAt ?? at);
  }, at);
}

/** What to note of a counter that holds a subject. */
function holding(counter: SealedCounter, { fingerprint, value }: Countable, subject: SubjectName): Held {
  if (counter.kind !== "distinct") return { counter: fingerprint, member: undefined };
  if (counter.member !== subject.key) return { counter: fingerprint, member: value };
  const shared = { attribute: counter.attribute ?? "", key: counter.key };
  return { counter: fingerprint, member: value, shared };
}

/** Two identities with nothing in common; one that is not known fits anybody. */
function isStranger(known: readonly number[], given: readonly number[]): boolean {
  return known.length > 0 && given.length > 0 && !given.some((identifier) => known.includes(identifier));
}
