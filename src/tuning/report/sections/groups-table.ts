import type { Quality } from "../../measure/quality.js";
import { key, scrolled } from "../frame.js";
import { abuse, type Judgements, person } from "../judgements.js";
import { tierColour } from "../ladder-colours.js";
import { h, type Markup } from "../markup.js";
import { count, percent, usd } from "../words.js";
import { cell, head, shareBar, shareCell } from "./reasons-table.js";

/** What the tables of groups are made of. */
export interface GroupsSeen {
  readonly quality: Quality;
  readonly rows: Judgements;
  /** Names by the places in `rows.group`. */
  readonly groups: readonly string[];
  readonly tiers: readonly { readonly id: string; readonly credits: number }[];
}

/** How each kind of people fares, the most flagged first. */
export function groupsTable(seen: GroupsSeen): Markup {
  const { quality, groups, tiers } = seen;
  const last = tiers.at(-1)?.id ?? "";
  const rows = Object.entries(quality.groups).sort(
    ([, a], [, b]) => b.belowStarting - a.belowStarting || b.falsePositives.value - a.falsePositives.value,
  );
  return sortable(
    "Groups of people",
    ["Group", "People", "Tiers", `Below ${quality.startingTier}`, `At ${last}`, "Flagged at 1 %"],
    rows.map(([name, { count: size, belowStarting, atLast, falsePositives }]) => [
      rowName(name),
      cell(size, count(size)),
      tierCell(tierShares(seen, groups.indexOf(name), person), tiers),
      shareCell(belowStarting, "people"),
      shareCell(atLast, "people"),
      cell(
        falsePositives.value,
        percent(falsePositives.value),
        h("span", { class: "soft" }, `${percent(falsePositives.low)} to ${percent(falsePositives.high)}`),
      ),
    ]),
  );
}

/** How each kind of attack fares, the least found first. */
export function attacksTable(seen: GroupsSeen): Markup {
  const { quality, groups, tiers } = seen;
  const rows = Object.entries(quality.attacks).sort(
    ([, a], [, b]) => (a.recall?.value ?? 0) - (b.recall?.value ?? 0),
  );
  return sortable(
    "Attacks",
    ["Attack", "Signups", "Tiers", "Found at 1 %", "95 % interval", "Credit an account"],
    rows.map(([name, { count: size, recall, takenUsd }]) => [
      rowName(name),
      cell(size, count(size)),
      tierCell(tierShares(seen, groups.indexOf(name), abuse), tiers),
      shareCell(recall?.value, "abuse"),
      cell(
        recall?.low ?? 0,
        recall === undefined ? "–" : `${percent(recall.low)} to ${percent(recall.high)}`,
      ),
      cell(takenUsd, usd(Math.round(takenUsd * 100) / 100)),
    ]),
  );
}

/** What the colours of tiers mean. */
export const tierLegend = (tiers: readonly { readonly id: string }[]): Markup =>
  h("p", { class: "legend" }, ...tiers.map(({ id }, at) => key(tierColour(at, tiers.length), id)));

function sortable(label: string, heads: readonly string[], rows: readonly (readonly Markup[])[]): Markup {
  return scrolled(
    label,
    h(
      "table",
      { class: "sortable" },
      h("thead", {}, h("tr", {}, ...heads.map(head))),
      h("tbody", {}, ...rows.map((cells) => h("tr", {}, ...cells))),
    ),
  );
}

const rowName = (name: string): Markup => h("th", { scope: "row", "data-value": name }, name);

/** The picture of the tiers; read out, it is its numbers. */
function tierCell(shares: readonly number[], tiers: GroupsSeen["tiers"]): Markup {
  const bar = shareBar(shares.map((share, at) => [share, tierColour(at, tiers.length)]));
  const spoken = shares.map((share, at) => `${tiers[at]?.id} ${percent(share, 0)}`).join(", ");
  return h(
    "td",
    { "data-value": Math.round(1e4 * (shares[0] ?? 0)), class: "wide" },
    bar,
    h("span", { class: "hidden" }, spoken),
  );
}

function tierShares({ rows, tiers }: GroupsSeen, group: number, label: number): readonly number[] {
  const sums = tiers.map(() => 0);
  let all = 0;
  for (let row = 0; row < rows.label.length; row++) {
    if (rows.group[row] !== group || rows.label[row] !== label) continue;
    const size = rows.weight[row] ?? 0;
    const tier = rows.tier[row] ?? 0;
    sums[tier] = (sums[tier] ?? 0) + size;
    all += size;
  }
  return sums.map((sum) => (all === 0 ? 0 : sum / all));
}
