import { createBeginnings, type Shortened } from "./beginnings.js";
import type { Fingerprint } from "./fingerprint.js";
import type { Held } from "./held.js";
import { uses } from "./names.js";
import { createRecent } from "./recent.js";

/** What is kept of a subject, so that it is counted once, can be named to its relatives and can be forgotten. */
export interface Subject {
  readonly key: string;
  readonly label: string;
  readonly expiresAt: number;
  readonly revision: number;
  /** Fingerprints, the last given first. */
  readonly identity: readonly number[];
  /** The last given first. */
  readonly answers: readonly GivenAnswer[];
  /** The counters that hold it, the last held at the end. */
  readonly held: readonly Held[];
}

/** What was answered to a question, by its fingerprint. */
export type GivenAnswer = readonly [
  question: number,
  at: number,
  revision: number,
  counts: readonly number[],
];

/** Subjects by the fingerprint of their key. */
export interface Subjects {
  get(fingerprint: number): Subject | undefined;
  set(fingerprint: number, subject: Subject): void;
  /** Whether it was known. */
  delete(fingerprint: number): boolean;
}

/**
 * The `most` subjects that were observed last. Few ever come again, so each rests as one line of text: one byte for a
 * letter, where each field of an object takes eight, at a few microseconds for reading it when the subject does come.
 */
export function createSubjects(most: number, fingerprint: Fingerprint): Subjects {
  const lines = createRecent<string>(most);
  const beginnings = createBeginnings();
  return {
    get(name) {
      const line = lines.get(name);
      if (line === undefined) return undefined;
      const [key, label, expiresAt, revision, identity, answers, held] = JSON.parse(line) as Line;
      const readHeld = (entry: HeldInLine): Held => {
        if (typeof entry === "number") return { counter: entry, member: undefined };
        const [first, second] = entry;
        if (typeof second === "number") return { counter: first as number, member: second };
        const shared =
          typeof first === "number" ? beginnings.restore([first, second]) : { attribute: first, key: second };
        return { counter: fingerprint(uses.distinct, shared.key), member: name, shared };
      };
      return { key, label, expiresAt, revision, identity, answers, held: held.map(readHeld) };
    },
    set(name, { key, label, expiresAt, revision, identity, answers, held }) {
      const writeHeld = ({ counter, member, shared }: Held): HeldInLine => {
        if (member === undefined) return counter;
        if (shared === undefined || member !== name) return [counter, member];
        return beginnings.shorten(shared) ?? [shared.attribute, shared.key];
      };
      const line: Line = [key, label, expiresAt, revision, identity, answers, held.map(writeHeld)];
      // What JSON.stringify answers is a string of pieces, in V8; trimming makes it one, and a quarter smaller.
      lines.set(name, JSON.stringify(line).trim());
    },
    delete: (name) => lines.delete(name),
  };
}

/** A subject at rest, as JSON. */
type Line = readonly [
  key: string,
  label: string,
  expiresAt: number,
  revision: number,
  identity: readonly number[],
  answers: readonly GivenAnswer[],
  held: readonly HeldInLine[],
];

/** A sum or rate; distinct members and one of them; or a counter with its text, from which all of it can be worked out. */
type HeldInLine =
  | number
  | readonly [counter: number, member: number]
  | Shortened
  | readonly [attribute: string, key: string];

/** One subject of what was kept under several names, the first name first; undefined of none. */
export function joined(kept: readonly Subject[]): Subject | undefined {
  const [first, ...others] = kept;
  if (first === undefined || others.length === 0) return first;
  return {
    ...first,
    expiresAt: Math.max(...kept.map(({ expiresAt }) => expiresAt)),
    revision: Math.max(...kept.map(({ revision }) => revision)),
    identity: kept.flatMap(({ identity }) => identity),
    answers: kept.flatMap(({ answers }) => answers),
    held: kept.toReversed().flatMap(({ held }) => held),
  };
}
