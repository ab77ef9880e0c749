import { same } from "../same.js";
import { check, counts, distinctIn, expectCounts, rateIn, start, sumIn } from "./harness.js";
import type { StoreCheck } from "./store-check.js";

/** Nothing is lost when many come at once. */
export const concurrencyChecks: readonly StoreCheck[] = [
  check("subjects that come at once are all counted, and each sees a sum of its own", async (store) => {
    const subjects = Array.from({ length: 50 }, (_, place) => `subject-${place}`);
    const seen = await Promise.all(
      subjects.map((subject) => counts(store, subject, [sumIn("amounts"), distinctIn("members", subject)])),
    );
    same(
      "the sums they saw",
      seen.map(([amounts = 0]) => amounts).sort((a, b) => a - b),
      subjects.map((_, place) => place + 1),
    );
    await expectCounts(store, "in the end", [sumIn("amounts"), distinctIn("members", "")], start, [50, 50]);
  }),

  check(
    "subjects that come at once with many keys in different orders do not get in each other's way",
    async (store) => {
      const keys = Array.from({ length: 8 }, (_, place) => `door-${place}`);
      const subjects = Array.from({ length: 40 }, (_, place) => `subject-${place}`);
      await Promise.all(
        subjects.map((subject, place) => {
          const turned = [...keys.slice(place % keys.length), ...keys.slice(0, place % keys.length)];
          const ordered = place % 2 === 0 ? turned : turned.toReversed();
          return counts(
            store,
            subject,
            ordered.flatMap((key) => [distinctIn(key, subject), sumIn(`${key} sum`), rateIn(`${key} rate`)]),
          );
        }),
      );
      for (const key of keys) {
        const counters = [distinctIn(key, ""), sumIn(`${key} sum`), rateIn(`${key} rate`)];
        await expectCounts(store, key, counters, start, [40, 40, 40]);
      }
    },
  ),
];
