import { histogram } from "../charts/histogram.js";
import { lossChart } from "../charts/loss.js";
import { abuse, person } from "../judgements.js";
import type { Markup } from "../markup.js";
import type { Rejudge } from "../rejudge.js";
import { shiftedLosses } from "../shifted-losses.js";
import type { Tried } from "../tried.js";
import { benchTiles } from "./bench-tiles.js";
import { ladderFlows } from "./ladder-flows.js";
import { movedGroups } from "./moved-groups.js";

/** Everything that the sliders move, by the id of the place where it stands. */
export function benchViews(
  before: Tried,
  after: Tried,
  { rejudge, groups }: { readonly rejudge: Rejudge; readonly groups: readonly string[] },
): Readonly<Record<string, Markup>> {
  const moves = (id: string, name: string, label: number): Markup =>
    ladderFlows({
      id: `chart-moves-${id}`,
      title: `${name}: as it was, and as you set it`,
      label,
      tiers: after.policy.tiers,
      from: before.rows,
      to: after.rows,
    });
  return {
    "bench-tiles": benchTiles(before, after),
    "bench-loss": lossChart("chart-loss", shiftedLosses(rejudge, after)),
    "bench-histogram": histogram("chart-bench-histogram", after.rows, after.policy.tiers),
    "bench-people": moves("people", "People", person),
    "bench-abuse": moves("abuse", "Abuse", abuse),
    "bench-groups": movedGroups(before, after, groups),
  };
}
