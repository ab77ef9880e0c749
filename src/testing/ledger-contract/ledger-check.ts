import type { Ledger, Store } from "trialgate/core";

/** A ledger, with the half of its store by which it forgets. */
export type ForgettingLedger = Ledger & Pick<Store, "forget">;

/** One rule that every ledger keeps. */
export interface LedgerCheck {
  readonly name: string;
  /**
   * Tries the rule on a ledger of its own.
   * @param makeLedger Answers a ledger from which nothing was taken.
   * @throws Error that says what was expected and what came.
   */
  run(makeLedger: () => ForgettingLedger | Promise<ForgettingLedger>): Promise<void>;
}
