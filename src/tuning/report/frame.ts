import { type Child, h, type Markup } from "./markup.js";
import { place, type Scale } from "./scale.js";

/** All charts are drawn on a sheet of this size, in units of the drawing. */
export const sheet = { width: 480, height: 300, left: 48, right: 464, top: 28, bottom: 256 } as const;

/** A chart with its words: for those who see it and for those who have it read out. */
export interface ChartText {
  /** Of the page; names the parts of the chart. */
  readonly id: string;
  readonly title: string;
  /** One sentence below the title. */
  readonly note: string;
  /** What the drawing shows, in a sentence or two with its numbers. */
  readonly description: string;
}

/** A figure: title, drawing, legend, and the numbers as a table that opens. */
export function chart(
  { id, title, note, description }: ChartText,
  drawing: readonly Markup[],
  { legend = [], table }: { readonly legend?: readonly Markup[]; readonly table?: Markup | undefined } = {},
): Markup {
  return h(
    "figure",
    { class: "card", id },
    h("figcaption", {}, h("h3", {}, title), h("p", { class: "note" }, note)),
    ...(legend.length === 0 ? [] : [h("p", { class: "legend" }, ...legend)]),
    h(
      "svg",
      {
        viewBox: `0 0 ${sheet.width} ${sheet.height}`,
        role: "img",
        "aria-labelledby": `${id}-title ${id}-text`,
      },
      h("title", { id: `${id}-title` }, title),
      h("desc", { id: `${id}-text` }, description),
      ...drawing,
    ),
    ...(table === undefined
      ? []
      : [h("details", {}, h("summary", {}, "As a table"), scrolled(title, table))]),
  );
}

/** Something wide that scrolls by itself, so that the page never does; reachable by keyboard for that. */
export const scrolled = (label: string, wide: Markup): Markup =>
  h("div", { class: "scroll", role: "region", "aria-label": label, tabindex: 0 }, wide);

/** A colour and what it stands for. */
export const key = (colour: string, text: string): Markup =>
  h("span", { class: "key" }, swatch(colour), text);

/** A spot of a colour. */
export const swatch = (colour: string): Markup => h("i", { class: `swatch ${colour}` });

/** A table: the first column names the row. */
export function dataTable(heads: readonly string[], rows: readonly (readonly string[])[]): Markup {
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
    h(
      "tbody",
      {},
      ...rows.map(([name = "", ...cells]) =>
        h("tr", {}, h("th", { scope: "row" }, name), ...cells.map((cell) => h("td", {}, cell))),
      ),
    ),
  );
}

/** Text in a drawing. */
export const label = (x: number, y: number, text: string, className = ""): Markup =>
  h("text", { x: place(x), y: place(y), ...(className !== "" && { class: className }) }, text);

/** A tick: where, and what to write there. */
export type Tick = readonly [value: number, text: string];

/** The axis below: ticks, their grid, and what it measures. */
export function axisBelow(scale: Scale, marks: readonly Tick[], name: string): readonly Markup[] {
  const { left, right, top, bottom } = sheet;
  return [
    ...marks.map(([value]) => line(scale(value), top, scale(value), bottom, "rule")),
    line(left, bottom, right, bottom, "axis"),
    ...marks.map(([value, text]) => label(scale(value), bottom + 17, text, "middle")),
    label((left + right) / 2, bottom + 39, name, "middle name"),
  ];
}

/** The axis at the left; its name stands above it, so that nobody has to turn their head. */
export function axisLeft(scale: Scale, marks: readonly Tick[], name: string): readonly Markup[] {
  const { left, right } = sheet;
  return [
    ...marks.map(([value]) => line(left, scale(value), right, scale(value), "rule")),
    ...marks.map(([value, text]) => label(left - 6, scale(value) + 4, text, "end")),
    label(2, 13, name, "name"),
  ];
}

/** A straight line. */
export const line = (x1: number, y1: number, x2: number, y2: number, className: string): Markup =>
  h("line", { x1: place(x1), y1: place(y1), x2: place(x2), y2: place(y2), class: className });

/** A line through points. */
export const path = (points: readonly (readonly [x: number, y: number])[], className: string): Markup =>
  h("path", {
    d: points.map(([x, y], at) => `${at === 0 ? "M" : "L"}${place(x)} ${place(y)}`).join(""),
    class: className,
  });

/** A closed shape. */
export const area = (points: readonly (readonly [x: number, y: number])[], className: string): Markup =>
  h("path", {
    d: `${points.map(([x, y], at) => `${at === 0 ? "M" : "L"}${place(x)} ${place(y)}`).join("")}Z`,
    class: className,
  });

/** A bar. Nothing thinner than nothing is drawn. */
export const bar = (
  x: number,
  y: number,
  width: number,
  height: number,
  className: string,
  ...more: readonly Child[]
): Markup =>
  h(
    "rect",
    {
      x: place(x),
      y: place(y),
      width: place(Math.max(0, width)),
      height: place(Math.max(0, height)),
      class: className,
    },
    ...more,
  );
