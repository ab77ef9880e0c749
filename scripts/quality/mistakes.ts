import type { Judged } from "trialgate/tuning";

/** Signups of one kind that a score gets wrong, and what it holds against them. */
export interface Mistake {
  readonly group: string;
  readonly count: number;
  /** Mean points. */
  readonly points: number;
  /** The codes that add most, with their mean points over these signups; most first. */
  readonly against: readonly (readonly [code: string, points: number])[];
}

/** Where a score goes wrong at the threshold that flags 1 % of people; the most frequent first. */
export interface Mistakes {
  readonly flaggedPeople: readonly Mistake[];
  readonly missedAbuse: readonly Mistake[];
}

/** Finds them. */
export function mistakesOf(judged: readonly Judged[]): Mistakes {
  const people = judged.filter(({ label }) => label === "legitimate").map(({ points }) => points);
  // The first person too many; whoever ties with them is not flagged.
  const tooMany = people.sort((a, b) => b - a)[Math.floor(people.length / 100)] ?? Number.POSITIVE_INFINITY;
  return {
    flaggedPeople: byGroup(judged.filter(({ label, points }) => label === "legitimate" && points > tooMany)),
    missedAbuse: byGroup(judged.filter(({ label, points }) => label === "abuse" && points <= tooMany)),
  };
}

function byGroup(wrong: readonly Judged[]): readonly Mistake[] {
  const groups = new Map<string, Judged[]>();
  for (const one of wrong) {
    const group = groups.get(one.group ?? "") ?? [];
    group.push(one);
    groups.set(one.group ?? "", group);
  }
  return [...groups]
    .map(([group, members]) => ({ group, count: members.length, ...accountOf(members) }))
    .sort((a, b) => b.count - a.count);
}

function accountOf(members: readonly Judged[]): Pick<Mistake, "points" | "against"> {
  const sums = new Map<string, number>();
  for (const { reasons } of members) {
    for (const { code, points } of reasons) sums.set(code, (sums.get(code) ?? 0) + points / members.length);
  }
  return {
    points: members.reduce((sum, { points }) => sum + points, 0) / members.length,
    against: [...sums]
      .filter(([code, points]) => points >= 1 && code !== "policy.base")
      .sort(([, a], [, b]) => b - a)
      .slice(0, 4),
  };
}
