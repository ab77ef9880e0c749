import type { Channel, Decision, Rule } from "../../core/ladder.js";
import type { Calibration } from "../../core/scorecard.js";
import type { Limits, Unlock } from "../../tiers/grant.js";

/**
 * A policy as data: what you write, in TypeScript or in a `.json` file. Numbers, caps and facts that are left out come
 * from the standard policy; rules and channels do not: without them there are none.
 */
export interface PolicyData<Tier extends string = string> {
  /** For editors: the JSON schema that ships as `trialgate/policy.schema.json`. */
  readonly $schema?: string | undefined;
  /** Your name for it: stands in every assessment, beside a version that is computed. */
  readonly id: string;
  /** Your share of abusive signups, 0..1; shifts every score. Default 0.1667: more than one in six at AI firms (Stripe, 2026). */
  readonly prior?: number | undefined;
  /** Points that a clean, fully observed signup earns; usually below 0. */
  readonly offset?: number | undefined;
  /** Points by full reason code; a signal's own default where absent. +10 doubles the odds. */
  readonly weights?: Readonly<Record<string, number>> | undefined;
  /** Month up to which new reasons are known to you; those added to the library later weigh 0 until you move it. Left out, every reason has its weight at once. */
  readonly catalogue?: string | undefined;
  /** What the evidence of one group may add up to: `[lowest, highest]` points. */
  readonly caps?: Readonly<Record<string, readonly [lowest: number, highest: number]>> | undefined;
  /** Points for each further group that independently points to abuse. */
  readonly corroboration?: number | undefined;
  /** The lowest that good evidence may sum to, in points: cheap proofs must not buy trust. */
  readonly goodFloor?: number | undefined;
  /** What points mean, as `calibrate` of `trialgate/tuning` found it in labels: changes `probability`, no tier. Default: 10 points double the odds, 50 are even. */
  readonly calibration?: CalibrationData | undefined;
  /** Named sets of reason codes, for `needs` and `unlock`; any one code makes the fact true. */
  readonly facts?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What each channel always sends. A signup that lacks one of these climbs no higher than `ceiling`, unless by its `unlock`. */
  readonly channels?: Readonly<Record<string, Channel>> | undefined;
  /** Most generous first; the last takes the rest. */
  readonly tiers: readonly TierData<Tier>[];
  /** Exceptions: when a reason was seen, this tier and decision, whatever the points. The first that applies. */
  readonly rules?: readonly Rule[] | undefined;
  /** Nobody climbs above this tier while a signal or the store has failed. */
  readonly whenDegraded: NoInfer<Tier>;
}

/** What points were found to mean. */
export interface CalibrationData {
  /** The `prior` of the policy that gave the points: under another one, points and what they mean shift alike. */
  readonly prior: number;
  readonly knots: Calibration;
}

/** One tier: who reaches it and what it gives. */
export interface TierData<Id extends string = string> {
  /** Your name for it; `full`, `starter`, `trickle` and `none` in the standard policy. */
  readonly id: Id;
  /** What to do with a signup that lands here. */
  readonly decision: Decision;
  /** Highest unclamped points that reach it; left out on the last. */
  readonly maxPoints?: number | undefined;
  /** Least `coverage` that reaches it, 0..1. */
  readonly minCoverage?: number | undefined;
  /** Facts it needs, all of them: names from `facts`, or reason codes. */
  readonly needs?: readonly string[] | undefined;
  /** US dollars of free compute. */
  readonly credits: number;
  readonly limits?: Limits | undefined;
  /** The way up. Under a decision other than `allow`, a fact that is already there opens it at once. */
  readonly unlock?: Unlock | undefined;
  /** Look at the account again after this many milliseconds. */
  readonly reviewAfterMs?: number | undefined;
}
