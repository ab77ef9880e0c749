/**
 * Where money is kept, in whole micro-dollars. The stores of this package are both a `Store` and a `Ledger`; one of
 * your own needs this half only for a grant budget.
 */
export interface Ledger {
  /**
   * Takes the first of the amounts that fits into every budget: from all of them or from none, in one atomic step.
   * A subject that has taken before pays the difference only, and nothing for as much or less: asking twice is harmless.
   */
  claim(claim: Claim): Promise<Claimed>;
}

/** What somebody would like to take. */
export interface Claim {
  /** Epoch ms. */
  readonly at: number;
  /** Who takes: a token, as in `once.key`. What it took is remembered for the longest window of its budgets, and dropped by `Store.forget`. */
  readonly subject: string;
  /** Whole micro-dollars, what is wanted most first. */
  readonly amounts: readonly number[];
  readonly budgets: readonly Budget[];
}

/** A bound on what all subjects together take within a window. Kept like a sum, in at most 60 steps. */
export interface Budget {
  readonly key: string;
  /** 1 ms to 365 days. */
  readonly windowMs: number;
  /** Whole micro-dollars. */
  readonly limit: number;
}

/** What came of a claim. */
export interface Claimed {
  /** Which of the amounts was taken; -1 when none of them fits, and nothing was. */
  readonly place: number;
  /** Whole micro-dollars that it took now: less than the amount for who had some of it, 0 for who had as much. */
  readonly paid: number;
  /** Whole micro-dollars taken from each budget within its window, this claim included. */
  readonly totals: readonly number[];
}
