/** What is known of a signup, in the order in which `label` counts. */
export const labels = ["legitimate", "abuse", "unlabelled"] as const;

/** The places of `labels` by name. */
export const [person, abuse, unlabelled] = [0, 1, 2] as const;

/** Judged signups, a column for each thing that the report looks at: a history of a million stays small. */
export interface Judgements {
  readonly points: ArrayLike<number>;
  readonly probability: ArrayLike<number>;
  /** Places on the ladder, 0 the most generous. */
  readonly tier: ArrayLike<number>;
  /** Places in `decisions` of `trialgate/core`. */
  readonly decision: ArrayLike<number>;
  /** Places in `labels`. */
  readonly label: ArrayLike<number>;
  /** Places in `groupNames`; −1 where nobody knows. */
  readonly group: ArrayLike<number>;
  /** How many signups a row stands for. */
  readonly weight: ArrayLike<number>;
}

/** How many signups have a label, by weight. */
export function sizeOf({ label, weight }: Pick<Judgements, "label" | "weight">, wanted: number): number {
  let size = 0;
  for (let row = 0; row < label.length; row++) if (label[row] === wanted) size += weight[row] ?? 0;
  return size;
}

/** The names of the groups that signups are of, in the order in which `group` counts. */
export function groupNames(signups: Iterable<{ readonly group?: string | undefined }>): readonly string[] {
  const names = new Set<string>();
  for (const { group } of signups) if (group !== undefined) names.add(group);
  return [...names];
}
