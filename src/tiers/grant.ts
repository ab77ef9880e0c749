/**
 * What a subject may spend, and how to get more. Money is US dollars of compute; ledgers keep it as whole
 * micro-dollars. What is left out is not limited.
 */
export interface Grant {
  /** Free credit in US dollars, in total. */
  readonly credits: number;
  readonly limits: Limits;
  /** How to reach the next tier; none on the highest. */
  readonly unlock?: Unlock;
  /** Look at the account again after this many milliseconds. */
  readonly reviewAfterMs?: number;
}

/** Bounds on the pace of spending. */
export interface Limits {
  readonly requestsPerMinute?: number | undefined;
  /** US dollars in any ten minutes. */
  readonly usdPer10Minutes?: number | undefined;
  /** US dollars in any 24 hours. */
  readonly usdPerDay?: number | undefined;
  /** Calls under way at once. */
  readonly concurrentRequests?: number | undefined;
  /** Classes of models, in your own names (`"small"`); any when left out. */
  readonly models?: readonly string[] | undefined;
}

/** What opens the next tier. */
export interface Unlock {
  /** The tier it leads to. */
  readonly to: string;
  /** Any one of these facts opens it: names from the policy's `facts`, or reason codes. */
  readonly with: readonly string[];
  /** Or this much time in good standing, in milliseconds. */
  readonly afterMs?: number | undefined;
  /** For the person: what to do, in one sentence. */
  readonly text: string;
}

/** The tiers of the standard policy, most generous first. Your own policy may name others. */
export type CreditTier = "full" | "starter" | "trickle" | "none";
