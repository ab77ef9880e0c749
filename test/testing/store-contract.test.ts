import type { Counter, Observation, Store } from "trialgate";
import { memoryStore } from "trialgate";
import { storeContract } from "trialgate/testing";
import { describe, expect, it } from "vitest";

type Change = (store: Store) => Partial<Store>;

/** The names of the rules that a store with this change breaks. */
async function broken(change: Change): Promise<string> {
  const makeStore = (): Store => {
    const store = memoryStore();
    return { ...store, ...change(store) };
  };
  const names = await Promise.all(
    storeContract.map(({ name, run }) =>
      run(makeStore).then(
        () => [],
        () => [name],
      ),
    ),
  );
  return names.flat().join("\n");
}

const withCounters = (
  observation: Observation,
  change: (counter: Counter<string>) => Counter<string>,
): Observation => ({
  ...observation,
  counters: observation.counters.map(change),
});

const faults: readonly (readonly [name: string, change: Change, rule: string])[] = [
  [
    "cuts windows at what a timer can hold",
    (store) => ({
      observe: (o) => store.observe(o),
      peek: (counters, at) =>
        store.peek(
          counters.map((c) =>
            c.kind === "distinct" && c.windowMs > 2 ** 31 ? { ...c, key: `${c.key} gone` } : c,
          ),
          at,
        ),
    }),
    "a window of 25 days is exact",
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
    "never asks anew",
    (store) => ({ observe: (o) => store.observe({ ...o, once: { ...o.once, fingerprint: "" } }) }),
    "a new question is a revision",
  ],
  [
    "does not look at identities",
    (store) => ({ observe: (o) => store.observe({ ...o, once: { ...o.once, identity: [] } }) }),
    "another identity under the same key is a conflict",
  ],
  ["forgets nobody", () => ({ forget: async () => true }), "forget takes a subject out"],
  [
    "counts when it should only look",
    (store) => ({
      peek: async (counters, at) => {
        const observed = await store.observe({
          at,
          once: { key: "peek", identity: [], fingerprint: String(at) },
          counters,
        });
        return observed.status === "conflict" ? [] : observed.counts;
      },
    }),
    "peek answers in the order asked and changes nothing",
  ],
  [
    "keeps only one amount",
    (store) => ({
      observe: (o) => store.observe(withCounters(o, (c) => (c.kind === "sum" ? { ...c, amount: 1 } : c))),
    }),
    "sum adds amounts",
  ],
  [
    "mixes keys up",
    (store) => ({
      observe: (o) => store.observe(withCounters(o, (c) => ({ ...c, key: c.key.normalize("NFC") }))),
    }),
    "any text is a key",
  ],
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
];

describe("the contract of a store bites", () => {
  it.each(faults)("on one that %s", async (_, change, rule) => {
    expect(await broken(change)).toContain(rule);
  });

  it("and says what it expected", async () => {
    const rule = storeContract.find(({ name }) => name === "sum adds amounts");
    const store: Store = {
      ...memoryStore(),
      observe: async () => ({ status: "new", at: 0, revision: 1, counts: [7] }),
    };
    await expect(rule?.run(() => store)).rejects.toThrow(
      "after 1, 2.5, 0 and 4: expected [1,3.5,3.5,7.5], got [7,7,7,7]",
    );
  });
});
