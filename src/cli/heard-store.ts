import type { Store } from "trialgate";

/** A store, and what it last said when it could not count. */
export interface HeardStore {
  readonly store: Store;
  /** `undefined` as long as it has thrown nothing; one that hangs says nothing either. */
  lastError(): unknown;
}

/** Listens to a store: an assessment says that it failed, and not why. */
export function hear(store: Store): HeardStore {
  let last: unknown;
  return {
    store: {
      persistent: store.persistent,
      async observe(observation) {
        try {
          return await store.observe(observation);
        } catch (error) {
          last = error;
          throw error;
        }
      },
      peek: (counters, at) => store.peek(counters, at),
      related: (subject, asked) => store.related(subject, asked),
      forget: (subject) => store.forget(subject),
    },
    lastError: () => last,
  };
}
