import type { Estimate, Headline } from "../../measure/quality.js";
import { h, type Markup } from "../markup.js";
import { percent, usd } from "../words.js";

/** The four figures that come first, with those of the challenger beside them. */
export function tiles(
  { quality, rival }: { readonly quality: Headline; readonly rival?: Headline | undefined },
  { startingTier, rivalName }: { readonly startingTier: string; readonly rivalName: string },
): Markup {
  const of = (figure: (headline: Headline) => Estimate | undefined) =>
    [figure(quality), rival && figure(rival)] as const;
  const share = (value: number): string => percent(value);
  const show = (
    title: string,
    text: string,
    [own, other]: readonly [Estimate | undefined, Estimate | undefined],
    write: (value: number) => string,
  ) => tile(title, text, own, other, { write, rivalName });
  return h(
    "div",
    { class: "tiles" },
    show(
      "Abuse found",
      "while flagging 1 person in 100",
      of(({ recallAt1 }) => recallAt1),
      share,
    ),
    show(
      "Lost per 1,000 signups",
      "credit taken, and people who turn away",
      of(({ lossPer1000 }) => lossPer1000),
      usd,
    ),
    show(
      `People at ${startingTier} or better`,
      "at once, without doing anything",
      of(({ atOnce }) => atOnce?.[startingTier]),
      share,
    ),
    show(
      "Calibration error",
      "how far a probability is from what happens",
      of(({ calibrationError }) => calibrationError),
      (value) => percent(value),
    ),
  );
}

function tile(
  title: string,
  text: string,
  own: Estimate | undefined,
  other: Estimate | undefined,
  { write, rivalName }: { readonly write: (value: number) => string; readonly rivalName: string },
): Markup {
  const interval = ({ low, high }: Estimate): string => `95 % interval ${write(low)} to ${write(high)}`;
  return h(
    "div",
    { class: "card tile" },
    h("h3", {}, title),
    h("p", { class: "figure" }, own === undefined ? "–" : write(own.value)),
    h("p", { class: "note" }, text),
    h("p", { class: "interval" }, own === undefined ? "too few labels to tell" : interval(own)),
    ...(other === undefined
      ? []
      : [
          h(
            "p",
            { class: "rival" },
            `${rivalName}: `,
            h("strong", {}, write(other.value)),
            ` (${write(other.low)} to ${write(other.high)})`,
          ),
        ]),
  );
}
