import { expect, it } from "vitest";
import { rocChart } from "../../../src/tuning/report/charts/curves.js";
import type { Markup } from "../../../src/tuning/report/markup.js";

const curveTo = (recall: number) => [{ from: 60, falsePositives: 0.005, recall, precision: 0.9 }];

/** How high the texts with the recall at 1 % stand, by what they say. */
function heights(markup: Markup | string): readonly (readonly [text: string, y: number])[] {
  if (typeof markup === "string") return [];
  const { tag, attributes, children } = markup;
  if (tag === "text" && String(attributes.class).includes("strong"))
    return [[String(children[0]), Number(attributes.y)]];
  return children.flatMap(heights);
}

it.each([
  [0.6, 0.7],
  [0.7, 0.6],
])("writes two recalls apart from each other: %s and %s", (current, next) => {
  const chart = rocChart("roc", [
    { name: "current", curve: curveTo(current) },
    { name: "next", curve: curveTo(next) },
  ]);
  const [first, second] = heights(chart);
  expect([first?.[0], second?.[0]]).toEqual(["70.0 %", "60.0 %"].map((text) => text.replace(" ", "\u00a0")));
  // A line of text is 13 units high.
  expect((second?.[1] ?? 0) - (first?.[1] ?? 0)).toBeGreaterThan(13);
});
