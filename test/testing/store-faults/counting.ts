import type { SealedCounter, Store } from "trialgate/core";
import type { Fault } from "../contract-faults.js";
import { hearingCounters, renamingKeys, withCounts } from "./wrapping.js";

/** What can be wrong with counts, windows and keys. */
export const countingFaults: readonly Fault<Store>[] = [
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
];
