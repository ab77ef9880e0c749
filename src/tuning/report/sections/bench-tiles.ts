import { h, type Markup } from "../markup.js";
import type { Outcome } from "../outcome.js";
import type { Tried } from "../tried.js";
import { percent, signed, usd } from "../words.js";

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
    figure(`People at ${after.startingTier} or better`, "atOnce", write, { better: 1, change: share }),
    figure("Abuse found at 1\u{a0}%", "recallAt1", write, { better: 1, change: share }),
  ];
}

/** The figures that the sliders move, with what has changed. */
export function benchTiles(before: Tried, after: Tried): Markup {
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
