import { type CurvePoint, recallAt, thinned } from "../curves.js";
import { axisBelow, axisLeft, chart, dataTable, key, label, line, path, sheet, type Tick } from "../frame.js";
import { h, type Markup } from "../markup.js";
import { linear, type Scale } from "../scale.js";
import { percent } from "../words.js";

/** One policy's curve. */
export interface NamedCurve {
  readonly name: string;
  readonly curve: readonly CurvePoint[];
}

const { left, right, top, bottom } = sheet;
const quarters: readonly Tick[] = [0, 0.25, 0.5, 0.75, 1].map((share) => [share, percent(share, 0)]);
const colours = ["first", "second"] as const;

/** How much abuse is found for how many people flagged. The axis is a root: what matters happens at its left. */
export function rocChart(id: string, curves: readonly NamedCurve[]): Markup {
  const root = linear([0, 1], [left, right]);
  const x: Scale = (share) => root(Math.sqrt(share));
  const y = linear([0, 1], [bottom, top]);
  const budgets = [0.01, 0.05] as const;
  const marks: readonly Tick[] = [0, 0.01, 0.05, 0.25, 0.5, 1].map((share) => [share, percent(share, 0)]);
  const diagonal = Array.from({ length: 41 }, (_, at) => [x(at / 40), y(at / 40)] as const);
  const found = curves.map(({ name, curve }) => ({
    name,
    recalls: budgets.map((budget) => recallAt(budget, curve)),
  }));
  return chart(
    {
      id,
      title: "Abuse found for people flagged",
      note: "ROC, with room for the left end: nobody can afford to flag one person in ten.",
      description: found
        .map(
          ({ name, recalls: [one, five] }) =>
            `${name}: flagging 1 % of people finds ${percent(one)} of abuse, flagging 5 % finds ${percent(five)}.`,
        )
        .join(" "),
    },
    [
      ...axisBelow(x, marks, "people flagged (false positives)"),
      ...axisLeft(y, quarters, "abuse found (recall)"),
      path(diagonal, "chance"),
      line(x(0.01), top, x(0.01), bottom, "limit"),
      ...curves.map(({ curve }, at) =>
        path(
          [
            [left, bottom],
            ...thinned(curve, "falsePositives").map((one) => [x(one.falsePositives), y(one.recall)] as const),
          ],
          `curve ${colours[at]}`,
        ),
      ),
      ...found.flatMap(({ recalls: [one] }, at) =>
        one === undefined ? [] : [dot(x(0.01), y(one), colours[at] ?? "")],
      ),
      // The higher number stands above its dot and the lower one below, for the two are often close; equal ones are told once.
      ...[...new Set(found.flatMap(({ recalls: [one] }) => one ?? []))]
        .sort((one, other) => other - one)
        .map((one, at) => label(x(0.01) + 9, y(one) + (at === 0 ? -6 : 17), percent(one), "strong halo")),
    ],
    { legend: legendOf(curves), table: curveTable(curves) },
  );
}

/** How much of what is flagged is abuse, for how much of the abuse is flagged. */
export function precisionChart(id: string, curves: readonly NamedCurve[], abuseShare: number): Markup {
  const x = linear([0, 1], [left, right]);
  const y = linear([0, 1], [bottom, top]);
  const halves = curves.map(({ name, curve }) => {
    const half = curve.find(({ recall }) => recall >= 0.5)?.precision;
    return `${name}: when half of all abuse is found, ${percent(half)} of those flagged are abuse.`;
  });
  return chart(
    {
      id,
      title: "How right a flag is",
      note: "Precision and recall. The dotted line is what flagging at random would give.",
      description: halves.join(" "),
    },
    [
      ...axisBelow(x, quarters, "abuse found (recall)"),
      ...axisLeft(y, quarters, "flags that are right (precision)"),
      line(left, y(abuseShare), right, y(abuseShare), "chance"),
      ...curves.map(({ curve }, at) =>
        path(
          thinned(curve, "recall").map((one) => [x(one.recall), y(one.precision)] as const),
          `curve ${colours[at]}`,
        ),
      ),
    ],
    { legend: legendOf(curves), table: curveTable(curves) },
  );
}

const dot = (x: number, y: number, colour: string): Markup =>
  h("circle", { cx: x, cy: y, r: 4.5, class: `dot ${colour}` });

const legendOf = (curves: readonly NamedCurve[]): readonly Markup[] =>
  curves.length < 2 ? [] : curves.map(({ name }, at) => key(colours[at] ?? "", name));

function curveTable(curves: readonly NamedCurve[]): Markup {
  const budgets = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25];
  const heads = curves.flatMap(({ name }) =>
    curves.length < 2
      ? ["Abuse found", "Flags that are right"]
      : [`${name}: abuse found`, `${name}: flags that are right`],
  );
  return dataTable(
    ["People flagged, at most", ...heads],
    budgets.map((budget) => [
      percent(budget),
      ...curves.flatMap(({ curve }) => {
        const point = curve.findLast(({ falsePositives }) => falsePositives <= budget);
        return [percent(point?.recall ?? 0), percent(point?.precision)];
      }),
    ]),
  );
}
