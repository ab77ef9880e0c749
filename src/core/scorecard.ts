import type { Detail, SignalResult } from "./signal.js";

/**
 * How evidence adds up: weights of evidence on the scale of log-odds, where 10 points double the odds of abuse and 50
 * points are even odds (10 points = ln 2 nats). Plain data.
 */
export interface Scorecard {
  /** Share of abusive subjects before any evidence, 0..1 exclusive. */
  readonly prior: number;
  /** What a clean, fully observed subject earns. */
  readonly offset: number;
  /** Points by full reason code. A code that is not here weighs nothing. */
  readonly reasons: Readonly<Record<string, WeighedReason>>;
  /** How much the evidence of one group may add up to, `[for, against]`, in points; correlated evidence counted twice is the classic error of hand-made scores. */
  readonly caps: Readonly<Record<string, readonly [lowest: number, highest: number]>>;
  /** Points for each further group that independently points to abuse. */
  readonly corroboration: number;
  /** The lowest the negative groups may reach together: cheap proofs must not buy trust. */
  readonly goodFloor: number;
  /** What the points mean where labels have told; the plain scale without it. */
  readonly calibration?: Calibration | undefined;
  /** The signals the policy looks at, for `coverage`. */
  readonly signals: Readonly<Record<string, { readonly group: string; readonly optional: boolean }>>;
}

/**
 * Knots of a curve from points to the probability of abuse, both rising: at least two, each probability within 0..1
 * exclusive. Between and beyond the knots the log-odds run straight, so two knots are Platt's scaling and many an
 * isotonic step curve.
 */
export type Calibration = readonly (readonly [points: number, probability: number])[];

/** One line of a scorecard. */
export interface WeighedReason {
  readonly group: string;
  readonly points: number;
  readonly text: string;
}

/** One line of the account of a score. All points of an assessment's reasons sum to its `points`. */
export interface Reason {
  /** `signal-id.code`, or `policy.*` for what the policy itself adds: base, caps, floor, corroboration, rules. */
  readonly code: string;
  /** Positive is riskier. */
  readonly points: number;
  readonly text: string;
  /** The signal's id, or `policy`. */
  readonly signal: string;
  readonly detail?: Detail;
}

/** What a scorecard makes of the results. */
export interface Weighed {
  /** Unclamped; 50 is even odds. */
  readonly points: number;
  /** Strongest first; the policy's own lines last. They sum to `points`. */
  readonly reasons: readonly Reason[];
  /** 0..1: the share of the evidence that was there to look at, by how much each group can say. What failed is left out. */
  readonly coverage: number;
}

/** A group points to abuse, for `corroboration`, when its points are above this: it then more than doubles the odds. */
export const loudPoints: number = 11;

/** The points of a set of results. Pure; the order of the results does not matter. */
export function weigh(results: readonly SignalResult[], card: Scorecard): Weighed {
  const reasons: Reason[] = [];
  const groups = new Map<string, number>();
  for (const result of results) {
    if (result.status !== "ok") continue;
    for (const { code, strength, detail } of result.evidence) {
      const known = Object.hasOwn(card.reasons, code) ? card.reasons[code] : undefined;
      const points = cents((known?.points ?? 0) * strength);
      const text = known?.text ?? "A reason this policy does not know; it has no weight";
      reasons.push({ code, points, text, signal: result.signal, ...(detail && { detail }) });
      if (known !== undefined) groups.set(known.group, (groups.get(known.group) ?? 0) + points);
    }
  }
  reasons.sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.code < b.code ? -1 : 1));

  const own: Reason[] = [];
  const add = (code: string, points: number, text: string): void => {
    if (points !== 0) own.push({ code: `policy.${code}`, points, text, signal: "policy" });
  };
  add("base", basePoints(card), "Where everybody starts: the prior and the offset of the policy");
  let good = 0;
  let loud = 0;
  for (const group of [...groups.keys()].sort()) {
    const sum = cents(groups.get(group) ?? 0);
    const [lowest, highest] = Object.hasOwn(card.caps, group) ? (card.caps[group] ?? noCap) : noCap;
    const capped = Math.min(Math.max(sum, lowest), highest);
    add(`cap.${group}`, cents(capped - sum), `What the group ${group} may add up to`);
    if (capped < 0) good += capped;
    if (capped > loudPoints) loud += 1;
  }
  add("good-floor", cents(Math.max(0, card.goodFloor - good)), "What good evidence may earn in total");
  add(
    "corroboration",
    cents(card.corroboration * Math.max(0, loud - 1)),
    "Independent groups point the same way",
  );

  const all = [...reasons, ...own];
  return {
    points: cents(all.reduce((sum, { points }) => sum + points, 0)),
    reasons: all,
    coverage: coverage(results, card),
  };
}

const noCap = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/** Points of a subject without any evidence. */
export function basePoints({ prior, offset }: Pick<Scorecard, "prior" | "offset">): number {
  return cents(pointsOf(prior) + offset);
}

/** The probability of abuse, 0..1, that stands for these points. */
export function probabilityOf(points: number, calibration?: Calibration): number {
  return 1 / (1 + 2 ** (-(calibrated(points, calibration) - 50) / 10));
}

/** The curve where the odds of abuse are other than where it was found: every point stands for so many more, and so does what it means. */
export function shiftedCalibration(knots: Calibration, by: number): Calibration {
  return knots.map(([points, probability]) => [points + by, probabilityOf(pointsOf(probability) + by)]);
}

/** The point of the plain scale that means what `points` mean by the curve. */
function calibrated(points: number, knots: Calibration = []): number {
  // The segment around the points; the first and the last one run on.
  const above = knots.findIndex(([at]) => at >= points);
  const next = above < 0 ? knots.length - 1 : Math.max(1, above);
  const [left, right] = [knots[next - 1], knots[next]];
  if (left === undefined || right === undefined) return points;
  const [from, to] = [pointsOf(left[1]), pointsOf(right[1])];
  return from + ((to - from) * (points - left[0])) / (right[0] - left[0]);
}

/** The points that stand for a probability, 0..1 exclusive, on the plain scale. */
export function pointsOf(probability: number): number {
  return 50 + 10 * Math.log2(probability / (1 - probability));
}

/** Points for people's eyes: a whole number, 0..100. */
export function scoreOf(points: number): number {
  return Math.min(100, Math.max(0, Math.round(points)));
}

/**
 * Each group counts with its cap (what it could say against the subject) times the share of its signals that could
 * look. Optional signals do not count: hardly anybody has what they look at. Neither do failed ones, which are our fault.
 */
function coverage(results: readonly SignalResult[], card: Scorecard): number {
  const groups = new Map<string, { asked: number; answered: number }>();
  for (const { signal, status } of results) {
    const known = Object.hasOwn(card.signals, signal) ? card.signals[signal] : undefined;
    if (known === undefined || known.optional || status === "failed") continue;
    const group = groups.get(known.group) ?? { asked: 0, answered: 0 };
    groups.set(known.group, { asked: group.asked + 1, answered: group.answered + (status === "ok" ? 1 : 0) });
  }
  let possible = 0;
  let seen = 0;
  for (const [group, { asked, answered }] of groups) {
    const cap = card.caps[group]?.[1] ?? uncappedWeight;
    possible += cap;
    seen += cap * (answered / asked);
  }
  // With nothing left to look at because all of it failed, nothing was held back from us.
  if (possible === 0) return results.some(({ status }) => status === "failed") ? 1 : 0;
  return cents(seen / possible);
}

/** What a group without a cap counts for in `coverage`, in points: about one strong reason. */
export const uncappedWeight: number = 40;

/** Rounded to hundredths, so that lines which are shown sum to what is shown. */
function cents(value: number): number {
  const rounded = Math.round(value * 100) / 100;
  return rounded === 0 ? 0 : rounded;
}
