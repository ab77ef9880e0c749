import type { Decision } from "trialgate";
import { type Costs, lossOf } from "../measure/costs.js";
import type { Judged } from "../replay.js";
import { type Change, changesOf } from "./causes.js";
import { type Counts, countOf, countsOf } from "./counts.js";
import { grouped, kindness, type Pair } from "./pairs.js";

/** Signups that go from one tier to another, or stay. */
export interface Flow extends Counts {
  readonly from: string;
  readonly to: string;
}

/** Where one of the policies puts a signup. */
export interface Place {
  readonly tier: string;
  readonly decision: Decision;
  readonly points: number;
}

/** One signup that moved. */
export interface Mover {
  readonly id: string;
  readonly group?: string;
  readonly from: Place;
  readonly to: Place;
  /** What costs less or more with it from now on, in US dollars; above 0 is worse. */
  readonly loss: number;
  /** What the policies write differently about it, the weightiest first. */
  readonly because: readonly Change[];
}

/** How one kind of people, or of attack, fares. */
export interface GroupMoves {
  readonly group: string;
  readonly label: "abuse" | "legitimate";
  /** All its signups. */
  readonly signups: number;
  /** Those to whom the next policy is kinder: more credit, or as much under a milder decision. */
  readonly kinder: number;
  /** Those to whom it is stricter. */
  readonly stricter: number;
}

/** How many go where, staying included; the largest flow first. */
export function flowsOf(pairs: readonly Pair[]): readonly Flow[] {
  return grouped(pairs, ({ current, next }) => JSON.stringify([current.tier, next.tier]))
    .map((same) => {
      const [{ current, next }] = same;
      const flow = { from: current.tier, to: next.tier, ...countsOf(same) };
      return { flow, size: countOf(same), path: `${flow.from} ${flow.to}` };
    })
    .sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1))
    .map(({ flow }) => flow);
}

/** The first `most` of those whose move costs or saves most, then of those whose points moved most. */
export function moversOf(moved: readonly Pair[], costs: Costs, most: number): readonly Mover[] {
  const lossBy = (judged: Judged): number => {
    const { label, decision, grant } = judged;
    return label === undefined ? 0 : lossOf({ label, decision, credits: grant.credits }, costs);
  };
  return moved
    .map((pair) => ({ pair, loss: lossBy(pair.next) - lossBy(pair.current) }))
    .sort(
      (a, b) =>
        Math.abs(b.loss) - Math.abs(a.loss) ||
        Math.abs(pointsMoved(b.pair)) - Math.abs(pointsMoved(a.pair)) ||
        (a.pair.current.id < b.pair.current.id ? -1 : 1),
    )
    .slice(0, most)
    .map(({ pair, loss }) => ({
      id: pair.current.id,
      ...(pair.current.group !== undefined && { group: pair.current.group }),
      from: placeOf(pair.current),
      to: placeOf(pair.next),
      loss,
      because: changesOf(pair),
    }));
}

/** The groups that a history names, those with the largest share of stricter moves first. */
export function groupMovesOf(pairs: readonly Pair[]): readonly GroupMoves[] {
  return grouped(pairs, ({ current: { group, label } }) => JSON.stringify([label, group]))
    .flatMap((same): readonly GroupMoves[] => {
      const { group, label } = same[0].current;
      if (group === undefined || label === undefined) return [];
      const signups = countOf(same);
      if (signups === 0) return [];
      const kinder = countOf(same.filter((pair) => kindness(pair) > 0));
      const stricter = countOf(same.filter((pair) => kindness(pair) < 0));
      return [{ group, label, signups, kinder, stricter }];
    })
    .sort((a, b) => b.stricter / b.signups - a.stricter / a.signups || (a.group < b.group ? -1 : 1));
}

const pointsMoved = ({ current, next }: Pair): number => next.points - current.points;

const placeOf = ({ tier, decision, points }: Judged): Place => ({
  tier,
  decision,
  points,
});
