import type { SignalResult } from "trialgate";
import type { HistoryRecord } from "./history.js";

/** How much what one signal says has shifted between two histories. */
export interface SignalDrift {
  readonly signal: string;
  /** Population stability index, 0 or more: the sum over bins of (after − before) · ln(after / before). */
  readonly psi: number;
  /** By the usual reading (Siddiqi, Credit Risk Scorecards, 2006): below 0.1 `stable`, below 0.25 `moderate`, else `major`; and `stable` as well where chance alone would do it. */
  readonly level: "stable" | "moderate" | "major";
  /** What the signal said, the most shifted first. */
  readonly bins: readonly DriftBin[];
}

/** One thing that a signal may say, and how often it did. */
export interface DriftBin {
  /** `code` and the quarter of its strength, such as `device-reuse.reused 0.5–0.75`, of the strongest evidence; `silent`, `skipped`, `failed`, or `absent` where it did not run. */
  readonly bin: string;
  /** Share of the signups before, 0..1. */
  readonly before: number;
  /** Share of the signups after, 0..1. */
  readonly after: number;
}

/**
 * Compares what each signal said in two histories, such as last month's and this one's: the most shifted signal first.
 * No policy and no label is looked at. Empty when one of the histories is.
 */
export function drift(
  before: Iterable<HistoryRecord>,
  after: Iterable<HistoryRecord>,
): readonly SignalDrift[] {
  const [old, young] = [saidIn(before), saidIn(after)];
  if (old.signups === 0 || young.signups === 0) return [];
  const signals = new Set([...old.bySignal.keys(), ...young.bySignal.keys()]);
  return [...signals]
    .map((signal) => driftOf(signal, old, young))
    .sort((a, b) => b.psi - a.psi || (a.signal < b.signal ? -1 : 1));
}

/** What the signals said in one history. */
interface Said {
  /** By weight. */
  readonly signups: number;
  /** How many records of equal weight tell as much (Kish, 1965): what chance goes by. */
  readonly effective: number;
  readonly bySignal: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

function saidIn(history: Iterable<HistoryRecord>): Said {
  const bySignal = new Map<string, Map<string, number>>();
  let signups = 0;
  let squares = 0;
  for (const { assessment, weight = 1 } of history) {
    if (weight === 0) continue;
    signups += weight;
    squares += weight ** 2;
    for (const result of assessment.results) {
      const bins = bySignal.get(result.signal) ?? new Map<string, number>();
      bySignal.set(result.signal, bins);
      const bin = binOf(result);
      bins.set(bin, (bins.get(bin) ?? 0) + weight);
    }
  }
  return { signups, effective: signups ** 2 / squares, bySignal };
}

function binOf(result: SignalResult): string {
  if (result.status !== "ok") return result.status;
  const [strongest] = [...result.evidence].sort((a, b) => b.strength - a.strength);
  if (strongest === undefined || strongest.strength === 0) return "silent";
  const quarter = Math.ceil(strongest.strength * 4) / 4;
  return `${strongest.code} ${quarter - 0.25}–${quarter}`;
}

function driftOf(signal: string, old: Said, young: Said): SignalDrift {
  const names = new Set(
    [old, young].flatMap((said) => {
      const bins = said.bySignal.get(signal) ?? none;
      return sumOf(bins) < said.signups - slack ? [...bins.keys(), "absent"] : [...bins.keys()];
    }),
  );
  const shifted = [...names].map((bin) => {
    const shares = [old, young].map((said) => shareOf(signal, bin, names.size, said)) as [number, number];
    return {
      bin,
      before: shares[0],
      after: shares[1],
      psi: (shares[1] - shares[0]) * Math.log(shares[1] / shares[0]),
    };
  });
  shifted.sort((a, b) => b.psi - a.psi || (a.bin < b.bin ? -1 : 1));
  const psi = shifted.reduce((sum, bin) => sum + bin.psi, 0);
  return {
    signal,
    psi,
    level:
      psi < 0.1 || psi < byChance(names.size, old.effective, young.effective)
        ? "stable"
        : psi < 0.25
          ? "moderate"
          : "major",
    bins: shifted.map(({ psi: _, ...bin }) => bin),
  };
}

/** Half a signup more in each bin, so that one which was empty has a logarithm. */
function shareOf(signal: string, bin: string, bins: number, { bySignal, signups }: Said): number {
  const said = bySignal.get(signal) ?? none;
  const times = bin === "absent" ? signups - sumOf(said) : (said.get(bin) ?? 0);
  return (times + 0.5) / (signups + 0.5 * bins);
}

const none: ReadonlyMap<string, number> = new Map();
// Sums of fractional weights.
const slack = 1e-6;

function sumOf(bins: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const times of bins.values()) sum += times;
  return sum;
}

/**
 * The index that two samples of one population stay below almost always: about (1/n + 1/m) times a chi-square of one
 * degree less than there are bins (Yurdakul and Naranjo, 2020), at its mean and three standard deviations.
 */
function byChance(bins: number, n: number, m: number): number {
  const degrees = bins - 1;
  return (1 / n + 1 / m) * (degrees + 3 * Math.sqrt(2 * degrees));
}
