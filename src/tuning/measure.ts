import type { Grant, SignupPolicy } from "trialgate";
import type { HistoryRecord } from "./history.js";
import { blockQualities } from "./measure/blocks.js";
import { bootstrap } from "./measure/bootstrap.js";
import { headlineOf } from "./measure/headline.js";
import { kindQualities } from "./measure/kinds.js";
import { labelledOf } from "./measure/labelled.js";
import { type MeasureOptions, measurePlan } from "./measure/options.js";
import type { Quality } from "./measure/quality.js";
import { sampleOf } from "./measure/sample.js";
import type { TierGrants } from "./measure/tier-order.js";
import { tierShares, timeToFull } from "./measure/tiers.js";
import { type Judged, type ReplayOptions, replay } from "./replay.js";

/**
 * How good a policy is on a history: it judges every signup again, and the labels say how well. The last revision of an id
 * counts, and only if somebody knows its label. A record counts as often as its `weight` says.
 * @throws TrialgateError `invalid_config` for options, or a policy of code without `grants`.
 */
export function measure<Tier extends string>(
  history: Iterable<HistoryRecord>,
  policy: SignupPolicy<Tier> & { readonly grants: Readonly<Record<Tier, Grant>> },
  { knownBy, ...options }: MeasureOptions<Tier> & ReplayOptions = {},
): Quality<Tier> {
  return measureJudged(replay(history, policy, { knownBy }), { grants: policy.grants, ...options });
}

/**
 * The same for signups that anything has judged: a rival, a vendor's score. Only the order of `points` matters, so they may
 * be of any scale; what a signup costs is read from its own `grant` and `decision`.
 * @param options `grants`: what each tier gives, of the tiers that `judged` names.
 * @throws TrialgateError `invalid_config` for options, `invalid_input` for a signup that cannot be measured: points that are
 * no number, a tier that is not in `grants`.
 */
export function measureJudged<Tier extends string>(
  judged: Iterable<Judged<Tier>>,
  { grants, ...options }: MeasureOptions<Tier> & { readonly grants: TierGrants<Tier> },
): Quality<Tier> {
  const plan = measurePlan(grants, options);
  const { signups, unlabelled, superseded } = labelledOf(judged, plan.tiers);
  const sample = sampleOf(signups, plan);
  const estimate = bootstrap(sample, plan);
  return {
    ...headlineOf(signups, plan.tiers, estimate),
    unlabelled,
    superseded,
    tiers: tierShares(signups, plan),
    startingTier: plan.startingTier,
    ...timeToFull(signups, plan),
    ...kindQualities(signups, sample.kinds, estimate, plan),
    blocks: blockQualities(signups, plan),
  };
}
