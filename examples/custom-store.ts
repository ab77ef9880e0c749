// The smallest store that keeps every rule: rows in a table, as a database would hold them. It only ever grows; a real
// one lets rows expire after `lifetimeMs` and bounds what it holds.
import type { Counter, Observation, Observed, Store } from "trialgate";
import { lifetimeMs, repeatMs } from "trialgate/core";

/** `member` is the counted member of a distinct counter, and the subject in a sum or a rate. */
type Row = {
  readonly subject: string;
  readonly member: string;
  readonly amount: number;
  readonly at: number;
};
type Answer = Exclude<Observed, { status: "conflict" }>;
interface Subject {
  identity: readonly string[];
  answers: (Answer & { fingerprint: string })[];
  readonly keys: Set<string>;
  until: number;
}

export function tableStore(): Store {
  const table = new Map<string, readonly Row[]>();
  const subjects = new Map<string, Subject>();

  const count = (counter: Counter<string>, at: number): number =>
    (table.get(counter.key) ?? []).reduce(
      (total, row) => total + row.amount * shareLeft(counter, at - row.at),
      0,
    );

  const add = (counter: Counter<string>, subject: string, at: number): void => {
    const isDistinct = counter.kind === "distinct";
    const row = {
      subject,
      at,
      member: isDistinct ? counter.member : subject,
      amount: isDistinct ? 1 : counter.amount,
    };
    const rows = table.get(counter.key) ?? [];
    const before = isDistinct ? rows.find(({ member }) => member === row.member) : undefined;
    const newest = before !== undefined && before.at > at ? before : row;
    const others = rows.filter((other) => other !== before).sort((a, b) => b.at - a.at);
    table.set(counter.key, [newest, ...(isDistinct ? others.slice(0, counter.bound - 1) : others)]);
  };

  const observe = ({ at, once, counters }: Observation): Observed => {
    const found = subjects.get(once.key);
    const known = found !== undefined && found.until > at ? found : undefined;
    const { identity, answers, keys, until } = known ?? {
      identity: [],
      answers: [],
      keys: new Set<string>(),
      until: 0,
    };
    // 1. Two identities with nothing in common are two people; nothing is written.
    const isKnown = (identifier: string): boolean => identity.includes(identifier);
    if (identity.length > 0 && once.identity.length > 0 && !once.identity.some(isKnown))
      return { status: "conflict" };
    // 2. The same question within a day gets the first answer again; nothing is written.
    const given = answers.findLast(({ fingerprint }) => fingerprint === once.fingerprint);
    if (given !== undefined && at - given.at < repeatMs) {
      return { status: "repeated", at: given.at, revision: given.revision, counts: given.counts };
    }
    // 3. Members are refreshed; a sum or a rate holds a subject once.
    for (const counter of counters) {
      if (counter.kind === "distinct" || !keys.has(counter.key)) add(counter, once.key, at);
      keys.add(counter.key);
    }
    const revision = (answers.at(-1)?.revision ?? 0) + 1;
    const counts = counters.map((counter) => count(counter, at));
    const answer: Answer = { status: known === undefined ? "new" : "revised", at, revision, counts };
    subjects.set(once.key, {
      identity: [...new Set([...identity, ...once.identity])],
      answers: [...answers.slice(-7), { ...answer, fingerprint: once.fingerprint }],
      keys,
      until: Math.max(until, at + repeatMs, ...counters.map((counter) => at + lifetimeMs(counter))),
    });
    return answer;
  };

  return {
    persistent: false, // true for anything that outlives the process: it is then only ever told keyed hashes
    observe: async (observation) => observe(observation), // in a database: one transaction
    peek: async (counters, at) => counters.map((counter) => count(counter, at)),
    async forget(subject) {
      for (const key of subjects.get(subject)?.keys ?? []) {
        table.set(
          key,
          (table.get(key) ?? []).filter((row) => row.subject !== subject),
        );
      }
      return subjects.delete(subject);
    },
  };
}

/** How much of an amount still counts at this age. */
function shareLeft(counter: Counter<string>, ageMs: number): number {
  if (counter.kind === "rate") return 2 ** (-Math.max(0, ageMs) / counter.halfLifeMs);
  return ageMs < counter.windowMs ? 1 : 0;
}
