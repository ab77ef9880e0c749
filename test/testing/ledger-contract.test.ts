import { type Claim, days, type Ledger } from "trialgate/core";
import { type ForgettingLedger, ledgerContract } from "trialgate/testing";
import { describe, it } from "vitest";
import { tableLedger } from "../../examples/custom-ledger.js";
import { type Fault, itBites } from "./contract-faults.js";

describe("the smallest ledger keeps the contract of a ledger", () => {
  it.each(ledgerContract)("$name", ({ run }) => run(tableLedger));
});

type Change = Fault<ForgettingLedger>[1];

/** A ledger that hears something else than what was said. */
const hearing =
  (change: (claim: Claim) => Claim): Change =>
  (ledger) => ({ claim: (claim) => ledger.claim(change(claim)) });

/** A ledger whose looking and taking are two steps, between which others come. */
const inTwoSteps: Change = ({ claim }: Ledger) => {
  const totals = new Map<string, number>();
  return {
    claim: async (wish) => {
      const before = wish.budgets.map(({ key }) => totals.get(key) ?? 0);
      await Promise.resolve();
      const place = wish.amounts.findIndex((amount) =>
        wish.budgets.every(({ limit }, budget) => (before[budget] ?? 0) + amount <= limit),
      );
      for (const [budget, { key }] of wish.budgets.entries()) {
        totals.set(key, (before[budget] ?? 0) + (wish.amounts[place] ?? 0));
      }
      await claim(wish);
      const paid = wish.amounts[place] ?? 0;
      return { place, paid, totals: wish.budgets.map(({ key }) => totals.get(key) ?? 0) };
    },
  };
};

const faults: readonly Fault<ForgettingLedger>[] = [
  [
    "hears the last amount alone",
    hearing((c) => ({ ...c, amounts: c.amounts.slice(-1) })),
    "the first of the amounts",
  ],
  [
    "says it took the last when nothing fits",
    (ledger) => ({
      claim: async (c) => {
        const claimed = await ledger.claim(c);
        return { ...claimed, place: claimed.place < 0 ? c.amounts.length - 1 : claimed.place };
      },
    }),
    "when nothing fits, nothing is taken",
  ],
  [
    "looks at its first budget alone",
    (ledger) => ({
      claim: async (c) => {
        const rest = c.budgets.slice(1).map((budget) => ({ ...budget, limit: Number.MAX_SAFE_INTEGER }));
        return ledger.claim({ ...c, budgets: [...c.budgets.slice(0, 1), ...rest] });
      },
    }),
    "all budgets pay or none does",
  ],
  [
    "gives nothing where there is no budget",
    (ledger) => ({
      claim: async (c) => (c.budgets.length === 0 ? { place: -1, paid: 0, totals: [] } : ledger.claim(c)),
    }),
    "without a budget",
  ],
  [
    "makes a subject pay anew each time",
    (ledger) => {
      let calls = 0;
      return { claim: (c) => ledger.claim({ ...c, subject: `${c.subject} ${++calls}` }) };
    },
    "a subject pays the difference",
  ],
  [
    "says the whole amount was paid",
    (ledger) => ({
      claim: async (c) => {
        const claimed = await ledger.claim(c);
        return { ...claimed, paid: c.amounts[claimed.place] ?? 0 };
      },
    }),
    "what a claim paid is told",
  ],
  [
    "lets go of what a lowered limit does not cover",
    (ledger) => ({
      claim: async (c) => {
        const claimed = await ledger.claim(c);
        const over = c.budgets.some(({ limit }, budget) => (claimed.totals[budget] ?? 0) > limit);
        return over ? { ...claimed, place: -1 } : claimed;
      },
    }),
    "what was taken stays granted",
  ],
  [
    "counts in single precision",
    hearing((c) => ({ ...c, amounts: c.amounts.map(Math.fround) })),
    "micro-dollars stay whole",
  ],
  ["looks first and takes later", inTwoSteps, "claims that come at once use a budget up exactly"],
  [
    "cuts windows at what a timer can hold",
    hearing((c) => ({
      ...c,
      budgets: c.budgets.map((budget) => ({ ...budget, windowMs: Math.min(budget.windowMs, days(24.8)) })),
    })),
    "a window of 25 days",
  ],
  [
    "keeps everything for a year",
    hearing((c) => ({
      ...c,
      budgets: c.budgets.map((budget) => ({ ...budget, windowMs: days(365) })),
    })),
    "a window of 1 hour",
  ],
  [
    "starts anew at the start of each window",
    hearing((c) => ({
      ...c,
      budgets: c.budgets.map((budget) => ({
        ...budget,
        key: `${budget.key} ${Math.floor(c.at / budget.windowMs)}`,
      })),
    })),
    "a budget slides",
  ],
  [
    "remembers a subject for as long as its shortest window",
    (ledger) => {
      return {
        claim: (c) => {
          const shortestMs = Math.min(...c.budgets.map(({ windowMs }) => windowMs));
          return ledger.claim({ ...c, subject: `${c.subject} ${Math.floor(c.at / shortestMs)}` });
        },
      };
    },
    "what a subject took is remembered for the longest window",
  ],
  ["forgets nobody", () => ({ forget: async () => false }), "forget drops what a subject took"],
  [
    "forgets the totals, too",
    (ledger) => {
      let current = ledger;
      return {
        claim: (c) => current.claim(c),
        forget: async (subject) => {
          const known = await current.forget(subject);
          if (known) current = tableLedger();
          return known;
        },
      };
    },
    "forget drops what a subject took",
  ],
  [
    "keeps apart what came before",
    (ledger) => ({
      claim: (c) =>
        ledger.claim({
          ...c,
          budgets: c.budgets.map((b) => ({ ...b, key: `${b.key} ${c.at < Date.UTC(2026, 0, 1)}` })),
        }),
    }),
    "a clock that was set back",
  ],
];

describe("the contract of a ledger bites", () => {
  itBites(ledgerContract, tableLedger, faults);
});
