import { hours } from "trialgate/core";
import { same } from "../same.js";
import { start } from "../store-contract/harness.js";
import { token } from "../store-contract/names.js";
import { budget, check, claim, expectClaimed } from "./harness.js";
import type { LedgerCheck } from "./ledger-check.js";

/** What a claim takes, and what it leaves alone. */
export const takingChecks: readonly LedgerCheck[] = [
  check("the first of the amounts that fits is taken", async (ledger) => {
    const budgets = [budget("day", 10)];
    await expectClaimed(ledger, ["a", [8, 5, 1], budgets], 0, [8]);
    await expectClaimed(ledger, ["b", [8, 5, 1], budgets], 2, [9]);
    await expectClaimed(ledger, ["c", [1], budgets], 0, [10]);
  }),

  check("when nothing fits, nothing is taken", async (ledger) => {
    const budgets = [budget("day", 10)];
    await expectClaimed(ledger, ["a", [20, 11], budgets], -1, [0]);
    await expectClaimed(ledger, ["a", [10], budgets], 0, [10]);
    await expectClaimed(ledger, ["b", [5, 1], budgets], -1, [10]);
  }),

  check("all budgets pay or none does", async (ledger) => {
    const [hour, day, country] = [budget("hour", 6, hours(1)), budget("day", 8), budget("country", 5)];
    await expectClaimed(ledger, ["a", [4, 2], [hour, day, country]], 0, [4, 4, 4]);
    await expectClaimed(ledger, ["b", [4, 2], [hour, day, country]], -1, [4, 4, 4]);
    await expectClaimed(ledger, ["c", [4, 2], [day, hour]], 1, [6, 6]);
    await expectClaimed(ledger, ["d", [4, 2], [day]], 1, [8]);
    await expectClaimed(ledger, ["e", [1], [country]], 0, [5]);
  }),

  check("without a budget the first amount is taken", async (ledger) => {
    await expectClaimed(ledger, ["a", [4, 2], []], 0, []);
  }),

  check("a subject pays the difference, and nothing for as much or less", async (ledger) => {
    const budgets = [budget("day", 10)];
    await expectClaimed(ledger, ["a", [4], budgets], 0, [4]);
    await expectClaimed(ledger, ["a", [4], budgets], 0, [4]);
    await expectClaimed(ledger, ["a", [1], budgets], 0, [4]);
    // What it took is remembered whole, although it asked for less in between.
    await expectClaimed(ledger, ["a", [7, 4], budgets], 0, [7]);
    await expectClaimed(ledger, ["b", [3], budgets], 0, [10]);
    await expectClaimed(ledger, ["a", [8, 7], budgets], 1, [10]);
    await expectClaimed(ledger, ["c", [1], budgets], -1, [10]);
  }),

  check("what a claim paid is told", async (ledger) => {
    const paid = async (subject: string, ...amounts: readonly number[]): Promise<number> =>
      (await claim(ledger, subject, amounts, [budget("hour", 10, hours(1)), budget("day", 10)])).paid;
    same("the first time", await paid("a", 4), 4);
    same("as much again", await paid("a", 4), 0);
    same("less", await paid("a", 1), 0);
    same("more", await paid("a", 7), 3);
    same("the second of two amounts", await paid("b", 4, 2), 2);
    same("nothing fits", await paid("c", 4), 0);
  }),

  check("what was taken stays granted when a limit is lowered", async (ledger) => {
    await expectClaimed(ledger, ["a", [4], [budget("day", 10)]], 0, [4]);
    await expectClaimed(ledger, ["a", [5, 4], [budget("day", 2)]], 1, [4]);
    await expectClaimed(ledger, ["b", [1], [budget("day", 2)]], -1, [4]);
  }),

  check("micro-dollars stay whole up to a thousand million dollars", async (ledger) => {
    const most = 1_000_000_000_000_001;
    const budgets = [budget("day", most)];
    await expectClaimed(ledger, ["a", [most - 2], budgets], 0, [most - 2]);
    await expectClaimed(ledger, ["b", [3, 1], budgets, start + 1], 1, [most - 1]);
    await expectClaimed(ledger, ["c", [2, 1], budgets, start + hours(12)], 1, [most]);
  }),

  check("claims that come at once use a budget up exactly, and never more", async (ledger) => {
    const budgets = [budget("hour", 20, hours(1)), budget("day", 100)];
    const subjects = Array.from({ length: 50 }, (_, place) => `subject-${place}`);
    const claimed = await Promise.all(
      subjects.map((subject, place) =>
        claim(ledger, subject, [3, 1], place % 2 === 0 ? budgets : budgets.toReversed()),
      ),
    );
    const places = claimed.map(({ place }) => place).sort((a, b) => a - b);
    // Six take 3 and two take 1: 20 of 20.
    same("what they got", places, [...Array(42).fill(-1), ...Array(6).fill(0), ...Array(2).fill(1)]);
    await expectClaimed(ledger, ["one more", [1], budgets], -1, [20, 20]);
  }),

  check("twins that claim at once pay once", async (ledger) => {
    const budgets = [budget("day", 10)];
    const twins = await Promise.all(Array.from({ length: 20 }, () => claim(ledger, "a", [4], budgets)));
    for (const twin of twins) same("a twin", [twin.place, twin.totals], [0, [4]]);
  }),

  check("forget drops what a subject took, and the totals stay", async (ledger) => {
    const budgets = [budget("day", 10)];
    await expectClaimed(ledger, ["a", [4], budgets], 0, [4]);
    same("was there", await ledger.forget(token("a")), true);
    same("no longer", await ledger.forget(token("a")), false);
    await expectClaimed(ledger, ["b", [1], budgets], 0, [5]);
    await expectClaimed(ledger, ["a", [4], budgets], 0, [9]);
  }),
];
