import { h, type Markup } from "../markup.js";

/** Why the figures should not be believed as they stand; nothing when nothing is known against them. */
export function warningsBox(warnings: readonly string[]): readonly Markup[] {
  if (warnings.length === 0) return [];
  return [
    h(
      "div",
      { class: "card warnings" },
      h("h3", {}, "Before you believe it"),
      // `code: sentence`; the code is for programs.
      h("ul", {}, ...warnings.map((warning) => h("li", {}, warning.replace(/^[a-z-]+: /, "")))),
    ),
  ];
}
