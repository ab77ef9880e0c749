import { calibrationErrorOf } from "./calibration-error.js";
import type { Sample } from "./sample.js";

/** Every figure of a sample under some weights; not a number where it needs somebody who is not there. */
export interface Figures {
  readonly recallAt1: number;
  readonly recallAt5: number;
  readonly prAuc: number;
  readonly rocAuc: number;
  readonly calibrationError: number;
  /** US dollars. */
  readonly lossPer1000: number;
  /** Share of people at each tier or a better one. */
  readonly atOnce: readonly number[];
  /** Share of each kind flagged at the threshold that flags 1 % of people. */
  readonly flagged: readonly number[];
}

/** All figures, in two sweeps from the riskiest signup to the safest. `weight` stands in for the sample's own. */
export function figuresOf(sample: Sample, weight: Float64Array = sample.weight): Figures {
  const totals = totalsOf(sample, weight);
  const { people, abuse } = totals;
  const ranking = rankingOf(sample, weight, totals);
  const isMixed = people > 0 && abuse > 0;
  return {
    recallAt1: isMixed ? ranking.at1.found / abuse : Number.NaN,
    recallAt5: isMixed ? ranking.at5.found / abuse : Number.NaN,
    prAuc: isMixed ? ranking.precision / abuse : Number.NaN,
    rocAuc: isMixed ? ranking.above / (people * abuse) : Number.NaN,
    calibrationError: isMixed ? calibrationErrorOf(sample, weight) : Number.NaN,
    lossPer1000: isMixed ? (1000 * totals.loss) / (people + abuse) : Number.NaN,
    atOnce: totals.atOnce.map((sum) => sum / people),
    // Without people there is no threshold that flags 1 % of them.
    flagged: flaggedOf(sample, weight, people > 0 ? ranking.at1.rows : Number.NaN),
  };
}

interface Totals {
  readonly people: number;
  readonly abuse: number;
  readonly loss: number;
  readonly atOnce: readonly number[];
}

function totalsOf({ size, isAbuse, tier, loss, tiers }: Sample, weight: Float64Array): Totals {
  let abuse = 0;
  let lost = 0;
  const at = new Array<number>(tiers).fill(0);
  for (let row = 0; row < size; row += 1) {
    const w = weight[row] ?? 0;
    lost += w * (loss[row] ?? 0);
    const place = tier[row] ?? 0;
    if (isAbuse[row] === 1) abuse += w;
    else at[place] = (at[place] ?? 0) + w;
  }
  let people = 0;
  const atOnce = at.map((sum) => {
    people += sum;
    return people;
  });
  return { people, abuse, loss: lost, atOnce };
}

/** How far down the flags go: the rows flagged, and the abuse among them. */
interface Cut {
  readonly rows: number;
  readonly found: number;
}

interface Ranking {
  readonly at1: Cut;
  readonly at5: Cut;
  /** Sum over abuse of the precision down to it. */
  readonly precision: number;
  /** Sum over abuse of the people with fewer points, and half of those with equal ones. */
  readonly above: number;
}

function rankingOf({ size, points, isAbuse }: Sample, weight: Float64Array, { people }: Totals): Ranking {
  let at1: Cut = { rows: 0, found: 0 };
  let at5: Cut = { rows: 0, found: 0 };
  let found = 0;
  let mistaken = 0;
  let precision = 0;
  let above = 0;
  let row = 0;
  while (row < size) {
    // Everybody with these points, people first: abuse of the tie helps nobody who comes before it.
    const tied = points[row];
    const before = mistaken;
    for (; row < size && points[row] === tied; row += 1) {
      const w = weight[row] ?? 0;
      if (isAbuse[row] === 1) {
        found += w;
        if (w > 0) precision += (w * found) / (found + mistaken);
        above += w * (people - (before + mistaken) / 2);
      } else {
        mistaken += w;
      }
    }
    // Only a whole tie is flagged: a threshold cannot stand inside it. The allowance is for sums of fractions.
    if (mistaken <= people * 0.01 + slack) at1 = { rows: row, found };
    if (mistaken <= people * 0.05 + slack) at5 = { rows: row, found };
  }
  return { at1, at5, precision, above };
}

const slack = 1e-9;

/** `rows`: how many rows from the top are flagged. */
function flaggedOf({ size, kind, kinds }: Sample, weight: Float64Array, rows: number): readonly number[] {
  if (Number.isNaN(rows)) return kinds.map(() => Number.NaN);
  const flagged = new Array<number>(kinds.length).fill(0);
  const all = new Array<number>(kinds.length).fill(0);
  for (let row = 0; row < size; row += 1) {
    const place = kind[row] ?? -1;
    if (place < 0) continue;
    const w = weight[row] ?? 0;
    all[place] = (all[place] ?? 0) + w;
    if (row < rows) flagged[place] = (flagged[place] ?? 0) + w;
  }
  return flagged.map((sum, place) => sum / (all[place] ?? 0));
}
