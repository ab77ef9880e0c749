import { days, type Observed, repeatMs } from "trialgate/core";
import { same } from "../same.js";
import { check, counts, distinctIn, expectCounts, observe, rateIn, start, sumIn } from "./harness.js";
import type { StoreCheck } from "./store-check.js";

/** A subject is counted once, however often it asks. */
export const repeatingChecks: readonly StoreCheck[] = [
  check("the same question within a day gets the first answer again", async (store) => {
    const counters = [sumIn("amounts"), distinctIn("members", "a")];
    const first = await observe(store, "subject", counters);
    same("the first time", first, answer("new", start, 1, [1, 1]));
    await counts(store, "another", [sumIn("amounts"), distinctIn("members", "b")], { at: start + 1 });
    for (const at of [start, start + 5, start + repeatMs - 1]) {
      same("again", await observe(store, "subject", counters, { at }), answer("repeated", start, 1, [1, 1]));
    }
    await expectCounts(store, "nothing was added", counters, start + 5, [2, 2]);
  }),

  check("after a day the same question is asked anew, and the subject still counts once", async (store) => {
    const counters = [sumIn("amounts"), distinctIn("members", "a")];
    await observe(store, "subject", counters);
    const at = start + repeatMs;
    same("a day later", await observe(store, "subject", counters, { at }), answer("revised", at, 2, [1, 1]));
    same(
      "and again",
      await observe(store, "subject", counters, { at: at + 1 }),
      answer("repeated", at, 2, [1, 1]),
    );
  }),

  check("a new question is a revision: known keys are not added to, new keys are", async (store) => {
    await observe(store, "subject", [sumIn("amounts"), distinctIn("members", "a")]);
    const more = [
      sumIn("amounts"),
      distinctIn("members", "a"),
      sumIn("more amounts", 7),
      distinctIn("more", "a"),
    ];
    same(
      "the revision",
      await observe(store, "subject", more, { at: start + 1, asks: "second question" }),
      answer("revised", start + 1, 2, [1, 1, 7, 1]),
    );
    same(
      "a third",
      await observe(store, "subject", more, { at: start + 2, asks: "third question" }),
      answer("revised", start + 2, 3, [1, 1, 7, 1]),
    );
  }),

  check("a revision refreshes distinct members", async (store) => {
    await observe(store, "subject", [
      distinctIn("members", "a", 100),
      sumIn("keeps the subject", 1, days(1)),
    ]);
    const again = { at: start + 60, asks: "second question" };
    await observe(store, "subject", [distinctIn("members", "a", 100)], again);
    await expectCounts(
      store,
      "after the first would be gone",
      [distinctIn("members", "", 100)],
      start + 159,
      [1],
    );
  }),

  check("an earlier question is remembered beside a later one", async (store) => {
    await observe(store, "subject", [sumIn("amounts")]);
    await observe(store, "subject", [sumIn("amounts")], { at: start + 1, asks: "second question" });
    const again = await observe(store, "subject", [sumIn("amounts")], { at: start + 2 });
    same("the first question again", again, answer("repeated", start, 1, [1]));
  }),

  check("a subject of many revisions still counts once", async (store) => {
    const counters = [distinctIn("members", "a"), sumIn("amounts"), rateIn("pace")];
    for (let revision = 1; revision <= 60; revision++) {
      const asked = { at: start + revision, asks: `question ${revision}` };
      const observed = await observe(store, "subject", counters, asked);
      if (observed.status === "conflict") throw new Error("unexpected conflict");
      same("the revision", observed.revision, revision);
      const [members, amounts, pace = 0] = observed.counts;
      same(`distinct and sum at revision ${revision}`, [members, amounts], [1, 1]);
      if (!(pace > 0.99 && pace <= 1)) throw new Error(`the rate must hold the subject once, got ${pace}`);
    }
  }),

  check("twins that come at once count once and get one answer", async (store) => {
    const counters = [sumIn("amounts"), distinctIn("members", "a")];
    const seen = await Promise.all(Array.from({ length: 20 }, () => observe(store, "subject", counters)));
    same("how many were new", seen.filter(({ status }) => status === "new").length, 1);
    for (const twin of seen) {
      same("a twin", { ...twin, status: "" }, { ...answer("new", start, 1, [1, 1]), status: "" });
    }
    await expectCounts(store, "in the end", counters, start, [1, 1]);
  }),
];

function answer(
  status: "new" | "revised" | "repeated",
  at: number,
  revision: number,
  seen: readonly number[],
): Observed {
  return { status, at, revision, counts: seen };
}
