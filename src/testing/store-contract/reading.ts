import { same } from "../same.js";
import {
  check,
  counts,
  distinctIn,
  expectCounts,
  expectRelated,
  observe,
  onlyRead,
  rateIn,
  start,
  sumIn,
} from "./harness.js";
import type { StoreCheck } from "./store-check.js";

/** A counter that is only read in an observation adds nothing. */
export const readingChecks: readonly StoreCheck[] = [
  check("a counter that is only read is answered and not written", async (store) => {
    const counters = (member: string) => [distinctIn("door", member), sumIn("amounts", 5), rateIn("pace")];
    await counts(store, "subject", counters("a"));
    same("read by another", await counts(store, "another", counters("b").map(onlyRead)), [1, 5, 1]);
    same("read of unknown keys", await counts(store, "third", [onlyRead(sumIn("unknown"))]), [0]);
    await expectCounts(store, "afterwards", [...counters(""), sumIn("unknown")], start, [1, 5, 1, 0]);
  }),

  check("what is read and what is written may stand in one call", async (store) => {
    await counts(store, "subject", [sumIn("amounts", 5), distinctIn("door", "a")]);
    const mixed = [
      onlyRead(sumIn("amounts", 7)),
      distinctIn("own door", "b"),
      onlyRead(distinctIn("door", "b")),
      sumIn("own amounts", 2),
      onlyRead(rateIn("unknown")),
    ];
    same("in their order", await counts(store, "another", mixed), [5, 1, 1, 2, 0]);
    await expectCounts(store, "afterwards", mixed, start, [5, 1, 1, 2, 0]);
  }),

  check("who only read a counter does not stand under it", async (store) => {
    const counters = [distinctIn("door", "subject"), sumIn("amounts"), rateIn("pace")];
    same("read", await counts(store, "subject", counters.map(onlyRead)), [0, 0, 0]);
    await expectRelated(store, "who shares it", "subject", {}, []);
    const written = await observe(store, "subject", counters, { at: start, asks: "second question" });
    same("then written", written, { status: "revised", at: start, revision: 2, counts: [1, 1, 1] });
  }),
];
