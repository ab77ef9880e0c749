import type { Calibration } from "trialgate";
import type { Observed } from "./platt.js";

/** Neighbours on the scale of points that share a probability. */
interface Block {
  readonly from: number;
  readonly to: number;
  /** Mean points, by weight. */
  readonly middle: number;
  readonly weight: number;
  /** Records, however much each weighs. */
  readonly count: number;
  /** Share of abuse, 0..1. */
  readonly rate: number;
}

// With the flat ends two more: 50 knots.
const mostBins = 48;
const leastInBin = 20;

/**
 * Isotonic regression by pooling adjacent violators (Ayer and others, 1955) over bins of about equally many records: the
 * rising curve that fits best, with no assumption about its form. A knot stands in the middle of each block, and both
 * ends are flat: beyond what was seen nothing is claimed. Each block counts one more record of the overall rate, so that none claims certainty.
 */
export function isotonicCalibration(rows: readonly Observed[]): Calibration | undefined {
  const bins = pooled(binsOf(rows));
  const all = bins.reduce(joined);
  const smoothed = pooled(
    bins.map((block) => ({ ...block, rate: (block.rate * block.count + all.rate) / (block.count + 1) })),
  );
  const [first, last] = [smoothed[0], smoothed.at(-1)];
  if (first === undefined || last === undefined || smoothed.length < 2) return undefined;
  const knots = [
    { at: Math.min(first.from, first.middle - 1), rate: first.rate },
    ...smoothed.map(({ middle, rate }) => ({ at: middle, rate })),
    { at: Math.max(last.to, last.middle + 1), rate: last.rate },
  ].map(({ at, rate }) => [Math.round(at * 100) / 100, withinCertainty(rate)] as const);
  return knots.filter(([at], place) => at > (knots[place - 1]?.[0] ?? Number.NEGATIVE_INFINITY));
}

/** To six decimals, and never to 0 or 1, which a block of a million records comes near enough to be rounded to. */
const withinCertainty = (rate: number): number =>
  Math.min(Math.max(Math.round(rate * 1e6), 1), 999_999) / 1e6;

/** Bins of about equally many records; equal points are never parted. */
function binsOf(rows: readonly Observed[]): readonly Block[] {
  const sorted = [...rows].sort((a, b) => a.points - b.points);
  const size = Math.max(leastInBin, Math.ceil(sorted.length / mostBins));
  const bins: Block[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = Math.min(sorted.length, start + size);
    while (end < sorted.length && sorted[end]?.points === sorted[end - 1]?.points) end += 1;
    // What is left over would be too few for a bin of its own.
    if (sorted.length - end < leastInBin) end = sorted.length;
    bins.push(
      sorted
        .slice(start, end)
        .map(({ points, isAbuse, weight }) => {
          return { from: points, to: points, middle: points, weight, count: 1, rate: isAbuse ? 1 : 0 };
        })
        .reduce(joined),
    );
    start = end;
  }
  return bins;
}

/** Joins neighbours until the rates rise. */
function pooled(blocks: readonly Block[]): readonly Block[] {
  const rising: Block[] = [];
  for (const block of blocks) {
    let last = block;
    for (
      let before = rising.at(-1);
      before !== undefined && before.rate >= last.rate;
      before = rising.at(-1)
    ) {
      last = joined(before, last);
      rising.pop();
    }
    rising.push(last);
  }
  return rising;
}

function joined(a: Block, b: Block): Block {
  const weight = a.weight + b.weight;
  const mean = (x: number, y: number): number => x + ((y - x) * b.weight) / weight;
  return {
    from: a.from,
    to: b.to,
    middle: mean(a.middle, b.middle),
    weight,
    count: a.count + b.count,
    rate: mean(a.rate, b.rate),
  };
}
