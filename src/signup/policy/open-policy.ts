import { fingerprint, stableJson } from "../../core/fingerprint.js";
import { climb, type Held, type Standing } from "../../core/ladder.js";
import type { Policy, Verdict } from "../../core/policy.js";
import { probabilityOf, type Reason, weigh } from "../../core/scorecard.js";
import type { Grant } from "../../tiers/grant.js";
import type { TierData } from "./policy-data.js";
import type { ResolvedPolicy } from "./resolve-policy.js";

/** What a signup gets. */
export interface SignupOutcome<Tier extends string = string> {
  readonly tier: Tier;
  readonly grant: Grant;
}

/** A policy for signups: weighs evidence into a tier. `Tier` are the names of its tiers. */
export interface SignupPolicy<Tier extends string = string> extends Policy<SignupOutcome<Tier>> {
  /** What each tier gives: for a tier that is handed out whatever the verdict, and for those that a budget steps down to. */
  readonly grants?: Readonly<Record<Tier, Grant>>;
  /** What a policy of data was made of; none in a policy of code. */
  readonly resolved?: ResolvedPolicy<Tier>;
  /** The policy that it stands for now, in a `policySwitch`; a policy that stands for itself has none. */
  readonly current?: DataPolicy<Tier>;
}

/** A policy that was described as data. */
export interface DataPolicy<Tier extends string = string> extends SignupPolicy<Tier> {
  readonly resolved: ResolvedPolicy<Tier>;
  readonly grants: Readonly<Record<Tier, Grant>>;
}

/** A policy again from what `resolved` held, perhaps read from a file: it needs no signals and judges as it did then. */
export function openPolicy<Tier extends string>(resolved: ResolvedPolicy<Tier>): DataPolicy<Tier> {
  const grants = Object.fromEntries(resolved.tiers.map((tier) => [tier.id, grantOf(tier)])) as Record<
    Tier,
    Grant
  >;
  return {
    id: resolved.id,
    version: fingerprint(stableJson(resolved)),
    grants,
    resolved,
    decide(results, { channel, degraded } = {}): Verdict<SignupOutcome<Tier>> {
      const { points, reasons, coverage } = weigh(results, resolved);
      const standing = climb(results, { points, coverage, channel, degraded }, resolved);
      const tier = standing.tier as Tier;
      const grant: Grant = grants[tier];
      return {
        points,
        probability: Math.round(probabilityOf(points, resolved.calibration) * 1e4) / 1e4,
        coverage,
        decision: standing.decision,
        reasons: [...ruleReason(standing), ...reasons, ...heldReasons(standing)],
        // Who is where a rule put them gets further by another door than the next unlock.
        outcome: { tier, grant: standing.rule === undefined ? grant : withoutUnlock(grant) },
      };
    },
  };
}

function grantOf({ credits, limits = {}, unlock, reviewAfterMs }: TierData): Grant {
  return {
    credits,
    limits,
    ...(unlock && { unlock }),
    ...(reviewAfterMs !== undefined && { reviewAfterMs }),
  };
}

function withoutUnlock({ unlock: _, ...grant }: Grant): Grant {
  return grant;
}

function ruleReason({ rule }: Standing): readonly Reason[] {
  return rule === undefined
    ? []
    : [{ code: `policy.${rule.id}`, points: 0, text: rule.text, signal: "policy" }];
}

const heldTexts: Readonly<Record<Held, string>> = {
  coverage: "Too little of the evidence could be looked at for a higher tier",
  needs: "A higher tier needs a fact that is not there",
  channel: "Something is missing that this channel always sends",
  degraded: "Something failed, and the tier is capped until it is back",
  unlocked: "A proof that was given opened the next tier at once",
};

function heldReasons({ held, missing }: Standing): readonly Reason[] {
  return held.map((why) => ({
    code: `policy.${why}`,
    points: 0,
    text: heldTexts[why],
    signal: "policy",
    ...(why === "channel" && { detail: { missing: missing.join(", ") } }),
  }));
}
