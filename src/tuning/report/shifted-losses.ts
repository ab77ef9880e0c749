import type { ShiftedLoss } from "./charts/loss.js";
import { abuse, person, sizeOf } from "./judgements.js";
import { lossOfRows } from "./outcome.js";
import type { Rejudge } from "./rejudge.js";
import type { Setting } from "./sliders.js";

// Three doublings of the odds to either side.
const farthest = 30;

/** The loss with all limits moved by the same points, one point at a time. */
export function shiftedLosses(rejudge: Rejudge, { policy, costs }: Setting): readonly ShiftedLoss[] {
  return Array.from({ length: 2 * farthest + 1 }, (_, at) => {
    const shift = at - farthest;
    const tiers = policy.tiers.map((tier) =>
      tier.maxPoints === undefined ? tier : { ...tier, maxPoints: tier.maxPoints + shift },
    );
    const rows = rejudge.land({ ...policy, tiers });
    const { taken, friction } = lossOfRows(rows, policy, costs);
    const all = sizeOf(rows, person) + sizeOf(rows, abuse) || 1;
    return { shift, taken: (1000 * taken) / all, friction: (1000 * friction) / all };
  });
}
