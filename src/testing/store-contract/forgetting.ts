import { days } from "trialgate/core";
import { same } from "../same.js";
import { check, counts, distinctIn, expectCounts, forget, observe, start, sumIn } from "./harness.js";
import type { StoreCheck } from "./store-check.js";

/** A subject can be taken out again. */
export const forgettingChecks: readonly StoreCheck[] = [
  check(
    "forget takes a subject out of every distinct counter, and says whether it was there",
    async (store) => {
      const counters = (member: string) => [
        distinctIn("members", member),
        distinctIn("year", member, days(365)),
      ];
      await counts(store, "subject", counters("a"));
      await counts(store, "another", counters("b"));
      same("the first time", await forget(store, "subject"), true);
      await expectCounts(store, "afterwards", counters(""), start, [1, 1]);
      same("the second time", await forget(store, "subject"), false);
      same("somebody unknown", await forget(store, "unknown"), false);
    },
  ),

  check("forget takes out what revisions added", async (store) => {
    await counts(store, "subject", [distinctIn("devices", "device-1")]);
    await counts(store, "subject", [distinctIn("devices", "device-2"), distinctIn("cards", "card")], {
      asks: "second question",
    });
    await forget(store, "subject");
    await expectCounts(
      store,
      "afterwards",
      [distinctIn("devices", ""), distinctIn("cards", "")],
      start,
      [0, 0],
    );
  }),

  check("who was forgotten is new, under any identity", async (store) => {
    await observe(store, "subject", [sumIn("amounts")], { identity: ["mail-a"] });
    await forget(store, "subject");
    const again = await observe(store, "subject", [distinctIn("members", "a")], { identity: ["mail-b"] });
    same("the same key", again, { status: "new", at: start, revision: 1, counts: [1] });
  }),
];
