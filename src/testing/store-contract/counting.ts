import { days } from "trialgate/core";
import { same } from "../same.js";
import { check, counts, distinctIn, expectCounts, peek, rateIn, start, sumIn } from "./harness.js";
import type { StoreCheck } from "./store-check.js";

/** What the three kinds of counters count, one or many in one call. */
export const countingChecks: readonly StoreCheck[] = [
  check("distinct counts different members, each once", async (store) => {
    const seen = [];
    for (const [place, member] of ["a", "b", "a", "c"].entries()) {
      seen.push(...(await counts(store, `subject-${place}`, [distinctIn("door", member)])));
    }
    same("after the members a, b, a, c", seen, [1, 2, 2, 3]);
  }),

  check("distinct means at least its bound once it is full", async (store) => {
    let [count = 0] = [0];
    for (let place = 0; place < 8; place++) {
      [count = 0] = await counts(store, `subject-${place}`, [
        distinctIn("door", `member-${place}`, days(1), 3),
      ]);
    }
    if (!(count >= 3 && count <= 8))
      throw new Error(`8 members under a bound of 3 must count 3 to 8, not ${count}`);
  }),

  check("a full distinct keeps the newest members", async (store) => {
    for (let place = 0; place < 6; place++) {
      const at = start + place * 10;
      await counts(store, `subject-${place}`, [distinctIn("door", `member-${place}`, 100, 2)], { at });
    }
    // The last two came at 40 and 50.
    await expectCounts(
      store,
      "when one is left in the window",
      [distinctIn("door", "", 100, 2)],
      start + 149,
      [1],
    );
  }),

  check("sum adds amounts", async (store) => {
    const seen = [];
    for (const [place, amount] of [1, 2.5, 0, 4].entries()) {
      seen.push(...(await counts(store, `subject-${place}`, [sumIn("door", amount)])));
    }
    same("after 1, 2.5, 0 and 4", seen, [1, 3.5, 3.5, 7.5]);
  }),

  check("rate halves every half-life", async (store) => {
    const rateAfter = async (halfLives: number): Promise<number> => {
      const [value = Number.NaN] = await peek(store, [rateIn("door")], start + days(halfLives));
      return Math.round(value * 1e6) / 1e6;
    };
    await counts(store, "first", [rateIn("door", days(1), 8)]);
    same("after one half-life", await rateAfter(1), 4);
    same("after three half-lives", await rateAfter(3), 1);
    await counts(store, "second", [rateIn("door", days(1), 2)], { at: start + days(2) });
    same("2 added to what is left of 8 after two half-lives", await rateAfter(2), 4);
    same("and a half-life later", await rateAfter(3), 2);
  }),

  check("one call counts under many counters and answers in their order", async (store) => {
    const counters = Array.from({ length: 40 }, (_, place) => sumIn(`door-${place}`, place));
    same(
      "40 sums",
      await counts(store, "subject", counters),
      counters.map((_, place) => place),
    );
    const mixed = [distinctIn("members", "a"), sumIn("amounts", 3), rateIn("pace")];
    same("one of each kind", await counts(store, "another", mixed), [1, 3, 1]);
    same("no counters", await counts(store, "uncounted", []), []);
  }),

  check("a counter asked for twice in one call counts once", async (store) => {
    const twice = [
      sumIn("amounts", 3),
      sumIn("amounts", 3),
      distinctIn("members", "a"),
      distinctIn("members", "a"),
    ];
    same("in the call", await counts(store, "subject", twice), [3, 3, 1, 1]);
    await expectCounts(store, "afterwards", twice, start, [3, 3, 1, 1]);
  }),

  check("peek answers in the order asked and changes nothing", async (store) => {
    await counts(store, "subject", [distinctIn("members", "a"), sumIn("amounts", 2)]);
    const asked = [
      sumIn("amounts", 5),
      distinctIn("members", "never seen"),
      rateIn("unknown"),
      sumIn("unknown sum"),
    ];
    await expectCounts(store, "first", asked, start, [2, 1, 0, 0]);
    await expectCounts(store, "again", asked, start, [2, 1, 0, 0]);
    same("then observed", await counts(store, "another", [sumIn("amounts", 1)]), [3]);
  }),

  check("an aspect of a counter is a counter of its own", async (store) => {
    await counts(store, "subject", [distinctIn("door", "a"), distinctIn("door", "b")]);
    same("the aspect", await counts(store, "another", [distinctIn("door.abuse", "a")]), [1]);
    same("another one", await counts(store, "third", [distinctIn("door.legitimate", "a")]), [1]);
    const all = [distinctIn("door", ""), distinctIn("door.abuse", ""), distinctIn("door.legitimate", "")];
    await expectCounts(store, "all of them", all, start, [2, 1, 1]);
  }),
];
