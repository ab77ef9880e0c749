import type { Observation, Store } from "trialgate/core";
import type { Fault } from "../contract-faults.js";
import { hearing, hearingCounters, hearingFormer, withCounts } from "./wrapping.js";

/** What can be wrong with what is only read, and with names under earlier secrets. */
export const namingFaults: readonly Fault<Store>[] = [
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
];
