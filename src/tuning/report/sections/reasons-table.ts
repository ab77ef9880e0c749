import type { ResolvedPolicy } from "trialgate";
import { scrolled } from "../frame.js";
import { abuse, person } from "../judgements.js";
import { type Child, h, type Markup } from "../markup.js";
import { observedPoints, type ReasonUse } from "../reasons.js";
import { place } from "../scale.js";
import { percent, signed } from "../words.js";

/** Every reason that was seen: what it weighs, what this history says it should, and whom it meets. */
export function reasonsTable(
  uses: readonly ReasonUse[],
  policy: ResolvedPolicy,
  { people, attackers }: { readonly people: number; readonly attackers: number },
): Markup {
  const rows = uses.map((use) => {
    const known = Object.hasOwn(policy.reasons, use.code) ? policy.reasons[use.code] : undefined;
    return {
      code: use.code,
      text: known?.text ?? "A reason this policy does not know",
      weight: known?.points ?? 0,
      observed: observedPoints(use, people, attackers),
      onPeople: people === 0 ? undefined : (use.seen[person] ?? 0) / people,
      onAbuse: attackers === 0 ? undefined : (use.seen[abuse] ?? 0) / attackers,
    };
  });
  const table = h(
    "table",
    { class: "sortable" },
    h(
      "thead",
      {},
      h("tr", {}, head("Reason"), head("Weight"), head("Evidence here"), head("On abuse"), head("On people")),
    ),
    h(
      "tbody",
      {},
      ...rows.map(({ code, text, weight, observed, onPeople, onAbuse }) =>
        h(
          "tr",
          {},
          h(
            "th",
            { scope: "row", "data-value": code },
            h("code", {}, code),
            h("span", { class: "soft" }, text),
          ),
          cell(weight, signed(weight), pointsBar(weight)),
          observed === undefined ? cell(0, "–") : cell(observed, signed(observed, 0), pointsBar(observed)),
          shareCell(onAbuse, "abuse"),
          shareCell(onPeople, "people"),
        ),
      ),
    ),
  );
  return scrolled("Reasons", table);
}

/** The head of a column that sorts; without a script it is just a head. */
export const head = (text: string): Markup =>
  h("th", { scope: "col" }, h("button", { type: "button", class: "sort" }, text));

/** A cell that sorts by a number and shows it with a picture. */
export const cell = (value: number, text: string, ...picture: readonly Child[]): Markup =>
  h("td", { "data-value": place(value * 100) }, h("span", { class: "number" }, text), ...picture);

/** A share as number and bar. */
export const shareCell = (share: number | undefined, colour: string): Markup =>
  cell(share ?? 0, percent(share), ...(share === undefined ? [] : [shareBar([[share, colour]])]));

/** Shares side by side, to be seen and not read: the numbers stand beside it. */
export function shareBar(parts: readonly (readonly [share: number, colour: string])[]): Markup {
  let from = 0;
  const bars = parts.map(([share, colour]) => {
    const x = from;
    from += 100 * share;
    return h("rect", { x: place(x), y: 0, width: place(100 * share), height: 10, class: `fill-${colour}` });
  });
  return h(
    "svg",
    { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    h("rect", { x: 0, y: 0, width: 100, height: 10, class: "track" }),
    ...bars,
  );
}

// As far as a bar reaches: beyond it, more points look the same.
const most = 60;

/** Points to the right of the middle speak for abuse, to the left for the person. */
function pointsBar(points: number): Markup {
  const width = Math.min(50, (50 * Math.abs(points)) / most);
  return h(
    "svg",
    { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    h("rect", { x: 0, y: 0, width: 100, height: 10, class: "track" }),
    h("rect", {
      x: place(points < 0 ? 50 - width : 50),
      y: 0,
      width: place(width),
      height: 10,
      class: points < 0 ? "fill-people" : "fill-abuse",
    }),
    h("rect", { x: 49.6, y: 0, width: 0.8, height: 10, class: "zero" }),
  );
}
