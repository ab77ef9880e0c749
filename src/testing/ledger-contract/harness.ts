import { type Budget, type Claimed, days, type Ledger } from "trialgate/core";
import { same } from "../same.js";
import { start } from "../store-contract/harness.js";
import { token } from "../store-contract/names.js";
import type { ForgettingLedger, LedgerCheck } from "./ledger-check.js";

/** A check that looks at one empty ledger. */
export function check(name: string, verify: (ledger: ForgettingLedger) => Promise<void>): LedgerCheck {
  return { name, run: async (makeLedger) => verify(await makeLedger()) };
}

/** A budget under a readable name: the ledger is told a token for it. */
export function budget(name: string, limit: number, windowMs = days(1)): Budget {
  return { key: name, limit, windowMs };
}

/** Claims for one subject. */
export function claim(
  ledger: Ledger,
  subject: string,
  amounts: readonly number[],
  budgets: readonly Budget[],
  at = start,
): Promise<Claimed> {
  const sealed = budgets.map((each) => ({ ...each, key: token(each.key) }));
  return ledger.claim({ at, subject: token(subject), amounts, budgets: sealed });
}

/** Claims, and fails unless this place is taken and these totals are told. */
export async function expectClaimed(
  ledger: Ledger,
  [subject, amounts, budgets, at]: readonly [string, readonly number[], readonly Budget[], at?: number],
  place: number,
  totals: readonly number[],
): Promise<void> {
  const claimed = await claim(ledger, subject, amounts, budgets, at);
  same(`${subject} asks for ${amounts.join(" or ")}`, [claimed.place, claimed.totals], [place, totals]);
}
