import { type Counter, lifetimeMs, type SealedCounter } from "../../core/counter.js";
import type { FormerCounter } from "../../core/store.js";
import type { Countable } from "./counters.js";
import type { Fingerprint } from "./fingerprint.js";

/** What a text is fingerprinted for. */
export const uses = {
  /** A subject or a member, for a subject may be a member. */
  name: 0,
  distinct: 1,
  sum: 2,
  rate: 3,
  budget: 4,
  identity: 5,
  question: 6,
} as const;

/** A subject, by its text and its fingerprint. Most members are the subject itself, and need no fingerprint of their own. */
export interface SubjectName {
  readonly key: string;
  readonly fingerprint: number;
}

/** A counter without its texts. */
export function countable(fingerprint: Fingerprint, counter: SealedCounter, subject: SubjectName): Countable {
  const { kind } = counter;
  const name = fingerprint(uses[kind], counter.key);
  return {
    fingerprint: name,
    kind,
    spanMs: kind === "rate" ? counter.halfLifeMs : counter.windowMs,
    lifetimeMs: lifetimeMs(counter),
    value: kind === "distinct" ? memberName(fingerprint, counter.member, subject) : counter.amount,
    bound: kind === "distinct" ? counter.bound : 1,
  };
}

/** What a counter, and its member if it counts members, were called under an earlier secret. */
export interface EarlierName {
  readonly counter: number;
  readonly member: number | undefined;
}

/** An earlier name without its texts. */
export function earlierName(
  fingerprint: Fingerprint,
  kind: Counter["kind"],
  { key, member = "" }: FormerCounter,
  subject: SubjectName,
): EarlierName {
  return {
    counter: fingerprint(uses[kind], key),
    member: kind === "distinct" ? memberName(fingerprint, member, subject) : undefined,
  };
}

function memberName(fingerprint: Fingerprint, member: string, subject: SubjectName): number {
  return member === subject.key ? subject.fingerprint : fingerprint(uses.name, member);
}
