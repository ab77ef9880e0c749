import type { Decision } from "../core/ladder.js";
import type { Verdict } from "../core/policy.js";
import { type Reason, scoreOf } from "../core/scorecard.js";
import type { SignalResult } from "../core/signal.js";
import type { CreditTier, Grant } from "../tiers/grant.js";
import type { SignupOutcome } from "./policy/open-policy.js";

/** What came of one signup: JSON, without raw personal data. Store it: it is enough to judge again. */
export interface Assessment<Tier extends string = CreditTier> {
  /** Your id, or a keyed hash of the address as typed. */
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  /** 1 for the first judgement of this id; one more each time it comes with new facts. */
  readonly revision: number;
  /** 0..100 for people's eyes, HIGHER IS RISKIER (reCAPTCHA runs the other way). 50 is even odds, +10 doubles them. */
  readonly score: number;
  /** The same, unclamped: what tiers are compared with. */
  readonly points: number;
  /** 0..1: the probability of abuse, as the policy's `calibration` reads it from the points; by the plain scale without one. */
  readonly probability: number;
  /** What to apply: tier, decision and grant. In shadow mode this is what you grant today. */
  readonly tier: Tier;
  readonly decision: Decision;
  readonly grant: Grant;
  /** What the policy said; the same, unless in shadow mode, in a holdout, or where a grant budget gave less. */
  readonly verdict: { readonly tier: Tier; readonly decision: Decision; readonly grant: Grant };
  /** A rule that decided, the evidence, strongest first, and what the policy itself adds. Their points sum to `points`. */
  readonly reasons: readonly Reason[];
  /** One for each signal, in their order. */
  readonly results: readonly SignalResult[];
  /** What failed and capped the tier: ids of signals, `store`, and in shadow mode `input` for a signup that could not be read. */
  readonly degraded: readonly string[];
  /** `code: sentence`, such as `id-reused: …`, `unknown-field: …` or `lists-old: …`. */
  readonly warnings: readonly string[];
  /** 0..1: how much of the evidence the policy could look at. */
  readonly coverage: number;
  /** Where the signup came in, if it said so: needed to judge again. */
  readonly channel?: string;
  /** The counts are those of the fallback store, which knows less: needed to judge again. */
  readonly fallback?: true;
  /** The policy that judged: under a rollout, the one of the two that this subject fell to. */
  readonly policy: PolicyName;
  /** What the challengers make of the same results, in their order; none of it was applied. One that threw is left out. */
  readonly challengers?: readonly Challenge[];
  /**
   * The subject is in the holdout, which chance alone decided, with this share of all subjects, 0..1: stands here also
   * where the verdict was generous anyway. What they do is what anybody would do, so labels of theirs are unbiased.
   */
  readonly holdout?: { readonly share: number };
  readonly versions: { readonly trialgate: string; readonly signals: string; readonly lists: string };
  readonly mode: "enforce" | "shadow";
}

/** Which policy it was. */
export interface PolicyName {
  readonly id: string;
  /** Hash of the resolved policy. */
  readonly version: string;
}

/** What another policy would have made of a signup. */
export interface Challenge {
  readonly policy: PolicyName;
  /** Unclamped, as in an assessment. */
  readonly points: number;
  /** 0..1. */
  readonly coverage: number;
  /** One of the challenger's own tiers. */
  readonly tier: string;
  readonly decision: Decision;
}

/** The parts of an assessment that do not come from the verdict. */
export type AssessmentParts<Tier extends string> = Pick<
  Assessment<Tier>,
  "id" | "at" | "revision" | "results" | "degraded" | "warnings" | "policy" | "versions"
> & {
  readonly channel?: string | undefined;
  readonly fallback?: boolean;
  readonly challengers?: readonly Challenge[] | undefined;
};

/** What shadow mode hands out whatever the verdict. */
export interface Shadow<Tier extends string> {
  readonly tier: Tier;
  readonly grant: Grant;
}

/**
 * Puts an assessment together. In shadow the verdict is told and not applied: the tier of today, allowed.
 * The order of fields is fixed, so equal assessments are equal text.
 */
export function assess<Tier extends string>(
  verdict: Verdict<SignupOutcome<Tier>>,
  shadow: Shadow<Tier> | undefined,
  { channel, fallback = false, challengers, ...parts }: AssessmentParts<Tier>,
): Assessment<Tier> {
  const judged = { tier: verdict.outcome.tier, decision: verdict.decision, grant: verdict.outcome.grant };
  const applied = shadow === undefined ? judged : { ...shadow, decision: "allow" as const };
  return {
    id: parts.id,
    at: parts.at,
    revision: parts.revision,
    score: scoreOf(verdict.points),
    points: verdict.points,
    probability: verdict.probability,
    tier: applied.tier,
    decision: applied.decision,
    grant: applied.grant,
    verdict: judged,
    reasons: verdict.reasons,
    results: parts.results,
    degraded: parts.degraded,
    warnings: parts.warnings,
    coverage: verdict.coverage,
    ...(channel !== undefined && { channel }),
    ...(fallback && { fallback }),
    policy: parts.policy,
    ...(challengers && { challengers }),
    versions: parts.versions,
    mode: shadow === undefined ? "enforce" : "shadow",
  };
}
