import type { Grant } from "trialgate";

/** What each tier gives, as far as figures need it. The `grants` of a policy are of this kind. */
export type TierGrants<Tier extends string> = Readonly<Record<Tier, Pick<Grant, "credits" | "unlock">>>;

/** The tiers, most generous first: by credits, and in the order of `grants` where these are equal. */
export function tierOrder<Tier extends string>(grants: TierGrants<Tier>): readonly Tier[] {
  const tiers = Object.keys(grants) as Tier[];
  return tiers.sort((a, b) => grants[b].credits - grants[a].credits);
}

/** Milliseconds from the door to the most generous tier, for somebody who only stays; infinite where a step takes more than time. */
export function msToTop<Tier extends string>(
  { tier, grant }: { readonly tier: Tier; readonly grant: Pick<Grant, "unlock"> },
  grants: TierGrants<Tier>,
  tiers: readonly Tier[],
): number {
  let at: string = tier;
  // What somebody was given may lack the way up that the tier has: a rule put them there.
  let { unlock } = grant;
  let passed = 0;
  for (let steps = 0; at !== tiers[0]; steps += 1) {
    // A policy of code might send people round in circles.
    if (unlock?.afterMs === undefined || steps > tiers.length) return Number.POSITIVE_INFINITY;
    passed += unlock.afterMs;
    at = unlock.to;
    unlock = Object.hasOwn(grants, at) ? grants[at as Tier].unlock : undefined;
  }
  return passed;
}
