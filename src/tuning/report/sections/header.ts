import { abuse, person, sizeOf, unlabelled } from "../judgements.js";
import { h, type Markup } from "../markup.js";
import type { ReportParts } from "../parts.js";
import { count, day } from "../words.js";

/** The title, what the report is about, and the way to each section: `[id, title]`. */
export function header(
  { title, policy, challenger, seen }: ReportParts,
  sections: readonly (readonly [id: string, title: string])[],
): Markup {
  const times = seen.judged.map(({ at }) => at);
  const [first, last] = times.reduce(
    ([low, high], at) => [Math.min(low, at), Math.max(high, at)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const sizes = [person, abuse, unlabelled].map((label) => count(sizeOf(seen.rows, label)));
  const fact = (name: string, value: string): Markup => h("div", {}, h("dt", {}, name), h("dd", {}, value));
  return h(
    "header",
    {},
    h(
      "div",
      { class: "top" },
      h("h1", {}, title),
      h(
        "button",
        { type: "button", id: "theme", hidden: true, "aria-label": "Change between light and dark" },
        "Dark",
      ),
    ),
    h(
      "dl",
      { class: "facts" },
      fact("Policy", `${policy.id} · ${policy.version}`),
      ...(challenger === undefined ? [] : [fact("Challenger", `${challenger.id} · ${challenger.version}`)]),
      fact("Signups", `${count(seen.judged.length)}`),
      fact("Known people", sizes[0] ?? ""),
      fact("Known abuse", sizes[1] ?? ""),
      fact("Not known", sizes[2] ?? ""),
      fact("From", day(first)),
      fact("To", day(last)),
    ),
    h("nav", { "aria-label": "Sections" }, ...sections.map(([id, name]) => h("a", { href: `#${id}` }, name))),
  );
}
