import type { Store } from "trialgate/core";
import { same } from "./same.js";
import {
  counts,
  distinctIn,
  expectCounts,
  expectRelated,
  forget,
  observe,
  rateIn,
  start,
  sumIn,
} from "./store-contract/harness.js";

/** One rule that a store keeps whose data outlive it. */
export interface RestartCheck {
  readonly name: string;
  /**
   * Tries the rule on data of its own.
   * @param open Answers a store over these data, whenever it is called; there are none at first.
   * @throws Error that says what was expected and what came.
   */
  run(open: () => Store | Promise<Store>): Promise<void>;
}

const ofEachKind = (member: string) => [distinctIn("door", member), sumIn("amounts", 2), rateIn("pace")];

/**
 * What a `persistent` store keeps beside `storeContract`: another store over the same data, after a restart or in
 * another process, knows what the first one was told. `for (const { name, run } of restartContract)
 * it(name, () => run(() => myStore(sameData)))`, with new data for each check.
 */
export const restartContract: readonly RestartCheck[] = [
  {
    name: "counts, answers, identities and relatives outlive a store",
    run: async (open) => {
      const first = await open();
      const identity = ["mail-a"];
      await observe(first, "a", ofEachKind("a"), { identity });
      await observe(first, "b", [distinctIn("door", "b")]);

      const second = await open();
      await expectCounts(second, "the counts", ofEachKind(""), start, [2, 2, 1]);
      same("the same question", await observe(second, "a", ofEachKind("a"), { identity }), {
        status: "repeated",
        at: start,
        revision: 1,
        counts: [1, 2, 1],
      });
      same("a stranger", await observe(second, "a", [], { identity: ["mail-b"] }), { status: "conflict" });
      await expectRelated(second, "who else", "a", {}, [["door", 2, [["b", start]]]]);
      same("forgotten", await forget(second, "a"), true);
      await expectCounts(await open(), "without the forgotten", ofEachKind(""), start, [1, 2, 1]);
    },
  },
  {
    name: "two stores over the same data count together",
    run: async (open) => {
      const stores = [await open(), await open()] as const;
      const subjects = Array.from({ length: 20 }, (_, place) => `subject-${place}`);
      // Each comes to one of them, and every fourth to both at once.
      const calls = subjects.flatMap((subject, place) => {
        const asked = place % 4 === 0 ? stores : [stores[place % 2] ?? stores[0]];
        return asked.map((store) => counts(store, subject, ofEachKind(subject)));
      });
      const seen = await Promise.all(calls);
      const sums = new Set(seen.map(([, amounts]) => amounts));
      same("different sums that were seen", sums.size, subjects.length);
      for (const store of stores)
        await expectCounts(store, "in the end", ofEachKind(""), start, [20, 40, 20]);
    },
  },
];
