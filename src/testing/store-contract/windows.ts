import { days, hours } from "trialgate/core";
import { check, counts, distinctIn, expectCounts, peek, rateIn, start, sumIn } from "./harness.js";
import type { StoreCheck } from "./store-check.js";

// Around what 32 bits of milliseconds hold (24.8 days), where stores that lean on timers break.
const windows: readonly (readonly [name: string, windowMs: number])[] = [
  ["1 ms", 1],
  ["999 ms", 999],
  ["24 days", days(24)],
  ["25 days", days(25)],
  ["30 days", days(30)],
  ["365 days", days(365)],
];

/** Windows are measured from the instants that the caller gives. */
export const windowChecks: readonly StoreCheck[] = [
  ...windows.map(([name, windowMs]) =>
    check(`a window of ${name} is exact for distinct members`, async (store) => {
      const counter = distinctIn("members", "a", windowMs);
      await counts(store, "subject", [counter]);
      await expectCounts(store, "1 ms before the end", [counter], start + windowMs - 1, [1]);
      await expectCounts(store, "at the end", [counter], start + windowMs, [0]);
    }),
  ),

  ...windows.map(([name, windowMs]) =>
    check(`a window of ${name} is right to 1/60 for sums, never too short`, async (store) => {
      const counter = sumIn("amounts", 2, windowMs);
      await counts(store, "subject", [counter]);
      await expectCounts(store, "1 ms before the end", [counter], start + windowMs - 1, [2]);
      await expectCounts(
        store,
        "1/60 after the end",
        [counter],
        start + windowMs + Math.ceil(windowMs / 60),
        [0],
      );
    }),
  ),

  check("a window slides: each member expires by itself, and one seen again stays", async (store) => {
    for (const [place, member] of ["a", "b", "c", "a"].entries()) {
      const at = start + place * 10;
      await counts(store, `subject-${place}`, [distinctIn("members", member, 100)], { at });
    }
    const left = (at: number, expected: number): Promise<void> =>
      expectCounts(store, `${at} ms later`, [distinctIn("members", "", 100)], start + at, [expected]);
    await left(109, 3);
    await left(110, 2);
    await left(120, 1);
    await left(129, 1);
    await left(130, 0);
  }),

  check("a sum slides over many steps", async (store) => {
    for (let hour = 0; hour < 200; hour++) {
      await counts(store, `subject-${hour}`, [sumIn("amounts", 1, hours(60))], { at: start + hours(hour) });
    }
    const [count = 0] = await peek(store, [sumIn("amounts", 1, hours(60))], start + hours(199));
    if (count < 60 || count > 61)
      throw new Error(`one an hour within 60 hours must sum to 60 or 61, not ${count}`);
  }),

  check("a clock that was set back forgets nothing", async (store) => {
    const counters = (member: string) => [
      distinctIn("members", member, 1000),
      sumIn("amounts", 1, 1000),
      rateIn("pace", 5000),
    ];
    await counts(store, "first", counters("a"));
    await counts(store, "second", counters("b"), { at: start - 5000 });
    const [members, amounts, pace = 0] = await peek(store, counters(""), start);
    // The second lies outside the window, and is the older of the two.
    if (members !== 1) throw new Error(`the first member must be there still, got ${members}`);
    if (amounts !== 1) throw new Error(`the first amount must be there still, got ${amounts}`);
    // One whole, and one that came a half-life before it.
    if (!(pace >= 1.5 && pace <= 2)) throw new Error(`the rate must be 1.5 to 2, got ${pace}`);
    await counts(store, "seen again", [distinctIn("members", "a", 1000)], { at: start - 5000 });
    await expectCounts(store, "a member seen again, earlier", [distinctIn("members", "", 1000)], start, [1]);
    await counts(store, "third", counters("c"), { at: start - 10 });
    await expectCounts(store, "10 ms back", counters("").slice(0, 2), start, [2, 2]);
  }),
];
