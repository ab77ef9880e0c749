// The smallest ledger that keeps every rule. Joined to a store, `forget` has to ask both.
import type { Budget, Claim, Claimed, Ledger, Store } from "trialgate/core";

interface Taken {
  readonly amount: number;
  readonly at: number;
}

export function tableLedger(): Ledger & Pick<Store, "forget"> {
  const spent = new Map<string, Taken[]>(); // by budget
  const taken = new Map<string, { readonly amount: number; readonly until: number }>(); // by subject

  const total = ({ key, windowMs }: Budget, at: number): number => {
    const live = (spent.get(key) ?? []).filter((row) => at - row.at < windowMs);
    return live.reduce((sum, { amount }) => sum + amount, 0);
  };

  const claim = ({ at, subject, amounts, budgets }: Claim): Claimed => {
    const earlier = taken.get(subject);
    const has = earlier !== undefined && at < earlier.until ? earlier.amount : 0;
    // What it has it keeps, even where a limit was lowered since.
    const place = amounts.findIndex(
      (amount) =>
        amount <= has || budgets.every((budget) => total(budget, at) + amount - has <= budget.limit),
    );
    const paid = Math.max(0, (amounts[place] ?? 0) - has);
    if (paid > 0) {
      for (const { key } of budgets) spent.set(key, [...(spent.get(key) ?? []), { amount: paid, at }]);
      const longestMs = Math.max(...budgets.map(({ windowMs }) => windowMs));
      taken.set(subject, { amount: has + paid, until: at + longestMs });
    }
    return { place, paid, totals: budgets.map((budget) => total(budget, at)) };
  };

  return {
    claim: async (wish) => claim(wish), // in a database: one transaction
    forget: async (subject) => taken.delete(subject),
  };
}
