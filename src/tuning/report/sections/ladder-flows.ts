import { flowChart } from "../charts/flows.js";
import type { Judgements } from "../judgements.js";
import { tierColour } from "../ladder-colours.js";
import type { Markup } from "../markup.js";

/** Which tiers signups of one label move between. */
export function ladderFlows({
  id,
  title,
  label,
  tiers,
  toTiers = tiers,
  from,
  to,
}: {
  readonly id: string;
  readonly title: string;
  readonly label: number;
  readonly tiers: readonly { readonly id: string }[];
  readonly toTiers?: readonly { readonly id: string }[];
  readonly from: Judgements;
  readonly to: Judgements;
}): Markup {
  const counts = tiers.map(() => toTiers.map(() => 0));
  for (let row = 0; row < from.label.length; row++) {
    if (from.label[row] !== label) continue;
    const out = counts[from.tier[row] ?? 0];
    const into = to.tier[row] ?? 0;
    if (out !== undefined) out[into] = (out[into] ?? 0) + (from.weight[row] ?? 0);
  }
  const stops = (ladder: readonly { readonly id: string }[]) =>
    ladder.map((tier, at) => ({ name: tier.id, colour: tierColour(at, ladder.length) }));
  const ladders = tiers.every((tier, at) => tier.id === toTiers[at]?.id);
  return flowChart({
    id,
    title,
    note: ladders
      ? "Ribbons that rise lead to a more generous tier."
      : "From the tiers of one ladder to those of another; each ribbon has the colour of where it starts.",
    from: stops(tiers),
    to: stops(toTiers),
    counts,
    ladders,
  });
}
