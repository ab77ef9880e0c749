import type { Link, Observation, Observed, SealedCounter, Store } from "trialgate/core";
import { restartContract, storeContract } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { tableStore } from "../../examples/custom-store.js";
import { brokenRules, type Fault, rulesThatNeverBite } from "./contract-faults.js";

type Change = Fault<Store>[1];
type Former = NonNullable<Observation["former"]>[number];

/** A store that hears something else than it is told. */
const hearing =
  (change: (observation: Observation) => Observation): Change =>
  (store) => ({ observe: (observation) => store.observe(change(observation)) });

const hearingCounters = (change: (counter: SealedCounter) => SealedCounter): Change =>
  hearing((o) => ({ ...o, counters: o.counters.map(change) }));

const hearingFormer = (change: (former: Former) => Former): Change =>
  hearing((o) => ({ ...o, former: o.former?.map(change) }));

/** A store that tells something else than it has found. */
const telling =
  (change: (link: Link, subject: string) => readonly Link[]): Change =>
  (store) => ({
    related: async (subject, asked) =>
      (await store.related(subject, asked)).flatMap((link) => change(link, subject)),
  });

const withCounts = (
  observed: Observed,
  change: (counts: readonly number[]) => readonly number[],
): Observed => (observed.status === "conflict" ? observed : { ...observed, counts: change(observed.counts) });

/** Fewer keys than there are: what one text is changed to, another may have been all along. */
const renamingKeys =
  (rename: (key: string) => string): Change =>
  (store) => ({
    observe: (o) =>
      store.observe({
        ...o,
        counters: o.counters.map((counter) => ({ ...counter, key: rename(counter.key) })),
      }),
    peek: (counters, at) =>
      store.peek(
        counters.map((counter) => ({ ...counter, key: rename(counter.key) })),
        at,
      ),
  });

const faults: readonly Fault<Store>[] = [
  [
    "cuts windows at what a timer can hold",
    (store) => ({
      peek: (counters, at) =>
        store.peek(
          counters.map((c) => (c.kind !== "rate" && c.windowMs > 2 ** 31 ? { ...c, windowMs: 2 ** 31 } : c)),
          at,
        ),
    }),
    "a window of 25 days is exact",
  ],
  [
    "keeps everything for a year",
    (store) => ({
      peek: (counters, at) =>
        store.peek(
          counters.map((c) => (c.kind === "rate" ? c : { ...c, windowMs: 2 ** 35 })),
          at,
        ),
    }),
    "a window of 1 ms is right to 1/60 for sums",
  ],
  [
    "takes windows to the second",
    (store) => ({ peek: (counters, at) => store.peek(counters, Math.floor(at / 1000) * 1000) }),
    "a window of 999 ms is exact",
  ],
  [
    "counts everybody again and again",
    (store) => {
      let calls = 0;
      return {
        observe: (o) => store.observe({ ...o, once: { ...o.once, key: `${o.once.key} ${++calls}` } }),
      };
    },
    "twins that come at once count once",
  ],
  [
    "loses track of a subject after fifty revisions",
    (store) => {
      const asked = new Map<string, number>();
      return {
        observe: (o) => {
          const times = (asked.get(o.once.key) ?? 0) + 1;
          asked.set(o.once.key, times);
          return store.observe(times < 50 ? o : { ...o, once: { ...o.once, key: `${o.once.key} again` } });
        },
      };
    },
    "a subject of many revisions",
  ],
  [
    "never asks anew",
    hearing((o) => ({ ...o, once: { ...o.once, fingerprint: "" } })),
    "a new question is a revision",
  ],
  [
    "asks anew each time",
    (store) => {
      let calls = 0;
      return {
        observe: (o) =>
          store.observe({ ...o, once: { ...o.once, fingerprint: String(++calls) }, former: undefined }),
      };
    },
    "the same question within a day",
  ],
  [
    "remembers the last question alone",
    (store) => {
      const last = new Map<string, string>();
      let calls = 0;
      return {
        observe: (o) => {
          const { key, fingerprint } = o.once;
          if (last.get(key) !== fingerprint) calls += 1;
          last.set(key, fingerprint);
          return store.observe({ ...o, once: { ...o.once, fingerprint: `${fingerprint} ${calls}` } });
        },
      };
    },
    "an earlier question is remembered beside a later one",
  ],
  [
    "does not look at identities",
    hearing((o) => ({ ...o, once: { ...o.once, identity: [] } })),
    "another identity under the same key is a conflict",
  ],
  [
    "wants all identifiers in common",
    hearing((o) => ({ ...o, once: { ...o.once, identity: o.once.identity.slice(0, 1) } })),
    "one identifier in common is enough",
  ],
  [
    "takes an empty identity for one of its own",
    hearing((o) => ({
      ...o,
      once: { ...o.once, identity: o.once.identity.length > 0 ? o.once.identity : ["none"] },
    })),
    "an identity that is empty fits anybody",
  ],
  ["forgets nobody", () => ({ forget: async () => true }), "forget takes a subject out"],
  [
    "forgets what was counted and not whom",
    (store) => {
      const forgotten = new Map<string, number>();
      return {
        observe: async (o) => {
          const observed = await store.observe(o);
          return observed.status === "new" && forgotten.has(o.once.key)
            ? { ...observed, revision: 2 }
            : observed;
        },
        forget: async (subject) => {
          forgotten.set(subject, 1);
          return store.forget(subject);
        },
      };
    },
    "who was forgotten is new",
  ],
  [
    "forgets what the first question added",
    (store) => {
      const first = new Map<string, Observation>();
      return {
        observe: (o) => {
          const revised = first.has(o.once.key);
          if (!revised) first.set(o.once.key, o);
          return store.observe(revised ? { ...o, once: { ...o.once, key: `${o.once.key} revised` } } : o);
        },
      };
    },
    "forget takes out what revisions added",
  ],
  [
    "counts when it should only look",
    (store) => ({
      peek: async (counters, at) => {
        const once = { key: "peek", identity: [], fingerprint: String(at), label: "" };
        const observed = await store.observe({ at, once, counters });
        return observed.status === "conflict" ? [] : observed.counts;
      },
    }),
    "peek answers in the order asked and changes nothing",
  ],
  [
    "keeps only one amount",
    hearingCounters((c) => (c.kind === "sum" ? { ...c, amount: 1 } : c)),
    "sum adds amounts",
  ],
  [
    "never halves a rate",
    (store) => ({
      peek: (counters, at) =>
        store.peek(
          counters.map((c) => (c.kind === "rate" ? { ...c, halfLifeMs: Number.MAX_VALUE } : c)),
          at,
        ),
    }),
    "rate halves every half-life",
  ],
  [
    "keeps the oldest members",
    (store) => {
      const kept = new Map<string, Set<string>>();
      const isKept = (c: SealedCounter): boolean => {
        if (c.kind !== "distinct") return true;
        const members = kept.get(c.key) ?? new Set();
        if (members.size < c.bound) members.add(c.member);
        kept.set(c.key, members);
        return members.has(c.member);
      };
      return {
        observe: (o) =>
          store.observe({
            ...o,
            counters: o.counters.map((c) => ({ ...c, readOnly: c.readOnly === true || !isKept(c) })),
          }),
      };
    },
    "a full distinct keeps the newest members",
  ],
  [
    "keeps one member",
    hearingCounters((c) => (c.kind === "distinct" ? { ...c, bound: 1 } : c)),
    "distinct means at least its bound",
  ],
  [
    "counts what it is asked twice, twice",
    (store) => ({
      observe: async (o) => {
        const seen = new Set<string>();
        const counters = o.counters.map((c) => {
          const key = seen.has(c.key) ? `${c.key} again` : c.key;
          seen.add(c.key);
          return { ...c, key };
        });
        return withCounts(await store.observe({ ...o, counters }), (counts) =>
          counts.map((count, place) => (counters[place]?.key.endsWith("again") ? count + 1 : count)),
        );
      },
    }),
    "a counter asked for twice in one call",
  ],
  [
    "answers in an order of its own",
    (store) => ({
      observe: async (o) => withCounts(await store.observe(o), (counts) => counts.toSorted((a, b) => b - a)),
    }),
    "one call counts under many counters",
  ],
  [
    "takes letters of one shape for one",
    renamingKeys((key) => key.normalize("NFC")),
    "every key, member and subject",
  ],
  ["does not see capitals", renamingKeys((key) => key.toLowerCase()), "every key, member and subject"],
  ["does not see aspects", renamingKeys((key) => key.replace(/\.[a-z]+$/, "")), "an aspect of a counter"],
  [
    "counts as of the latest time it has seen, whoever asks",
    (store) => {
      let latest = 0;
      return {
        observe: (o) => {
          latest = Math.max(latest, o.at);
          return store.observe({ ...o, at: latest });
        },
      };
    },
    "a clock that was set back",
  ],
  [
    "looks first and counts later",
    (store) => ({
      observe: async (o) => {
        const before = await store.peek(o.counters, o.at);
        return withCounts(await store.observe(o), () => before.map((count) => count + 1));
      },
    }),
    "subjects that come at once are all counted",
  ],
  [
    "gives up where others hold its keys in another order",
    (store) => {
      const held = new Set<string>();
      return {
        observe: async (o) => {
          for (const [place, { key }] of o.counters.entries()) {
            if (held.has(key) && place === 0) throw new Error("deadlock");
            held.add(key);
          }
          await Promise.resolve();
          held.clear();
          return store.observe(o);
        },
      };
    },
    "in different orders",
  ],
  [
    "writes what it should only read",
    hearingCounters((c) => ({ ...c, readOnly: false })),
    "who only read a counter",
  ],
  [
    "answers nothing to what is only read",
    (store) => ({
      observe: async (o) =>
        withCounts(await store.observe(o), (counts) =>
          counts.map((count, place) => (o.counters[place]?.readOnly === true ? 0 : count)),
        ),
    }),
    "what is read and what is written",
  ],
  [
    "knows no former names",
    hearing((o) => ({ ...o, former: undefined })),
    "counts go on over a change of secrets",
  ],
  [
    "knows one earlier secret",
    hearing((o) => ({ ...o, former: o.former?.slice(0, 1) })),
    "counts go on over two changes",
  ],
  [
    "does not know a former subject",
    hearingFormer((f) => ({ ...f, key: "" })),
    "who is known by a former name",
  ],
  [
    "does not know a former question",
    hearingFormer((f) => ({ ...f, fingerprint: "" })),
    "a question is recognised",
  ],
  [
    "does not know a former identity",
    hearingFormer((f) => ({ ...f, identity: [] })),
    "an identity is recognised",
  ],
  [
    "leaves members under their former name",
    hearingFormer((f) => ({ ...f, counters: f.counters.map(({ key }) => ({ key, member: "" })) })),
    "a member that is no subject moves",
  ],
  [
    "moves members of what is only read",
    hearing((o) =>
      o.former === undefined ? o : { ...o, counters: o.counters.map((c) => ({ ...c, readOnly: false })) },
    ),
    "what is only read counts under all names",
  ],
  [
    "asks anew after a change of secrets",
    (store) => {
      let calls = 0;
      return {
        observe: (o) =>
          store.observe(
            o.former === undefined
              ? o
              : { ...o, once: { ...o.once, fingerprint: `${o.once.fingerprint} ${++calls}` } },
          ),
      };
    },
    "twins that come at once after a change",
  ],
  [
    "forgets under the newest name alone",
    (store) => {
      const moved = new Map<string, Observation>();
      return {
        observe: (o) => {
          const known = o.former?.some(({ key }) => moved.has(key)) === true;
          moved.set(o.once.key, o);
          return store.observe(known ? { ...o, former: o.former?.map((f) => ({ ...f, key: "" })) } : o);
        },
      };
    },
    "forget leaves nothing under any name",
  ],
  ["knows nobody's relatives", () => ({ related: async () => [] }), "related names what is shared"],
  [
    "names those seen first",
    telling((link) => [{ ...link, others: link.others.toReversed() }]),
    "related names what is shared",
  ],
  [
    "names the subject itself",
    telling((link, subject) => [{ ...link, others: [...link.others, { subject, label: undefined, at: 0 }] }]),
    "related goes by the time",
  ],
  [
    "names everybody",
    (store) => ({ related: (subject, asked) => store.related(subject, { ...asked, limit: 1000 }) }),
    "related names at most as many",
  ],
  [
    "counts whom it names",
    telling((link) => [{ ...link, members: link.others.length + 1 }]),
    "related names at most as many",
  ],
  [
    "has no sense of time when asked who is related",
    (store) => ({ related: (subject, asked) => store.related(subject, { ...asked, at: 0 }) }),
    "related goes by the time",
  ],
  [
    "has links of counters in which somebody else is the member",
    (store) => {
      const distinct = new Map<string, Link[]>();
      return {
        observe: (o) => {
          const links = o.counters.flatMap((c) =>
            c.kind === "distinct" ? { attribute: c.attribute ?? "", key: c.key, members: 1, others: [] } : [],
          );
          distinct.set(o.once.key, links);
          return store.observe(o);
        },
        related: async (subject) => distinct.get(subject) ?? [],
      };
    },
    "the subject itself is the member",
  ],
  [
    "remembers relations for good",
    (store) => {
      const ever = new Map<string, readonly Link[]>();
      return {
        observe: async (o) => {
          const observed = await store.observe(o);
          ever.set(o.once.key, await store.related(o.once.key, { at: o.at, limit: 10 }));
          return observed;
        },
        related: async (subject, asked) => {
          const links = await store.related(subject, asked);
          return links.length > 0 ? links : (ever.get(subject) ?? []);
        },
      };
    },
    "who was pushed out of a full counter",
  ],
  [
    "goes by former names when asked who is related",
    (store) => {
      const successor = new Map<string, string>();
      return {
        observe: (o) => {
          for (const { key } of o.former ?? []) successor.set(key, o.once.key);
          return store.observe(o);
        },
        related: (subject, asked) => store.related(successor.get(subject) ?? subject, asked),
      };
    },
    "related goes by the new name alone",
  ],
  [
    "keeps 255 characters of a label",
    hearing((o) => ({ ...o, once: { ...o.once, label: o.once.label.slice(0, 255) } })),
    "a label is what was last given",
  ],
  [
    "keeps the first label",
    (store) => {
      const labels = new Map<string, string>();
      return {
        observe: (o) => {
          const label = labels.get(o.once.key) ?? o.once.label;
          labels.set(o.once.key, label);
          return store.observe({ ...o, once: { ...o.once, label } });
        },
      };
    },
    "a label is what was last given",
  ],
];

describe("the contract of a store bites", () => {
  it.each(faults)("on one that %s", async (...fault) => {
    expect((await brokenRules(storeContract, tableStore, fault)).join("\n")).toContain(fault[2]);
  });

  it("with every rule", async () => {
    expect(await rulesThatNeverBite(storeContract, tableStore, faults)).toEqual([]);
  });

  it("and says what it expected", async () => {
    const rule = storeContract.find(({ name }) => name === "sum adds amounts");
    const store: Store = {
      ...tableStore(),
      observe: async () => ({ status: "new", at: 0, revision: 1, counts: [7] }),
    };
    await expect(rule?.run(() => store)).rejects.toThrow(
      "after 1, 2.5, 0 and 4: expected [1,3.5,3.5,7.5], got [7,7,7,7]",
    );
  });

  it("and tells one that outlives the process nothing but tokens", async () => {
    const token = /^[A-Za-z0-9_-]{21}[AQgw]$/;
    const key = /^[A-Za-z0-9_-]{21}[AQgw](\.[a-z]+)?$/;
    const isToken = (text: string | undefined): boolean => text === undefined || token.test(text);
    const strange: unknown[] = [];
    const makeStore = (): Store => {
      const store = tableStore();
      const note = (fine: boolean, what: unknown): void => void (fine || strange.push(what));
      const noteCounters = (
        counters: readonly (Pick<SealedCounter, "key"> & { member?: string | undefined })[],
      ) => counters.every((counter) => key.test(counter.key) && isToken(counter.member));
      return {
        persistent: true,
        observe: (o) => {
          const names = [o.once, ...(o.former ?? [])].flatMap((n) => [n.key, n.fingerprint, ...n.identity]);
          const counters = [...o.counters, ...(o.former ?? []).flatMap((former) => former.counters)];
          note(names.every(isToken) && noteCounters(counters), o);
          return store.observe(o);
        },
        peek: (counters, at) => {
          note(noteCounters(counters), counters);
          return store.peek(counters, at);
        },
        related: (subject, asked) => {
          note(isToken(subject), subject);
          return store.related(subject, asked);
        },
        forget: (subject) => {
          note(isToken(subject), subject);
          return store.forget(subject);
        },
      };
    };
    for (const { run } of storeContract) await run(makeStore);
    expect(strange).toEqual([]);
  });
});

describe("the contract of a store over a restart", () => {
  it.each(restartContract)("holds where the data are the same: $name", async ({ run }) => {
    const store = tableStore();
    await run(() => store);
  });

  it.each(restartContract)("bites where each store has its own: $name", async ({ run }) => {
    await expect(run(tableStore)).rejects.toThrow(/expected/);
  });
});
