import { isDeepStrictEqual } from "node:util";
import type { FormerNames, Link, Observation, Observed, SealedCounter } from "trialgate/core";
import { lifetimeMs, repeatMs } from "trialgate/core";
import { describe, expect, it } from "vitest";
import { days, hours } from "../../src/core/clock.js";
import { memoryStore } from "../../src/stores/memory.js";

/** The rules of a store once more, as plainly as they can be said: texts in maps, nothing compact, nothing evicted. */
function modelStore() {
  interface Entry {
    readonly name: string;
    value: number;
    time: number;
  }
  interface Kept {
    label: string;
    expiresAt: number;
    revision: number;
    identity: string[];
    answers: { question: string; at: number; revision: number; counts: readonly number[] }[];
    held: { key: string; kind: string; member: string; attribute: string }[];
  }
  const tallies = new Map<string, { counter: SealedCounter; entries: Entry[] }>();
  const subjects = new Map<string, Kept>();
  const taken = new Map<string, { amount: number; expiresAt: number }>();

  const count = (kind: string, key: string, at: number): number => {
    const tally = tallies.get(`${kind} ${key}`);
    if (tally === undefined) return 0;
    const { counter, entries } = tally;
    if (counter.kind === "rate") {
      return entries.reduce(
        (_, { value, time }) => value * 2 ** (-Math.max(0, at - time) / counter.halfLifeMs),
        0,
      );
    }
    const live = entries.filter(({ time }) => time > at - counter.windowMs);
    return counter.kind === "distinct" ? live.length : live.reduce((total, { value }) => total + value, 0);
  };
  const remove = (key: string, member: string): number | undefined => {
    const tally = tallies.get(`distinct ${key}`);
    const found = tally?.entries.find(({ name }) => name === member);
    if (tally !== undefined) tally.entries = tally.entries.filter((entry) => entry !== found);
    return found?.time;
  };
  const add = (counter: SealedCounter, at: number, seenAt = at): void => {
    const id = `${counter.kind} ${counter.key}`;
    const tally = tallies.get(id) ?? { counter, entries: [] };
    tallies.set(id, tally);
    const before = count(counter.kind, counter.key, at);
    if (counter.kind === "rate") {
      const since = Math.max(at, ...tally.entries.map(({ time }) => time));
      tally.entries = [{ name: "", value: before + counter.amount, time: since }];
      return;
    }
    const live = (entry: Entry): boolean => entry.time > seenAt - counter.windowMs;
    const byTime = (a: Entry, b: Entry): number => a.time - b.time;
    if (counter.kind === "distinct") {
      const time = Math.max(seenAt, remove(counter.key, counter.member) ?? seenAt);
      const others = tally.entries.filter(live);
      const kept = others.slice(Math.max(0, others.length - counter.bound + 1));
      tally.entries = [...kept, { name: counter.member, value: 1, time }].sort(byTime);
      return;
    }
    const stepMs = Math.ceil(counter.windowMs / 60);
    const time = (Math.floor(at / stepMs) + 1) * stepMs - 1;
    const step = tally.entries.find((entry) => entry.time === time);
    if (step !== undefined) step.value += counter.amount;
    else
      tally.entries = [...tally.entries, { name: "", value: counter.amount, time }]
        .sort(byTime)
        .filter(live)
        .slice(-61);
  };

  return {
    count: ({ kind, key }: SealedCounter, at: number) => count(kind, key, at),
    observe({ at, once, counters, former = [] }: Observation): Observed {
      const names = [once, ...former];
      const alive = names.flatMap(({ key }) => {
        const kept = subjects.get(key);
        return kept !== undefined && kept.expiresAt > at ? kept : [];
      });
      const known = alive.flatMap(({ identity }) => identity);
      const given = names.flatMap(({ identity }) => identity);
      if (known.length > 0 && given.length > 0 && !known.some((one) => given.includes(one)))
        return { status: "conflict" };
      const asked = names.map(({ fingerprint }) => fingerprint);
      const answers = alive.flatMap((kept) => kept.answers);
      const answer = answers.find(({ question }) => asked.includes(question));
      if (answer !== undefined && at - answer.at < repeatMs) {
        return { status: "repeated", at: answer.at, revision: answer.revision, counts: answer.counts };
      }
      let held = alive.toReversed().flatMap((kept) => kept.held);
      let expiresAt = Math.max(at + repeatMs, ...alive.map((kept) => kept.expiresAt));
      const counts = counters.map((counter, place) => {
        const { kind, key } = counter;
        const earlier = former.flatMap((each) => each.counters[place] ?? []);
        const total = (): number =>
          earlier.reduce((sum, name) => sum + count(kind, name.key, at), count(kind, key, at));
        if (counter.readOnly === true) return total();
        expiresAt = Math.max(expiresAt, at + lifetimeMs(counter));
        const keys = [key, ...earlier.map((name) => name.key)];
        const again = held.some((one) => one.kind === kind && keys.includes(one.key));
        const member = counter.kind === "distinct" ? counter.member : "";
        const attribute = (counter.kind === "distinct" ? counter.attribute : undefined) ?? "";
        const moved = [...earlier, { key, member }];
        held = held.filter(
          (one) =>
            !moved.some(
              (name) => one.kind === kind && name.key === one.key && (name.member ?? "") === one.member,
            ),
        );
        held = [...held, { kind, key, member, attribute }].slice(-128);
        if (kind === "distinct") {
          const seen = earlier.map((name) => remove(name.key, name.member ?? "") ?? at);
          add(counter, at, Math.max(at, ...seen));
        } else if (!again) add(counter, at);
        return total();
      });
      const revision = Math.max(0, ...alive.map((kept) => kept.revision)) + 1;
      for (const { key } of names) subjects.delete(key);
      subjects.set(once.key, {
        label: once.label,
        expiresAt,
        revision,
        identity: [...once.identity, ...known],
        answers: [
          { question: once.fingerprint, at, revision, counts },
          ...answers.filter(({ question }) => !asked.includes(question)),
        ].slice(0, 8),
        held,
      });
      return { status: alive.length === 0 ? "new" : "revised", at, revision, counts };
    },
    related(subject: string, at: number): readonly Link[] {
      return (subjects.get(subject)?.held ?? []).flatMap(({ kind, key, member, attribute }) => {
        if (kind !== "distinct" || member !== subject) return [];
        const tally = tallies.get(`distinct ${key}`);
        if (tally?.counter.kind !== "distinct") return [];
        const { windowMs } = tally.counter;
        const live = tally.entries.filter(({ time }) => time > at - windowMs).reverse();
        if (!live.some(({ name }) => name === subject)) return [];
        const others = live.flatMap(({ name, time }) => {
          const other = subjects.get(name);
          return name === subject || other === undefined
            ? []
            : { subject: name, label: other.label, at: time };
        });
        return [{ attribute, key, members: live.length, others }];
      });
    },
    forget(key: string): boolean {
      for (const { kind, key: counter, member } of subjects.get(key)?.held ?? []) {
        if (kind === "distinct") remove(counter, member);
      }
      const took = taken.delete(key);
      return subjects.delete(key) || took;
    },
    claim(at: number, subject: string, amounts: readonly number[], limits: readonly number[]) {
      const budgets = limits.map((limit, place) => ({
        kind: "sum" as const,
        key: `budget ${place}`,
        windowMs: place === 0 ? hours(1) : days(1),
        limit,
      }));
      const before = taken.get(subject);
      const had = before !== undefined && before.expiresAt > at ? before.amount : 0;
      const place = amounts.findIndex(
        (amount) =>
          amount <= had || budgets.every(({ key, limit }) => count("sum", key, at) + amount - had <= limit),
      );
      const more = (amounts[place] ?? 0) - had;
      if (place >= 0 && more > 0) {
        for (const { limit: _, ...budget } of budgets) add({ ...budget, amount: more }, at);
        const expiresAt = Math.max(before?.expiresAt ?? 0, at + days(1));
        taken.set(subject, { amount: had + more, expiresAt });
      }
      return {
        place,
        paid: place >= 0 ? Math.max(0, more) : 0,
        totals: budgets.map(({ key }) => count("sum", key, at)),
      };
    },
  };
}

/** Marsaglia's xorshift32: the same numbers each time. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** What may happen to a store, made up as it goes: few names that meet all the time, and many that are seen once or twice. */
function worldOf(seed: number) {
  const below = randomNumbers(seed);
  const often = (name: string, few: number, many: number): string =>
    below(2) === 0 ? `${name} ${below(few)}` : `${name} ${few + below(many)}`;
  const windows = [1, 999, hours(1), days(1), days(30), days(365)];
  const under = (secret: string, text: string): string => `${secret}/${text}`;

  const counterFor = (subject: string): SealedCounter => {
    const windowMs = windows[below(windows.length)] ?? 1;
    const key = `${often("door", 4, 500)}:${windowMs}`;
    const options = below(8) === 0 ? { readOnly: true } : {};
    if (below(3) === 0) return { kind: "sum", key, amount: below(4), windowMs, ...options };
    if (below(4) === 0) return { kind: "rate", key, amount: below(4), halfLifeMs: windowMs, ...options };
    const member = below(4) > 0 ? subject : often("member", 5, 50);
    return { kind: "distinct", key, member, attribute: "door", windowMs, bound: 7, ...options };
  };
  const observation = (at: number): Observation => {
    const subject = often("subject", 20, 2000);
    const counters = Array.from({ length: below(7) }, () => counterFor(subject));
    const identity = below(3) === 0 ? [] : [`mail ${below(3)}`];
    const question = `question ${below(6)}`;
    const names = (secret: string): FormerNames => ({
      key: under(secret, subject),
      fingerprint: under(secret, question),
      identity: identity.map((identifier) => under(secret, identifier)),
      counters: counters.map((counter) => ({
        key: under(secret, counter.key),
        ...(counter.kind === "distinct" && { member: under(secret, counter.member) }),
      })),
    });
    const [secret, ...earlier] = [["old"], ["new", "old"], ["new"]][below(3)] ?? [];
    const { counters: named, ...current } = names(secret ?? "");
    return {
      at,
      once: { ...current, label: `label ${below(1000)}` },
      counters: counters.map((counter, place): SealedCounter => {
        const { key = "", member = "" } = named[place] ?? {};
        return counter.kind === "distinct" ? { ...counter, key, member } : { ...counter, key };
      }),
      former: earlier.map(names),
    };
  };
  return {
    below,
    observation,
    someone: () => under(below(2) === 0 ? "old" : "new", often("subject", 20, 2000)),
  };
}

describe("the memory store answers as the rules do", () => {
  it.each([1, 7, 1303, 20_261_122])("in 6,000 steps from seed %i", { timeout: 30_000 }, async (seed) => {
    const [store, model] = [memoryStore({ capacity: 1_000_000 }), modelStore()];
    const { below, observation, someone } = worldOf(seed);
    const statuses = new Map<string, number>();
    let links = 0;
    let at = Date.UTC(2026, 0, 1);
    for (let step = 0; step < 6000; step++) {
      at += below(50) === 0 ? days(below(20)) : below(40) === 0 ? -below(hours(30)) : below(minute);
      const what = below(20);
      if (what < 13) {
        const asked = observation(at);
        const expected = model.observe(asked);
        same(step, await store.observe(asked), expected);
        statuses.set(expected.status, (statuses.get(expected.status) ?? 0) + 1);
      } else if (what < 15) {
        const { counters } = observation(at);
        const expected = counters.map((counter) => model.count(counter, at));
        same(step, await store.peek(counters, at), expected);
      } else if (what < 17) {
        const subject = someone();
        const expected = model.related(subject, at);
        expect(byKey(await store.related(subject, { at, limit: 7 })), `step ${step}`).toEqual(
          byKey(expected),
        );
        links += expected.filter(({ others }) => others.length > 0).length;
      } else if (what === 17) {
        const subject = someone();
        same(step, await store.forget(subject), model.forget(subject));
      } else {
        const [subject, amounts, limits] = [someone(), [8, 3, 1].slice(below(3)), [40, 200]];
        const budgets = limits.map((limit, place) => ({
          key: `budget ${place}`,
          windowMs: place === 0 ? hours(1) : days(1),
          limit,
        }));
        const claimed = await store.claim({ at, subject, amounts, budgets });
        same(step, claimed, model.claim(at, subject, amounts, limits));
        const how = claimed.place < 0 ? "refused" : "granted";
        statuses.set(how, (statuses.get(how) ?? 0) + 1);
      }
    }
    // Everything that can happen did, and often.
    for (const status of ["new", "revised", "repeated", "conflict", "granted", "refused"]) {
      expect(statuses.get(status), status).toBeGreaterThan(50);
    }
    expect(links).toBeGreaterThan(50);
  });
});

const minute = 60_000;

/** Asks first, for `expect` is slow, and then says what is different. */
function same(step: number, answered: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(answered, expected)) expect(answered, `step ${step}`).toEqual(expected);
}

function byKey(links: readonly Link[]): readonly Link[] {
  return links.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
