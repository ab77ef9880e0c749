import { decisions } from "trialgate/core";
import type { Costs } from "../measure/costs.js";
import { curveOf, recallAt } from "./curves.js";
import { abuse, type Judgements, person } from "./judgements.js";
import type { Setting } from "./sliders.js";

/** What a policy comes to in the page, without intervals. Left out where there is nobody to tell it of. */
export interface Outcome {
  /** US dollars; credit that abuse takes and people who turn away. */
  readonly lossPer1000?: number | undefined;
  /** US dollars of `lossPer1000` that abuse takes. */
  readonly takenPer1000?: number | undefined;
  /** Share of people at the starting tier or a better one, 0..1. */
  readonly atOnce?: number | undefined;
  readonly recallAt1?: number | undefined;
}

/** The ladder, as far as money goes. */
export interface Money {
  readonly tiers: readonly { readonly credits: number }[];
}

/** The place on the ladder of the tier that people should get at once. */
export const startingPlace = ({ policy, startingTier }: Setting): number =>
  policy.tiers.findIndex(({ id }) => id === startingTier);

/** Sums up how signups were judged. */
export function outcomeOf(rows: Judgements, setting: Setting): Outcome {
  const start = startingPlace(setting);
  const { label, weight, tier } = rows;
  let [people, attackers, welcome] = [0, 0, 0];
  for (let row = 0; row < label.length; row++) {
    const size = weight[row] ?? 0;
    if (label[row] === abuse) attackers += size;
    if (label[row] !== person) continue;
    people += size;
    if ((tier[row] ?? 0) <= start) welcome += size;
  }
  const { taken, friction } = lossOfRows(rows, setting.policy, setting.costs);
  const all = people + attackers;
  return {
    lossPer1000: people === 0 || attackers === 0 ? undefined : (1000 * (taken + friction)) / all,
    takenPer1000: attackers === 0 ? undefined : (1000 * taken) / all,
    atOnce: people === 0 ? undefined : welcome / people,
    recallAt1: recallAt(0.01, curveOf(rows)),
  };
}

/** US dollars lost over all rows. */
export function lossOfRows(
  { label, weight, tier, decision }: Pick<Judgements, "label" | "weight" | "tier" | "decision">,
  { tiers }: Money,
  { takenShare, personValueUsd, friction }: Costs,
): { readonly taken: number; readonly friction: number } {
  const loss = { taken: 0, friction: 0 };
  // By place, so that a row costs two look-ups: the loss curve asks for tens of thousands of rows at a time.
  const takes = tiers.map(({ credits }) => credits * takenShare);
  const turnsAway = decisions.map((name) => friction[name] * personValueUsd);
  for (let row = 0; row < label.length; row++) {
    const size = weight[row] ?? 0;
    if (label[row] === abuse) loss.taken += size * (takes[tier[row] ?? 0] ?? 0);
    else if (label[row] === person) loss.friction += size * (turnsAway[decision[row] ?? 0] ?? 0);
  }
  return loss;
}
