import type { Labelled } from "./labelled.js";
import type { AttackQuality, Estimate } from "./quality.js";
import { shareOf, weightOf } from "./shares.js";

/** What became of the signups of one kind of attack; `recall` is undefined where there are no people to set a threshold by. */
export function attackQuality<Tier extends string>(
  signups: readonly Labelled<Tier>[],
  {
    recall,
    tiers,
    takenShare,
  }: {
    readonly recall: Estimate | undefined;
    readonly tiers: readonly Tier[];
    readonly takenShare: number;
  },
): AttackQuality<Tier> {
  const taken = signups.reduce((sum, { weight, grant }) => sum + weight * grant.credits * takenShare, 0);
  return {
    count: signups.length,
    ...(recall && { recall }),
    tiers: Object.fromEntries(
      tiers.map((tier) => [tier, shareOf(signups, (signup) => signup.tier === tier) ?? 0]),
    ) as Record<Tier, number>,
    takenUsd: taken / weightOf(signups),
  };
}
