import type { SealedCounter, Store } from "trialgate/core";
import { restartContract, storeContract } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { tableStore } from "../../examples/custom-store.js";
import { itBites } from "./contract-faults.js";
import { countingFaults } from "./store-faults/counting.js";
import { namingFaults } from "./store-faults/former-names.js";
import { relatingFaults } from "./store-faults/relating.js";
import { repeatingFaults } from "./store-faults/repeating.js";

const faults = [...countingFaults, ...repeatingFaults, ...namingFaults, ...relatingFaults];

describe("the contract of a store bites", () => {
  itBites(storeContract, tableStore, faults);

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
