import { flowChart } from "../charts/flows.js";
import { histogram } from "../charts/histogram.js";
import { lossChart, type ShiftedLoss } from "../charts/loss.js";
import { dataTable, scrolled } from "../frame.js";
import { abuse, type Judgements, person, sizeOf } from "../judgements.js";
import { tierColour } from "../ladder-colours.js";
import { h, type Markup } from "../markup.js";
import { lossOfRows, type Outcome, outcomeOf, startingPlace } from "../outcome.js";
import type { Rejudge } from "../rejudge.js";
import type { Setting } from "../sliders.js";
import { percent, signed, usd } from "../words.js";

/** A setting of the sliders, and what came of it. */
export interface Tried extends Setting {
  readonly rows: Judgements;
  readonly outcome: Outcome;
}

/** Judges the sample under a setting. */
export function tryOut(rejudge: Rejudge, { policy, costs }: Setting): Tried {
  const rows = rejudge.judge(policy);
  return { policy, costs, rows, outcome: outcomeOf(rows, policy, costs) };
}

/** Everything that the sliders move, by the id of the place where it stands. */
export function benchViews(
  before: Tried,
  after: Tried,
  { rejudge, groups }: { readonly rejudge: Rejudge; readonly groups: readonly string[] },
): Readonly<Record<string, Markup>> {
  return {
    "bench-tiles": benchTiles(before, after),
    "bench-loss": lossChart("chart-loss", shiftedLosses(rejudge, after)),
    "bench-histogram": histogram("chart-bench-histogram", after.rows, after.policy.tiers),
    "bench-people": movesChart(
      "chart-moves-people",
      "People: as it was, and as you set it",
      person,
      before,
      after,
    ),
    "bench-abuse": movesChart(
      "chart-moves-abuse",
      "Abuse: as it was, and as you set it",
      abuse,
      before,
      after,
    ),
    "bench-groups": movedGroups(before, after, groups),
  };
}

/** The figures in a sentence, to be read out. */
export function spoken(before: Tried, after: Tried): string {
  return figuresOf(before, after)
    .map(({ title, was, is }) => `${title}: ${is}, was ${was}.`)
    .join(" ");
}

interface Figure {
  readonly title: string;
  readonly was: string;
  readonly is: string;
  readonly change: string;
  /** Better, worse or neither. */
  readonly way: "good" | "bad" | "same";
}

function figuresOf(before: Tried, after: Tried): readonly Figure[] {
  const start = after.policy.tiers[startingPlace(after.policy)]?.id ?? "";
  const figure = (
    title: string,
    name: keyof Outcome,
    write: (value: number) => string,
    { better, change }: { readonly better: 1 | -1; readonly change: (value: number) => string },
  ): Figure => {
    const [was, is] = [before.outcome[name], after.outcome[name]];
    const moved = was === undefined || is === undefined ? 0 : is - was;
    const way = Math.abs(moved) < 1e-9 ? "same" : moved * better > 0 ? "good" : "bad";
    const told = (value: number | undefined): string => (value === undefined ? "–" : write(value));
    return { title, was: told(was), is: told(is), way, change: way === "same" ? "no change" : change(moved) };
  };
  const money = (value: number): string => `${value > 0 ? "+" : ""}${usd(value)}`;
  const share = (value: number): string => `${signed(100 * value, 2)} % points`;
  const write = (value: number): string => percent(value);
  return [
    figure("Lost per 1,000 signups", "lossPer1000", usd, { better: -1, change: money }),
    figure("Of it, credit taken by abuse", "takenPer1000", usd, { better: -1, change: money }),
    figure(`People at ${start} or better`, "atOnce", write, { better: 1, change: share }),
    figure("Abuse found at 1\u{a0}%", "recallAt1", write, { better: 1, change: share }),
  ];
}

function benchTiles(before: Tried, after: Tried): Markup {
  return h(
    "div",
    { class: "tiles small" },
    ...figuresOf(before, after).map(({ title, was, is, change, way }) =>
      h(
        "div",
        { class: "card tile" },
        h("h4", {}, title),
        h("p", { class: "figure" }, is),
        h("p", { class: `change ${way}` }, change),
        h("p", { class: "note" }, `was ${was}`),
      ),
    ),
  );
}

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

function movesChart(id: string, title: string, label: number, before: Tried, after: Tried): Markup {
  return ladderFlows({ id, title, label, tiers: after.policy.tiers, from: before.rows, to: after.rows });
}

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
  return flowChart({
    id,
    title,
    note: "Ribbons that rise lead to a more generous tier.",
    from: stops(tiers),
    to: stops(toTiers),
    counts,
    ladders: tiers.every((tier, at) => tier.id === toTiers[at]?.id),
  });
}

function movedGroups(before: Tried, after: Tried, groups: readonly string[]): Markup {
  const start = startingPlace(after.policy);
  const name = after.policy.tiers[start]?.id ?? "";
  const below = ({ rows }: Tried, group: number, label: number): number | undefined => {
    let [all, low] = [0, 0];
    for (let row = 0; row < rows.label.length; row++) {
      if (rows.group[row] !== group || rows.label[row] !== label) continue;
      all += rows.weight[row] ?? 0;
      if ((rows.tier[row] ?? 0) > start) low += rows.weight[row] ?? 0;
    }
    return all === 0 ? undefined : low / all;
  };
  const lines = groups.flatMap((group, at) =>
    [person, abuse].flatMap((label) => {
      const [was, is] = [below(before, at, label), below(after, at, label)];
      if (was === undefined || is === undefined) return [];
      const change = is === was ? "" : `${signed(100 * (is - was))}`;
      return [
        {
          size: Math.abs(is - was),
          cells: [group, label === abuse ? "abuse" : "people", percent(was), percent(is), change],
        },
      ];
    }),
  );
  lines.sort((a, b) => b.size - a.size);
  const title = `Below ${name}, by group`;
  return h(
    "div",
    { class: "card" },
    h("h3", {}, title),
    h("p", { class: "note" }, "Those that your setting moves most come first."),
    scrolled(
      title,
      dataTable(
        ["Group", "Kind", "As it was", "As you set it", "Change"],
        lines.map(({ cells }) => cells),
      ),
    ),
  );
}
