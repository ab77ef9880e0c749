import { dataTable, scrolled } from "../frame.js";
import { abuse, person } from "../judgements.js";
import { h, type Markup } from "../markup.js";
import { startingPlace } from "../outcome.js";
import type { Tried } from "../tried.js";
import { percent, signed } from "../words.js";

/** How many of each group are below the starting tier, before and after. */
export function movedGroups(before: Tried, after: Tried, groups: readonly string[]): Markup {
  const start = startingPlace(after);
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
  const title = `Below ${after.startingTier}, by group`;
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
