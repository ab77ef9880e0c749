import { groupNames } from "../judgements.js";
import { h, type Markup } from "../markup.js";
import type { ReportParts } from "../parts.js";
import { reasonUses } from "../reasons.js";
import { prepareRejudge } from "../rejudge.js";
import { slidersOf } from "../sliders.js";
import { tryOut } from "../tried.js";
import { count, percent } from "../words.js";
import { benchViews } from "./bench-views.js";
import { panel } from "./panel.js";

/** What the sliders do, and what is assumed. */
export function benchNote({ sample, seen, quality, costs }: ReportParts): string {
  const [part, all] = [sample.length, seen.signups.length];
  const what =
    part === all
      ? `all ${count(all)} signups`
      : `a sample of ${count(part)} of ${count(all)} signups, each counting for those that it stands for`;
  const turned = (["challenge", "review", "block"] as const)
    .map((decision) => `${percent(costs.friction[decision], 0)} at ${decision}`)
    .join(", ");
  return `Move a slider, and the policy judges again, here in the page: ${what}. Assumed: abuse takes ${percent(costs.takenShare, 0)} of its credit; people turn away, ${turned}; the tier to start at is ${quality.startingTier}.`;
}

/** The sliders, and beside them all that they move. */
export function bench({ policy, costs, quality, seen, sample }: ReportParts): readonly Markup[] {
  const setting = { policy: policy.resolved, costs, startingTier: quality.startingTier };
  const rejudge = prepareRejudge(sample, policy.resolved);
  const tried = tryOut(rejudge, setting);
  const views = benchViews(tried, tried, { rejudge, groups: groupNames(sample) });
  const slot = (id: string): Markup => h("div", { id }, ...(views[id] === undefined ? [] : [views[id]]));
  return [
    h("noscript", {}, "The sliders need a script, and scripts are off here. Everything above works without."),
    h("p", { id: "told", class: "hidden", role: "status", "aria-live": "polite" }),
    h(
      "div",
      { class: "bench" },
      panel(slidersOf(setting, reasonUses(seen.signups))),
      h(
        "div",
        { class: "results" },
        slot("bench-tiles"),
        h(
          "div",
          { class: "grid" },
          slot("bench-loss"),
          slot("bench-histogram"),
          slot("bench-people"),
          slot("bench-abuse"),
        ),
        slot("bench-groups"),
      ),
    ),
  ];
}
