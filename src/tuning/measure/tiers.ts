import type { Labelled } from "./labelled.js";
import type { MeasurePlan } from "./options.js";
import type { Quality, TierShare } from "./quality.js";
import { medianOf, shareOf } from "./shares.js";
import { msToTop } from "./tier-order.js";

/** Who lands where. */
export function tierShares<Tier extends string>(
  signups: readonly Labelled<Tier>[],
  { tiers, grants }: Pick<MeasurePlan<Tier>, "tiers" | "grants">,
): Readonly<Record<Tier, TierShare>> {
  const kinds = {
    people: signups.filter(({ label }) => label === "legitimate"),
    abuse: signups.filter(({ label }) => label === "abuse"),
  };
  const shares = tiers.map((tier) => {
    const isHere = (signup: Labelled<Tier>): boolean => signup.tier === tier;
    const people = shareOf(kinds.people, isHere);
    const abuse = shareOf(kinds.abuse, isHere);
    const share: TierShare = {
      credits: grants[tier].credits,
      ...(people !== undefined && { people }),
      ...(abuse !== undefined && { abuse }),
    };
    return [tier, share] as const;
  });
  return Object.fromEntries(shares) as Record<Tier, TierShare>;
}

/** How long people take to the most generous tier who do nothing but stay; nothing without people. */
export function timeToFull<Tier extends string>(
  signups: readonly Labelled<Tier>[],
  { grants, tiers }: Pick<MeasurePlan<Tier>, "tiers" | "grants">,
): Pick<Quality, "timeToFull"> {
  const people = signups.filter(({ label }) => label === "legitimate");
  const msOf = (person: Labelled<Tier>): number => msToTop(person, grants, tiers);
  const share = shareOf(people, (person) => msOf(person) < Number.POSITIVE_INFINITY);
  const medianMs = medianOf(people, msOf);
  if (share === undefined || medianMs === undefined) return {};
  return { timeToFull: { share, ...(medianMs < Number.POSITIVE_INFINITY && { medianMs }) } };
}
