import { type Link, lifetimeMs, repeatMs, type Store } from "trialgate/core";
import type { Fault } from "../contract-faults.js";
import { hearing, telling } from "./wrapping.js";

/** What can be wrong with who is related. */
export const relatingFaults: readonly Fault<Store>[] = [
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
    "keeps a subject for as long as its last question alone",
    (store) => {
      const until = new Map<string, number>();
      return {
        observe: (o) => {
          until.set(o.once.key, o.at + Math.max(repeatMs, ...o.counters.map(lifetimeMs)));
          return store.observe(o);
        },
        related: async (subject, asked) =>
          asked.at < (until.get(subject) ?? 0) ? store.related(subject, asked) : [],
      };
    },
    "a subject is known as long as",
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
