import { climb } from "../core/ladder.js";
import type { KeyedHash } from "../identifiers/hash.js";
import type { Assessment } from "./assessment.js";
import { draw } from "./draw.js";
import type { SignupPolicy } from "./policy/open-policy.js";

/**
 * A share of all subjects, taken by chance, who get a tier even where the policy would give them less. Whoever gets
 * nothing shows nothing: only these tell whether it was right, and without them a policy learns from its own verdicts.
 * A rule (a block list, a hold, an account that exists) stands all the same, and so does a cap for what failed.
 */
export interface Holdout<Tier extends string = string> {
  /** 0..0.2. What it costs at most is this share of the abuse that the policy would stop, at the credit of the tier. */
  readonly share: number;
  /** The least that somebody in the holdout gets: a tier of the policy without `needs`, and not its last. */
  readonly tier: Tier;
}

/** Beyond a fifth it is no sample, but a leak. */
export const mostHeldOut = 0.2;

/** Marks an assessment whose subject is in the holdout, and lifts it to the tier where its policy gave less. */
export type HoldOut<Tier extends string> = (
  assessment: Assessment<Tier>,
  policy: SignupPolicy<Tier>,
) => Promise<Assessment<Tier>>;

/** Prepares a holdout over policies of data. */
export function createHoldOut<Tier extends string>(
  { share, tier }: Holdout<Tier>,
  hash: KeyedHash,
): HoldOut<Tier> {
  return async (assessment, policy) => {
    if ((await draw(hash, "holdout", assessment.id)) >= share) return assessment;
    const held = { ...assessment, holdout: { share } };
    if (assessment.degraded.length > 0 || decidedByRule(assessment, policy)) return held;
    const order = policy.resolved?.tiers ?? [];
    const place = order.findIndex(({ id }) => id === tier);
    const least = order[place];
    const grant = policy.grants?.[tier];
    if (least === undefined || grant === undefined) return held;
    if (order.findIndex(({ id }) => id === assessment.tier) <= place) return held;
    return { ...held, tier, decision: least.decision, grant, reasons: [...assessment.reasons, heldOut] };
  };
}

const heldOut = {
  code: "policy.holdout",
  points: 0,
  text: "Chance put this one in the holdout, which gets this tier whatever was found",
  signal: "policy",
} as const;

/** Whether a rule put the signup where it is, whatever its points. */
function decidedByRule(
  { results, points, coverage, channel }: Assessment<string>,
  { resolved }: SignupPolicy,
): boolean {
  return resolved !== undefined && climb(results, { points, coverage, channel }, resolved).rule !== undefined;
}
