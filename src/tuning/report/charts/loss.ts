import { area, axisBelow, axisLeft, chart, dataTable, key, label, line, sheet } from "../frame.js";
import { h, type Markup } from "../markup.js";
import { linear, ticks } from "../scale.js";
import { signed, usd } from "../words.js";

/** The loss when all limits are moved by as many points. US dollars per 1,000 signups. */
export interface ShiftedLoss {
  readonly shift: number;
  readonly taken: number;
  readonly friction: number;
}

/** What a stricter and a milder ladder would cost. */
export function lossChart(id: string, curve: readonly ShiftedLoss[]): Markup {
  const { left, right, top, bottom } = sheet;
  const sum = ({ taken, friction }: ShiftedLoss): number => taken + friction;
  const most = Math.max(1, ...curve.map(sum)) * 1.06;
  const [first, last] = [curve[0]?.shift ?? -1, curve.at(-1)?.shift ?? 1];
  const x = linear([first, last], [left, right]);
  const y = linear([0, most], [bottom, top]);
  const best = curve.reduce((low, one) => (sum(one) < sum(low) ? one : low), curve[0] ?? none);
  const now = curve.find(({ shift }) => shift === 0) ?? none;
  const back = curve.toReversed();
  const bestX = x(best.shift);
  return chart(
    {
      id,
      title: "The loss, stricter or milder",
      note: "All limits moved by as many points: credit that abuse takes, and people who turn away.",
      description: `As set, ${usd(sum(now))} per 1,000 signups; the least is ${usd(sum(best))}, with all limits moved by ${signed(best.shift)} points.`,
    },
    [
      ...axisLeft(
        y,
        ticks(0, most, 5).map((value) => [value, usd(value)]),
        "loss per 1,000 signups",
      ),
      ...axisBelow(
        x,
        ticks(first, last, 6).map((value) => [value, signed(value)]),
        "← stricter · points added to every limit · milder →",
      ),
      area(
        [
          ...curve.map((one) => [x(one.shift), y(sum(one))] as const),
          ...back.map((one) => [x(one.shift), y(one.taken)] as const),
        ],
        "area people",
      ),
      area(
        [...curve.map((one) => [x(one.shift), y(one.taken)] as const), [right, bottom], [left, bottom]],
        "area abuse",
      ),
      line(x(0), top, x(0), bottom, "limit"),
      h("circle", { cx: x(0), cy: y(sum(now)), r: 4.5, class: "dot first" }),
      ...(best.shift === now.shift
        ? []
        : [h("circle", { cx: bestX, cy: y(sum(best)), r: 4.5, class: "dot best" })]),
      label(
        Math.min(Math.max(bestX, left + 60), right - 60),
        Math.max(top + 12, y(sum(best)) - 12),
        best.shift === now.shift ? `${usd(sum(best))}, the least` : `least ${usd(sum(best))}`,
        "middle strong halo",
      ),
    ],
    {
      legend: [key("abuse", "credit taken by abuse"), key("people", "people who turn away")],
      table: dataTable(
        ["Points added", "Credit taken", "People turned away", "Loss"],
        curve
          .filter(({ shift }) => shift % 5 === 0)
          .map((one) => [signed(one.shift), usd(one.taken), usd(one.friction), usd(sum(one))]),
      ),
    },
  );
}

const none: ShiftedLoss = { shift: 0, taken: 0, friction: 0 };
