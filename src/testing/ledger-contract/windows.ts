import { days, hours } from "trialgate/core";
import { start } from "../store-contract/harness.js";
import { budget, check, expectClaimed } from "./harness.js";
import type { LedgerCheck } from "./ledger-check.js";

const windows: readonly (readonly [name: string, windowMs: number])[] = [
  ["1 ms", 1],
  ["1 hour", hours(1)],
  ["1 day", days(1)],
  ["25 days", days(25)],
  ["365 days", days(365)],
];

/** Budgets are bounds within a window that slides with the instants that the caller gives. */
export const windowChecks: readonly LedgerCheck[] = [
  ...windows.map(([name, windowMs]) =>
    check(`a window of ${name} is never too short, and at most 1/60 too long`, async (ledger) => {
      const budgets = [budget("budget", 10, windowMs)];
      await expectClaimed(ledger, ["a", [10], budgets], 0, [10]);
      await expectClaimed(ledger, ["b", [1], budgets, start + windowMs - 1], -1, [10]);
      const over = start + windowMs + Math.ceil(windowMs / 60);
      await expectClaimed(ledger, ["b", [10], budgets, over], 0, [10]);
    }),
  ),

  check("what a subject took is remembered for the longest window of its budgets", async (ledger) => {
    const budgets = [budget("hour", 10, hours(1)), budget("day", 20)];
    await expectClaimed(ledger, ["a", [4], budgets], 0, [4, 4]);
    await expectClaimed(ledger, ["b", [4], budgets], 0, [8, 8]);
    // The hour is over, and the subject has what it took all the same.
    await expectClaimed(ledger, ["a", [4], budgets, start + days(1) - 1], 0, [0, 8]);
    await expectClaimed(ledger, ["b", [4], budgets, start + days(1) + hours(1)], 0, [4, 4]);
  }),

  check("a budget slides: what was taken comes back bit by bit", async (ledger) => {
    const budgets = [budget("day", 24)];
    for (let hour = 0; hour < 24; hour++) {
      await expectClaimed(ledger, [`subject-${hour}`, [1], budgets, start + hours(hour)], 0, [hour + 1]);
    }
    const next = start + hours(24) - 1;
    await expectClaimed(ledger, ["too early", [1], budgets, next], -1, [24]);
    // A sixtieth of a day is 24 minutes: by now the first hour has come back, and the second has not.
    await expectClaimed(ledger, ["two", [2, 1], budgets, start + hours(24.5)], 1, [24]);
  }),

  check("a clock that was set back takes nothing from the bound", async (ledger) => {
    const budgets = [budget("day", 10)];
    await expectClaimed(ledger, ["a", [6], budgets], 0, [6]);
    await expectClaimed(ledger, ["b", [6, 4], budgets, start - hours(1)], 1, [10]);
    await expectClaimed(ledger, ["c", [1], budgets], -1, [10]);
  }),
];
