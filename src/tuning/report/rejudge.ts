import type { ResolvedPolicy } from "trialgate";
import { climb, decisions, probabilityOf, weigh } from "trialgate/core";
import { groupNames, type Judgements } from "./judgements.js";
import type { SampleRow } from "./sample.js";

/** Judges the same signups under one policy after another. */
export interface Rejudge {
  judge(policy: ResolvedPolicy): Judgements;
  /** Only where they land: what a loss needs. */
  land(policy: ResolvedPolicy): Pick<Judgements, "label" | "weight" | "tier" | "decision">;
}

/** Where a row lands, by the place that its points alone would give it. */
interface Landing {
  readonly tier: number;
  readonly decision: number;
}

/**
 * Readies signups to be judged again and again, while somebody moves a slider. Weighing costs most and depends on no
 * limit, so it is repeated only when a weight is another. Points reach `climb` only as the first rung that bears them: it
 * is asked once for each row and rung, and its answers stay.
 * @param policy Whose ladder, rules, caps and facts all later policies share; only weights, limits and credits may differ.
 */
export function prepareRejudge(rows: readonly SampleRow[], policy: ResolvedPolicy): Rejudge {
  const landings = rows.map((row) => landingsOf(row, policy));
  const groups = groupNames(rows);
  const column = (value: (row: SampleRow) => number): Float64Array => Float64Array.from(rows, value);
  const label = column((row) => row.label);
  const group = column((row) => (row.group === undefined ? -1 : groups.indexOf(row.group)));
  const weight = column((row) => row.weight);

  const weighed = { by: "", points: new Float64Array() };
  const pointsBy = (next: ResolvedPolicy): Float64Array => {
    const by = Object.values(next.reasons)
      .map(({ points }) => points)
      .join();
    if (by !== weighed.by)
      Object.assign(weighed, { by, points: column(({ results }) => weigh(results, next).points) });
    return weighed.points;
  };
  const land = (next: ResolvedPolicy): ReturnType<Rejudge["land"]> => {
    const points = pointsBy(next);
    const tier = new Uint8Array(rows.length);
    const decision = new Uint8Array(rows.length);
    for (const [row, byPlace] of landings.entries()) {
      const landing = byPlace[firstRung(points[row] ?? 0, next)];
      tier[row] = landing?.tier ?? 0;
      decision[row] = landing?.decision ?? 0;
    }
    return { label, weight, tier, decision };
  };
  return {
    land,
    judge(next) {
      const points = pointsBy(next);
      const probability = points.map((value) => probabilityOf(value, next.calibration));
      return { points, probability, group, ...land(next) };
    },
  };
}

function landingsOf({ results, channel, fallback }: SampleRow, policy: ResolvedPolicy): readonly Landing[] {
  const { coverage } = weigh(results, policy);
  return policy.tiers.map(({ maxPoints = Number.POSITIVE_INFINITY }) => {
    const attempt = { points: maxPoints, coverage, channel, degraded: fallback };
    const { tier, decision } = climb(results, attempt, policy);
    return {
      tier: policy.tiers.findIndex(({ id }) => id === tier),
      decision: decisions.indexOf(decision),
    };
  });
}

/** The place of the most generous rung that bears the points. */
export function firstRung(points: number, { tiers }: Pick<ResolvedPolicy, "tiers">): number {
  return tiers.findIndex(({ maxPoints }) => maxPoints === undefined || points <= maxPoints);
}
