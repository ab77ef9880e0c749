import type { BlockQuality, Estimate } from "../../measure/quality.js";
import { dataTable, scrolled } from "../frame.js";
import { h, type Markup } from "../markup.js";
import { count, day, percent, usd } from "../words.js";

/** The figures block by block; nothing for a history of one block, which the tiles tell. */
export function blocksTable(blocks: readonly BlockQuality[], startingTier: string): readonly Markup[] {
  if (blocks.length < 2) return [];
  const share = (figure: Estimate | undefined): string =>
    figure === undefined
      ? "–"
      : `${percent(figure.value)} (${percent(figure.low)} to ${percent(figure.high)})`;
  const title = "Over time";
  return [
    h(
      "div",
      { class: "card" },
      h("h3", {}, title),
      h(
        "p",
        { class: "note" },
        "One campaign can make a policy look good in all and be worth nothing in every other month.",
      ),
      scrolled(
        title,
        dataTable(
          [
            "From",
            "People",
            "Abuse",
            "Abuse found",
            "Lost per 1,000",
            `People at ${startingTier} or better`,
            "",
          ],
          blocks.map(({ from, people, abuse, recallAt1, lossPer1000, atOnce, tooFew }) => [
            day(from),
            count(people),
            count(abuse),
            share(recallAt1),
            lossPer1000 === undefined ? "–" : usd(lossPer1000.value),
            percent(atOnce?.[startingTier]?.value),
            tooFew ? "too few to believe" : "",
          ]),
        ),
      ),
    ),
  ];
}
