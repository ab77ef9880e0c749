import type { Observation, Store } from "trialgate/core";
import type { Fault } from "../contract-faults.js";
import { hearing } from "./wrapping.js";

/** What can be wrong with who is counted once, whose key it is, and who is forgotten. */
export const repeatingFaults: readonly Fault<Store>[] = [
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
];
