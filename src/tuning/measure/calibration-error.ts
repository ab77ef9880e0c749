import type { Sample } from "./sample.js";

const bins = 10;

/**
 * The expected calibration error (Naeini, Cooper and Hauskrecht, 2015) over ten bins with equally many signups: the mean
 * over all signups of how far the mean probability of their bin is from its share of abuse. Equal probabilities share
 * the bin that the middle of them falls into.
 */
export function calibrationErrorOf(
  { size, byProbability, probability, isAbuse }: Sample,
  weight: Float64Array,
): number {
  let total = 0;
  for (let row = 0; row < size; row += 1) total += weight[row] ?? 0;
  // What each bin expected of abuse, less what it got.
  const surplus = new Float64Array(bins);
  let before = 0;
  let place = 0;
  while (place < size) {
    const tied = probability[byProbability[place] ?? 0] ?? 0;
    let tiedWeight = 0;
    let tiedAbuse = 0;
    for (; place < size; place += 1) {
      const row = byProbability[place] ?? 0;
      if (probability[row] !== tied) break;
      const w = weight[row] ?? 0;
      tiedWeight += w;
      if (isAbuse[row] === 1) tiedAbuse += w;
    }
    const bin = Math.min(bins - 1, Math.floor((bins * (before + tiedWeight / 2)) / total));
    surplus[bin] = (surplus[bin] ?? 0) + tied * tiedWeight - tiedAbuse;
    before += tiedWeight;
  }
  return surplus.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
}
