import type { Judgements } from "./judgements.js";
import { type Outcome, outcomeOf } from "./outcome.js";
import type { Rejudge } from "./rejudge.js";
import type { Setting } from "./sliders.js";

/** A setting of the sliders, and what came of it. */
export interface Tried extends Setting {
  readonly rows: Judgements;
  readonly outcome: Outcome;
}

/** Judges the sample under a setting. */
export function tryOut(rejudge: Rejudge, { policy, costs, startingTier }: Setting): Tried {
  const setting = { policy, costs, startingTier };
  const rows = rejudge.judge(policy);
  return { ...setting, rows, outcome: outcomeOf(rows, setting) };
}
