import type { Reason } from "trialgate";
import { type Counts, countOf, countsOf } from "./counts.js";
import type { Pair } from "./pairs.js";

/** A line of the account of a score that two policies write differently. */
export interface Change {
  /** A reason's code, `policy.*` for what a policy itself adds, or `policy.tiers` where points and reasons are the same and only the tiers have other limits. */
  readonly code: string;
  readonly text: string;
  /** Points under the next policy less those under the current one; 0 for a rule or a remark that only one of them makes. */
  readonly points: number;
}

/** A change, and who it moved. */
export interface Cause extends Change, Counts {}

// What decides without points, a rule or a lacking proof, ranks like points that double the odds.
const pointsOfRemark = 10;
const rankOf = ({ points }: Change): number => (points === 0 ? pointsOfRemark : Math.abs(points));

/** What the two policies write differently about one signup, the weightiest first; never empty for one that moved. */
export function changesOf({ current, next }: Pair): readonly Change[] {
  const before = linesOf(current.reasons);
  const after = linesOf(next.reasons);
  const changes: Change[] = [];
  for (const code of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(code), after.get(code)];
    const points = Math.round(((is?.points ?? 0) - (was?.points ?? 0)) * 100) / 100;
    // A remark of 0 points that came or went is a change; evidence that weighs nothing for either is not, nor that the top
    // tier asks for more, which is true of nearly everybody below it.
    const isRemark =
      code.startsWith("policy.") && code !== "policy.needs" && (was === undefined) !== (is === undefined);
    if (points !== 0 || isRemark) changes.push({ code, text: (is ?? was)?.text ?? "", points });
  }
  if (changes.length === 0) {
    return [
      {
        code: "policy.tiers",
        text: "The same evidence and points, under other limits of the tiers",
        points: 0,
      },
    ];
  }
  return changes.sort((a, b) => rankOf(b) - rankOf(a) || (a.code < b.code ? -1 : 1));
}

/** The changes among those who moved, with their mean points: what moves most signups by most points first. */
export function causesOf(moved: readonly Pair[]): readonly Cause[] {
  const byCode = new Map<string, { readonly text: string; points: number; readonly pairs: Pair[] }>();
  for (const pair of moved) {
    for (const { code, text, points } of changesOf(pair)) {
      const cause = byCode.get(code) ?? { text, points: 0, pairs: [] };
      byCode.set(code, cause);
      cause.points += points * pair.current.weight;
      cause.pairs.push(pair);
    }
  }
  const causes = [...byCode].map(([code, { text, points, pairs }]) => {
    const signups = countOf(pairs);
    const mean = signups === 0 ? 0 : Math.round((points / signups) * 100) / 100;
    return {
      rank: signups * rankOf({ code, text, points: mean }),
      cause: { code, text, points: mean, ...countsOf(pairs) },
    };
  });
  return causes
    .sort((a, b) => b.rank - a.rank || (a.cause.code < b.cause.code ? -1 : 1))
    .map(({ cause }) => cause);
}

/** One line a code: a signal may give one reason twice. */
function linesOf(
  reasons: readonly Reason[],
): ReadonlyMap<string, { readonly text: string; readonly points: number }> {
  const lines = new Map<string, { readonly text: string; readonly points: number }>();
  for (const { code, text, points } of reasons) {
    lines.set(code, { text, points: points + (lines.get(code)?.points ?? 0) });
  }
  return lines;
}
