import { severest } from "../core/ladder.js";
import type { Grant } from "../tiers/grant.js";
import { microsOf } from "../tiers/grant-budget.js";
import type { Assessment } from "./assessment.js";
import type { SignupPolicy } from "./policy/open-policy.js";

/** What can be applied to a signup. */
export type Applied<Tier extends string> = Pick<Assessment<Tier>, "tier" | "decision" | "grant">;

/** Something to apply: what the policy said, or less. */
export interface GrantStep<Tier extends string> extends Applied<Tier> {
  /** Its credit in whole micro-dollars. */
  readonly micros: number;
}

/**
 * From a verdict down the tiers of its policy to the first without credit, each giving less than the one before. Where
 * no tier is without credit, the last one is granted without it: a budget that is spent is spent.
 */
export function stepsDown<Tier extends string>(
  { tier, decision, grant }: Applied<Tier>,
  { grants = {} as Readonly<Record<Tier, Grant>>, resolved }: SignupPolicy<Tier>,
): readonly GrantStep<Tier>[] {
  let last: GrantStep<Tier> = { tier, decision, grant, micros: microsOf(grant.credits) };
  const steps = [last];
  const order = resolved?.tiers.map(({ id }) => id) ?? (Object.keys(grants) as Tier[]);
  for (const id of order.slice(order.indexOf(tier) + 1)) {
    const micros = microsOf(grants[id].credits);
    if (micros >= last.micros) continue;
    const own = resolved?.tiers.find((one) => one.id === id)?.decision ?? decision;
    last = { tier: id, decision: severest(decision, own), grant: grants[id], micros };
    steps.push(last);
  }
  if (last.micros > 0) steps.push({ ...last, grant: { ...last.grant, credits: 0 }, micros: 0 });
  return steps;
}

/** A verdict, or the tier above which nobody climbs while something is degraded, where that is lower. */
export function cappedWhenDegraded<Tier extends string>(
  verdict: Applied<Tier>,
  { grants, resolved }: SignupPolicy<Tier>,
): Applied<Tier> {
  if (grants === undefined || resolved === undefined) return verdict;
  const placeOf = (tier: string): number => resolved.tiers.findIndex(({ id }) => id === tier);
  const cap = resolved.tiers[placeOf(resolved.whenDegraded)];
  if (cap === undefined || placeOf(cap.id) <= placeOf(verdict.tier)) return verdict;
  return { tier: cap.id, decision: severest(verdict.decision, cap.decision), grant: grants[cap.id] };
}

/** The smallest credit that a policy gives at all, in whole micro-dollars. */
export function leastCredit({ grants = {} }: SignupPolicy): number {
  const given = Object.values(grants).map(({ credits }) => microsOf(credits));
  const [least = 0] = given.filter((micros) => micros > 0).sort((a, b) => a - b);
  return least;
}
