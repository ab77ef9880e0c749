// The smallest store that keeps every rule. It only grows: a real one lets rows go once `lifetimeMs(counter)` is over.
import {
  type Distinct,
  type FormerCounter,
  type FormerNames,
  type Link,
  type Observation,
  type Observed,
  type RelatedQuestion,
  repeatMs,
  type SealedCounter,
  type Store,
} from "trialgate/core";

type Answer = Exclude<Observed, { status: "conflict" }>;
interface Amount {
  readonly amount: number;
  readonly at: number;
}
interface Subject {
  readonly identity: readonly string[];
  readonly label: string;
  readonly answers: readonly (Answer & { readonly fingerprint: string })[];
  /** Every counter that holds it, by key and member. */
  readonly held: ReadonlyMap<string, SealedCounter>;
}

export function tableStore(): Store {
  const members = new Map<string, Map<string, number>>(); // of distinct counters, and when each was last seen
  const amounts = new Map<string, Amount[]>(); // of sums and rates
  const subjects = new Map<string, Subject>();

  const membersOf = (key: string): Map<string, number> => members.get(key) ?? new Map();

  const liveMembers = ({ windowMs }: Distinct<string>, key: string, at: number): [string, number][] =>
    [...membersOf(key)].filter(([, seenAt]) => at - seenAt < windowMs);

  const count = (counter: SealedCounter, key: string, at: number): number => {
    if (counter.kind === "distinct") return liveMembers(counter, key, at).length;
    const left = (amounts.get(key) ?? []).map((row) => row.amount * shareLeft(counter, at - row.at));
    return left.reduce((total, amount) => total + amount, 0);
  };

  // What was last seen under any of its names stands under the new one alone. A clock that was set back changes nothing.
  const addMember = (counter: Distinct<string>, former: readonly FormerCounter[], at: number): void => {
    const kept = membersOf(counter.key);
    let seenAt = Math.max(at, kept.get(counter.member) ?? at);
    for (const { key, member = "" } of former) {
      seenAt = Math.max(seenAt, membersOf(key).get(member) ?? at);
      membersOf(key).delete(member);
    }
    members.set(counter.key, kept.set(counter.member, seenAt));
    const [oldest] = [...kept].sort(([, a], [, b]) => a - b);
    if (kept.size > counter.bound && oldest !== undefined) kept.delete(oldest[0]);
  };

  const addAmount = (key: string, row: Amount): unknown =>
    amounts.set(key, [...(amounts.get(key) ?? []), row]);

  const observe = ({ at, once, counters, former = [] }: Observation): Observed => {
    // Under an earlier secret it is the same subject. While two releases run side by side, it may stand under both.
    const names: readonly Omit<FormerNames, "counters">[] = [once, ...former];
    const known = names.flatMap(({ key }) => subjects.get(key) ?? []);
    // Two identities with nothing in common are two people, and nothing is written.
    const identity = known.flatMap((subject) => subject.identity);
    const given = names.flatMap((name) => name.identity);
    const shared = given.some((identifier) => identity.includes(identifier));
    if (identity.length > 0 && given.length > 0 && !shared) return { status: "conflict" };
    // The same question within a day gets its answer again, and nothing is written.
    const answers = known.flatMap((subject) => subject.answers).sort((a, b) => a.revision - b.revision);
    const same = answers.findLast((answer) => names.some((name) => name.fingerprint === answer.fingerprint));
    if (same !== undefined && at - same.at < repeatMs) {
      const { fingerprint: _, ...answer } = same;
      return { ...answer, status: "repeated" };
    }
    // Members are refreshed; a sum or a rate holds a subject once; what is only read holds nobody.
    const held = new Map(known.flatMap((subject) => [...subject.held]));
    const isHeld = ({ key }: FormerCounter): boolean =>
      [...held.values()].some((counter) => counter.key === key);
    const asked = counters.map((counter, place) => ({
      counter,
      before: former.flatMap((name) => name.counters[place] ?? []),
    }));
    for (const { counter, before } of asked) {
      if (counter.readOnly === true) continue;
      if (counter.kind === "distinct") addMember(counter, before, at);
      else if (![counter, ...before].some(isHeld)) addAmount(counter.key, { amount: counter.amount, at });
      held.set(JSON.stringify([counter.key, counter.kind === "distinct" && counter.member]), counter);
    }
    const answer: Answer = {
      status: known.length === 0 ? "new" : "revised",
      at,
      revision: (answers.at(-1)?.revision ?? 0) + 1,
      counts: asked.map(({ counter, before }) =>
        [counter, ...before].reduce((total, { key }) => total + count(counter, key, at), 0),
      ),
    };
    for (const { key } of former) subjects.delete(key);
    subjects.set(once.key, {
      identity: [...new Set([...identity, ...once.identity])],
      label: once.label,
      answers: [...answers.slice(-7), { ...answer, fingerprint: once.fingerprint }],
      held,
    });
    return answer;
  };

  const related = (subject: string, { at, limit }: RelatedQuestion): readonly Link[] =>
    [...(subjects.get(subject)?.held.values() ?? [])].flatMap((counter) => {
      if (counter.kind !== "distinct" || counter.member !== subject) return [];
      const live = liveMembers(counter, counter.key, at).sort(([, a], [, b]) => b - a);
      if (!live.some(([member]) => member === subject)) return [];
      const others = live.filter(([member]) => member !== subject).slice(0, limit);
      return {
        attribute: counter.attribute ?? "",
        key: counter.key,
        members: live.length,
        others: others.map(([member, seenAt]) => ({
          subject: member,
          label: subjects.get(member)?.label,
          at: seenAt,
        })),
      };
    });

  const forget = (subject: string): boolean => {
    for (const counter of subjects.get(subject)?.held.values() ?? []) {
      if (counter.kind === "distinct") membersOf(counter.key).delete(counter.member);
    }
    return subjects.delete(subject);
  };

  return {
    persistent: false, // true for what outlives the process: it is then only ever told keyed hashes
    observe: async (observation) => observe(observation), // in a database: one transaction
    peek: async (counters, at) => counters.map((counter) => count(counter, counter.key, at)),
    related: async (subject, asked) => related(subject, asked),
    forget: async (subject) => forget(subject),
  };
}

/** How much of an amount still counts at this age. */
function shareLeft(counter: SealedCounter, ageMs: number): number {
  if (counter.kind === "rate") return 2 ** (-Math.max(0, ageMs) / counter.halfLifeMs);
  return counter.kind === "sum" && ageMs < counter.windowMs ? 1 : 0;
}
