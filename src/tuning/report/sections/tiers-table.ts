import { scrolled, swatch } from "../frame.js";
import { abuse, type Judgements, person, sizeOf } from "../judgements.js";
import { tierColour } from "../ladder-colours.js";
import { h, type Markup } from "../markup.js";
import { percent, plain, usd } from "../words.js";

/** A tier, as far as the table tells it. */
interface ToldTier {
  readonly id: string;
  readonly decision: string;
  readonly maxPoints?: number | undefined;
  readonly credits: number;
}

/** The ladder: what each tier asks and gives, and who is on it. */
export function tiersTable(title: string, rows: Judgements, tiers: readonly ToldTier[]): Markup {
  const people = sharesBy(rows, person, tiers.length);
  const attackers = sharesBy(rows, abuse, tiers.length);
  const heads = ["Tier", "Up to", "Decision", "Credit", "People", "Abuse"];
  const table = h(
    "table",
    { class: "compact" },
    h("thead", {}, h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)))),
    h(
      "tbody",
      {},
      ...tiers.map(({ id, decision, maxPoints, credits }, at) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, h("span", { class: "key" }, swatch(tierColour(at, tiers.length)), id)),
          ...[
            maxPoints === undefined ? "the rest" : plain(maxPoints),
            decision,
            usd(credits),
            percent(people[at]),
            percent(attackers[at]),
          ].map((text) => h("td", {}, text)),
        ),
      ),
    ),
  );
  return h(
    "div",
    { class: "card" },
    h("h3", {}, title),
    h(
      "p",
      { class: "note" },
      "Points that still reach a tier, what it gives, and the share of people and of abuse on it.",
    ),
    scrolled(title, table),
  );
}

/** Shares of one label at each tier; none where nobody has the label. */
export function sharesBy(rows: Judgements, wanted: number, tiers: number): readonly (number | undefined)[] {
  const sums = new Array<number>(tiers).fill(0);
  for (let row = 0; row < rows.label.length; row++) {
    const tier = rows.tier[row] ?? 0;
    if (rows.label[row] === wanted) sums[tier] = (sums[tier] ?? 0) + (rows.weight[row] ?? 0);
  }
  const all = sizeOf(rows, wanted);
  return sums.map((sum) => (all === 0 ? undefined : sum / all));
}
