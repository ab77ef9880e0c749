import { axisBelow, axisLeft, bar, chart, dataTable, key, label, line, sheet } from "../frame.js";
import { abuse, type Judgements, labels, person, sizeOf, unlabelled } from "../judgements.js";
import type { Markup } from "../markup.js";
import { linear, ticks } from "../scale.js";
import { percent, plain, shortened } from "../words.js";

/** A tier as the charts name it. */
export interface TierName {
  readonly id: string;
  readonly maxPoints?: number | undefined;
}

// Five points a bar: a step of 1.4 in the odds.
const step = 5;

// About as wide as a letter of a tier's name is, in units of the drawing.
const letter = 6.2;

/** Where people and abuse stand on the scale of points, people above the line and abuse below, with the tiers' limits. */
export function histogram(id: string, rows: Judgements, tiers: readonly TierName[]): Markup {
  const [lowest, highest] = rangeOf(rows, tiers);
  const bins = (highest - lowest) / step;
  const shares = labels.map((_, kind) => sharesOf(rows, kind, lowest, bins));
  const upper = shares[sizeOf(rows, person) > 0 ? person : unlabelled] ?? [];
  const lower = shares[abuse] ?? [];
  const upperKind = sizeOf(rows, person) > 0 ? "people" : "unlabelled";
  const most = Math.max(0.01, ...upper, ...lower);
  const { left, right, top, bottom } = sheet;
  const x = linear([lowest, highest], [left, right]);
  // The names of the tiers stand above the highest bar.
  const highestBar = top + 32;
  const middle = (highestBar + bottom) / 2;
  const y = linear([-most, most], [bottom, highestBar]);
  const limits = tiers.flatMap(({ maxPoints }) => (maxPoints === undefined ? [] : [maxPoints]));
  const edges = [lowest, ...limits, highest];

  const bars = (values: readonly number[], kind: string, sign: number): readonly Markup[] =>
    values.map((share, at) => {
      const from = x(lowest + at * step);
      const tip = y(sign * share);
      const width = x(lowest + (at + 1) * step) - from - 1;
      return bar(from + 0.5, Math.min(tip, middle), width, Math.abs(tip - middle), `fill-${kind}`);
    });
  const marks = ticks(0, most, 3).filter((share) => share > 0);
  const drawing = [
    ...axisBelow(
      x,
      ticks(lowest, highest, 8).map((value) => [value, plain(value)]),
      "points · 50 is even odds, 10 more double them",
    ),
    ...axisLeft(
      y,
      [...marks.map((share) => -share), 0, ...marks].map((share) => [share, percent(Math.abs(share), 0)]),
      "share of each kind",
    ),
    ...bars(upper, upperKind, 1),
    ...bars(lower, "abuse", -1),
    line(left, middle, right, middle, "axis"),
    ...limits.map((limit) => line(x(limit), top + 2, x(limit), bottom, "limit")),
    ...tiers.flatMap(({ id: tier }, at) => {
      const [from, to] = [x(edges[at] ?? lowest), x(edges[at + 1] ?? highest)];
      // Neighbours stand in two rows, so that a narrow tier has room for its name beside the limits.
      const letters = Math.floor((to - from) / letter);
      if (letters < 2) return [];
      const name = shortened(tier, Math.max(8, letters));
      const half = (name.length * letter) / 2;
      const middleOfName = Math.min(Math.max((from + to) / 2, left + half), right - half);
      return [label(middleOfName, top + (at % 2 === 0 ? 10 : 24), name, "middle tier-name halo")];
    }),
  ];
  const [median, medianOfAbuse] = [medianOf(rows, person), medianOf(rows, abuse)];
  return chart(
    {
      id,
      title: "Where signups stand",
      note: "People above the line, abuse below it, each as shares of its own. The dashed lines are the tiers' limits.",
      description: `Half of all people have at most ${told(median)} points, half of all abuse at most ${told(medianOfAbuse)}.`,
    },
    drawing,
    {
      legend: [
        key(upperKind, upperKind === "people" ? "people" : "signups without a label"),
        key("abuse", "abuse"),
      ],
      table: dataTable(
        ["Points", upperKind === "people" ? "People" : "Unlabelled", "Abuse"],
        upper.map((share, at) => [
          `${plain(lowest + at * step)} to ${plain(lowest + (at + 1) * step)}`,
          percent(share),
          percent(lower[at]),
        ]),
      ),
    },
  );
}

const told = (points: number | undefined): string => (points === undefined ? "unknown" : plain(points));

/** Whole steps around nearly everybody and all limits; the few beyond stand in the outermost bars. */
function rangeOf({ points }: Judgements, tiers: readonly TierName[]): readonly [number, number] {
  const sorted = Float64Array.from(points).sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 50;
  const limits = tiers.flatMap(({ maxPoints }) => (maxPoints === undefined ? [] : [maxPoints]));
  const lowest = Math.min(at(0.002), ...limits.map((limit) => limit - 12), 40);
  const highest = Math.max(at(0.998), ...limits.map((limit) => limit + 18), 60);
  return [Math.floor(lowest / step) * step, Math.ceil(highest / step) * step];
}

function sharesOf(
  { points, label: kinds, weight }: Judgements,
  kind: number,
  lowest: number,
  bins: number,
): readonly number[] {
  const sums = new Array<number>(bins).fill(0);
  let all = 0;
  for (let row = 0; row < points.length; row++) {
    if (kinds[row] !== kind) continue;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(((points[row] ?? 0) - lowest) / step)));
    sums[bin] = (sums[bin] ?? 0) + (weight[row] ?? 0);
    all += weight[row] ?? 0;
  }
  return sums.map((sum) => (all === 0 ? 0 : sum / all));
}

/** The least points that half of a kind, by weight, do not exceed. */
export function medianOf(rows: Judgements, kind: number): number | undefined {
  const { points, label: kinds, weight } = rows;
  const half = sizeOf(rows, kind) / 2;
  let passed = 0;
  return Array.from(points, (value, row) => ({ value, row }))
    .filter(({ row }) => kinds[row] === kind)
    .sort((a, b) => a.value - b.value)
    .find(({ row }) => {
      passed += weight[row] ?? 0;
      return passed >= half;
    })?.value;
}
