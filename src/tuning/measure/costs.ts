import type { Decision } from "trialgate";

/** What mistakes cost. */
export interface Costs {
  /** Share of its credit that an abusive account takes, 0..1. Default 1 (assumed: credit is what they come for). */
  readonly takenShare: number;
  /** US dollars that a person who signs up is worth. Default 8: what a blocked trial was worth, about. */
  readonly personValueUsd: number;
  /** Share of people who turn away for each decision, 0..1. Default (assumed): `allow` 0, `challenge` 0.05, `review` 0.5, `block` 1. */
  readonly friction: Readonly<Record<Decision, number>>;
}

/** Costs as far as you know them; the rest is the default. */
export interface CostOptions extends Partial<Omit<Costs, "friction">> {
  readonly friction?: Partial<Costs["friction"]>;
}

/** The default of each cost. */
export const standardCosts: Costs = {
  takenShare: 1,
  personValueUsd: 8,
  friction: { allow: 0, challenge: 0.05, review: 0.5, block: 1 },
};

/** The costs with defaults filled in. Checks nothing. */
export function costsOf({ friction, ...rest }: CostOptions = {}): Costs {
  return { ...standardCosts, ...rest, friction: { ...standardCosts.friction, ...friction } };
}

/** What is lost in US dollars, on average, with one signup of this kind. */
export function lossOf(
  { label, decision, credits }: { label: "abuse" | "legitimate"; decision: Decision; credits: number },
  { takenShare, personValueUsd, friction }: Costs,
): number {
  return label === "abuse" ? credits * takenShare : friction[decision] * personValueUsd;
}
