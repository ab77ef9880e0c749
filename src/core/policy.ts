import type { Decision } from "./ladder.js";
import type { Reason } from "./scorecard.js";
import type { SignalResult } from "./signal.js";

/**
 * Weighs evidence. Pure and synchronous: the same results and circumstances give the same verdict, so an old
 * subject can be judged again without running a signal. Write your own, or describe one as data.
 */
export interface Policy<Outcome> {
  readonly id: string;
  /** Changes whenever a verdict could. */
  readonly version: string;
  decide(results: readonly SignalResult[], circumstances?: Circumstances): Verdict<Outcome>;
}

/** What a policy may know beside the results. */
export interface Circumstances {
  /** Where the subject came in: `web`, `cli` … */
  readonly channel?: string | undefined;
  /** Something failed that shows in no result: counts came from a fallback that knows less than the store. */
  readonly degraded?: boolean | undefined;
}

/** What a policy makes of the results. */
export interface Verdict<Outcome> {
  /** Unclamped log-odds: 50 is even odds, +10 doubles them. */
  readonly points: number;
  /** 0..1. */
  readonly probability: number;
  /** 0..1: how much of the evidence it could look at. */
  readonly coverage: number;
  readonly decision: Decision;
  /** The evidence strongest first, and what the policy itself adds. Their points sum to `points`. */
  readonly reasons: readonly Reason[];
  /** What the subject gets. */
  readonly outcome: Outcome;
}
