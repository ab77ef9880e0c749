import { h, type Markup } from "../markup.js";
import type { Slider } from "../sliders.js";
import { plain, usd } from "../words.js";

const titles: Readonly<Record<Slider["kind"], readonly [title: string, note: string]>> = {
  limit: ["Limits", "The most points that still reach a tier."],
  credit: ["Credit", "US dollars of free compute at each tier."],
  cost: ["Cost", "What a mistake about a person costs. No part of the policy."],
  weight: ["Weights", "Points of a reason at full strength; those that move most come first."],
};

// As many weights as are worth a look at once; the rest are behind a fold.
const mostWeights = 10;

/** The sliders, grouped; each with its label and its number. */
export function panel(sliders: readonly Slider[]): Markup {
  const kinds = ["limit", "credit", "cost", "weight"] as const;
  return h(
    "form",
    { id: "panel", class: "card", "aria-label": "Sliders", autocomplete: "off" },
    h(
      "p",
      { class: "buttons" },
      h("button", { type: "button", id: "copy", class: "primary" }, "Copy policy as JSON"),
      h("button", { type: "reset", id: "reset" }, "Reset"),
    ),
    h("p", { id: "copied", class: "note", role: "status" }),
    ...kinds.map((kind) => {
      const [title, note] = titles[kind];
      const own = sliders
        .filter((slider) => slider.kind === kind)
        .map((slider) => field(slider, sliders.indexOf(slider)));
      const [first, rest] = [own.slice(0, mostWeights), own.slice(mostWeights)];
      return h(
        "fieldset",
        {},
        h("legend", {}, title),
        h("p", { class: "note" }, note),
        ...first,
        ...(rest.length === 0 ? [] : [h("details", {}, h("summary", {}, `${rest.length} more`), ...rest)]),
      );
    }),
    h(
      "details",
      {},
      h("summary", {}, "The policy as JSON"),
      h("label", { for: "json", class: "hidden" }, "The policy as JSON"),
      h("textarea", { id: "json", readonly: true, rows: 12, spellcheck: "false" }),
    ),
  );
}

/** The number of a slider, in its unit. */
export const told = (kind: string, value: number): string =>
  kind === "credit" || kind === "cost" ? usd(value) : plain(value);

function field({ key, kind, name, value, min, max, step }: Slider, at: number): Markup {
  const id = `slider-${at}`;
  return h(
    "div",
    { class: "slider" },
    h("label", { for: id }, name),
    h("output", { for: id, id: `${id}-value` }, told(kind, value)),
    h("input", {
      ...{ type: "range", id, min, max, step, value },
      ...{ "data-key": key, "data-kind": kind, "aria-valuetext": told(kind, value) },
    }),
  );
}
