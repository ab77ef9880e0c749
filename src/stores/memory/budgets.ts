import type { Claim, Claimed } from "../../core/ledger.js";
import type { Counters } from "./counters.js";
import type { Fingerprint } from "./fingerprint.js";
import { uses } from "./names.js";
import { createRecent } from "./recent.js";

/** What is taken of budgets, and by whom. */
export interface Budgets {
  claim(claim: Claim): Claimed;
  /** Drops what a subject took; the totals stay. Whether there was something. */
  forget(subject: number): boolean;
}

interface Taken {
  readonly amount: number;
  readonly expiresAt: number;
}

/** Budgets as sums among `counters`, and the `most` subjects that took of them last. */
export function createBudgets(counters: Counters, fingerprint: Fingerprint, most: number): Budgets {
  const takenBy = createRecent<Taken>(most);
  return {
    claim({ at, subject, amounts, budgets }) {
      const claimant = fingerprint(uses.name, subject);
      const before = takenBy.get(claimant);
      const taken = before !== undefined && before.expiresAt > at ? before.amount : 0;
      const prints = budgets.map(({ key }) => fingerprint(uses.budget, key));
      const totals = prints.map((print) => counters.count(print, at));
      const fits = (more: number): boolean =>
        more <= 0 || budgets.every(({ limit }, place) => (totals[place] ?? 0) + more <= limit);
      const place = amounts.findIndex((amount) => fits(amount - taken));
      const more = (amounts[place] ?? 0) - taken;
      if (more <= 0) return { place, paid: 0, totals };
      const after = budgets.map(({ windowMs }, place) =>
        counters.add(
          {
            fingerprint: prints[place] ?? 0,
            kind: "sum",
            spanMs: windowMs,
            lifetimeMs: windowMs,
            value: more,
            bound: 1,
          },
          at,
        ),
      );
      const expiresAt = Math.max(before?.expiresAt ?? 0, ...budgets.map(({ windowMs }) => at + windowMs));
      takenBy.set(claimant, { amount: taken + more, expiresAt });
      return { place, paid: more, totals: after };
    },
    forget: (subject) => takenBy.delete(subject),
  };
}
