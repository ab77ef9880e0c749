import type { Link, Observation, Observed, SealedCounter, Store } from "trialgate/core";
import type { Fault } from "../contract-faults.js";

/** How a sound store is broken. */
export type Change = Fault<Store>[1];
type Former = NonNullable<Observation["former"]>[number];

/** A store that hears something else than it is told. */
export const hearing =
  (change: (observation: Observation) => Observation): Change =>
  (store) => ({ observe: (observation) => store.observe(change(observation)) });

export const hearingCounters = (change: (counter: SealedCounter) => SealedCounter): Change =>
  hearing((o) => ({ ...o, counters: o.counters.map(change) }));

export const hearingFormer = (change: (former: Former) => Former): Change =>
  hearing((o) => ({ ...o, former: o.former?.map(change) }));

/** A store that tells something else than it has found. */
export const telling =
  (change: (link: Link, subject: string) => readonly Link[]): Change =>
  (store) => ({
    related: async (subject, asked) =>
      (await store.related(subject, asked)).flatMap((link) => change(link, subject)),
  });

export const withCounts = (
  observed: Observed,
  change: (counts: readonly number[]) => readonly number[],
): Observed => (observed.status === "conflict" ? observed : { ...observed, counts: change(observed.counts) });

/** Fewer keys than there are: what one text is changed to, another may have been all along. */
export const renamingKeys =
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
