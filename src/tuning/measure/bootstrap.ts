import { type Figures, figuresOf } from "./figures.js";
import type { Estimate } from "./quality.js";
import type { Sample } from "./sample.js";

/** How samples are drawn again. */
export interface BootstrapOptions {
  /** How many. */
  readonly resamples: number;
  /** A whole number; another one draws others. */
  readonly seed: number;
}

/** Reads one figure with its interval; undefined where there is nothing to make it of. */
export type Estimator = (read: (figures: Figures) => number) => Estimate | undefined;

/** The figures of a sample, and of each sample that was drawn again from it. */
export interface Drawn {
  readonly own: Figures;
  readonly again: readonly Figures[];
}

/**
 * Draws samples again. Poisson bootstrap (Chamandy and others, 2012): in each resample a cluster counts 0, 1, 2 … times,
 * by chance, 1 on average. How often is decided by the cluster's own name, so that a signup is drawn alike whatever order
 * it came in, whoever else is there, and whichever policy judged it: differences between policies are paired.
 */
export function drawAgain(sample: Sample, { resamples, seed }: BootstrapOptions): Drawn {
  const own = figuresOf(sample);
  const weight = new Float64Array(sample.size);
  const again = Array.from({ length: resamples }, (_, round) => {
    const stream = mixed(seed ^ mixed(round + 1));
    for (let row = 0; row < sample.size; row += 1) {
      weight[row] = (sample.weight[row] ?? 0) * timesDrawn(mixed((sample.cluster[row] ?? 0) ^ stream));
    }
    return figuresOf(sample, weight);
  });
  return { own, again };
}

/** A sample's figures with intervals. */
export function bootstrap(sample: Sample, options: BootstrapOptions): Estimator {
  const { own, again } = drawAgain(sample, options);
  return (read) => estimateOf(read(own), again.map(read));
}

/** A figure with its interval; undefined where the figure is not a number. */
export function estimateOf(value: number, drawn: readonly number[]): Estimate | undefined {
  return Number.isNaN(value) ? undefined : intervalOf(value, drawn);
}

/** The middle 95 % of what was drawn, widened to the value itself where the figure is biased in small samples. */
export function intervalOf(value: number, drawn: readonly number[]): Estimate {
  // A small group may be absent from a resample.
  const sorted = drawn.filter((one) => !Number.isNaN(one)).sort((a, b) => a - b);
  return {
    value,
    low: Math.min(value, quantile(sorted, 0.025) ?? value),
    high: Math.max(value, quantile(sorted, 0.975) ?? value),
  };
}

function quantile(sorted: readonly number[], share: number): number | undefined {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (place - Math.floor(place));
}

// Chances of at most 0, 1, 2 … draws where 1 is expected (Poisson: sums of 1/k!, over e), out of 2^32. The rest is 1 in a million.
const atMost: readonly number[] = [1, 2, 5 / 2, 16 / 6, 65 / 24, 326 / 120, 1957 / 720, 13700 / 5040].map(
  (sum) => (sum / Math.E) * 2 ** 32,
);

function timesDrawn(chance: number): number {
  let times = 0;
  while (times < atMost.length && chance >= (atMost[times] ?? 0)) times += 1;
  return times;
}

/** The avalanche step of MurmurHash3 (Austin Appleby, public domain): each bit depends on all. */
function mixed(bits: number): number {
  let hash = bits ^ (bits >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
