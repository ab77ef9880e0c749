// The smallest store that keeps every rule. It only grows: a real one lets rows go once `lifetimeMs(counter)` is over.
import { type Counter, type Observation, type Observed, repeatMs, type Store } from "trialgate/core";

/** Rows of one counter: by member for distinct members, by subject for a sum or a rate. */
type Rows = Map<string, { readonly subject: string; readonly amount: number; readonly at: number }>;
type Answer = Exclude<Observed, { status: "conflict" }>;
interface Subject {
  readonly identity: readonly string[];
  readonly answers: readonly (Answer & { readonly fingerprint: string })[];
  readonly keys: ReadonlySet<string>;
}

export function tableStore(): Store {
  const table = new Map<string, Rows>();
  const subjects = new Map<string, Subject>();

  const count = (counter: Counter<string>, at: number): number => {
    let total = 0;
    for (const row of table.get(counter.key)?.values() ?? [])
      total += row.amount * shareLeft(counter, at - row.at);
    return total;
  };

  const add = (counter: Counter<string>, subject: string, at: number): void => {
    const rows: Rows = table.get(counter.key) ?? new Map();
    table.set(counter.key, rows);
    if (counter.kind !== "distinct") {
      rows.set(subject, { subject, amount: counter.amount, at });
      return;
    }
    const seenAt = Math.max(at, rows.get(counter.member)?.at ?? at);
    rows.set(counter.member, { subject, amount: 1, at: seenAt });
    const [oldest] = [...rows].sort(([, a], [, b]) => a.at - b.at);
    if (rows.size > counter.bound && oldest !== undefined) rows.delete(oldest[0]);
  };

  const observe = ({ at, once, counters }: Observation): Observed => {
    const known = subjects.get(once.key);
    const { identity = [], answers = [], keys } = known ?? {};
    // Two identities with nothing in common are two people, and nothing is written.
    const shared = once.identity.some((identifier) => identity.includes(identifier));
    if (identity.length > 0 && once.identity.length > 0 && !shared) return { status: "conflict" };
    // The same question within a day gets its answer again, and nothing is written.
    const given = answers.findLast(({ fingerprint }) => fingerprint === once.fingerprint);
    if (given !== undefined && at - given.at < repeatMs) {
      return { status: "repeated", at: given.at, revision: given.revision, counts: given.counts };
    }
    // Members are refreshed; a sum or a rate holds a subject once.
    const held = new Set(keys);
    for (const counter of counters) {
      if (counter.kind === "distinct" || !held.has(counter.key)) add(counter, once.key, at);
      held.add(counter.key);
    }
    const answer: Answer = {
      status: known === undefined ? "new" : "revised",
      at,
      revision: (answers.at(-1)?.revision ?? 0) + 1,
      counts: counters.map((counter) => count(counter, at)),
    };
    subjects.set(once.key, {
      identity: [...new Set([...identity, ...once.identity])],
      answers: [...answers.slice(-7), { ...answer, fingerprint: once.fingerprint }],
      keys: held,
    });
    return answer;
  };

  return {
    persistent: false, // true for what outlives the process: it is then only ever told keyed hashes
    observe: async (observation) => observe(observation), // in a database: one transaction
    peek: async (counters, at) => counters.map((counter) => count(counter, at)),
    async forget(subject) {
      for (const key of subjects.get(subject)?.keys ?? []) {
        const rows = table.get(key) ?? new Map();
        for (const [member, row] of rows) if (row.subject === subject) rows.delete(member);
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
