import type { DataPolicy } from "trialgate";
import type { HistoryRecord } from "../history.js";
import { type Judged, judgeRecord } from "../replay.js";
import { decisions, groupNames, type Judgements, labels } from "./judgements.js";
import type { SampleRow } from "./sample.js";

/** How one policy judged a history. */
export interface JudgedBy {
  /** One for each signup; without reasons, which would be most of it. */
  readonly judged: readonly Judged[];
  readonly rows: Judgements;
}

/** All that the report needs of a history, gathered in one pass. */
export interface Survey extends JudgedBy {
  /** The last revision of each id, without those of weight 0. */
  readonly signups: readonly SampleRow[];
  /** The same under the challenger; none without one. */
  readonly rival?: JudgedBy | undefined;
}

interface Kept {
  readonly judged: Judged;
  readonly rival: Judged | undefined;
  readonly row: SampleRow;
}

/** Reads a history: the last revision of each id counts, and a label that only an earlier one carries holds for it. */
export function survey(
  history: Iterable<HistoryRecord>,
  policy: DataPolicy,
  challenger: DataPolicy | undefined,
): Survey {
  const kept = new Map<string, Kept>();
  for (const record of history) {
    const judged = judgeRecord(record, policy);
    if (judged === undefined) continue;
    const rival = challenger && judgeRecord(record, challenger);
    const { results, channel, fallback } = record.assessment;
    const { label, group, weight } = judged;
    const place = labels.indexOf(label ?? "unlabelled");
    kept.set(
      judged.id,
      latest(kept.get(judged.id), {
        judged: { ...judged, reasons: [] },
        rival: rival && { ...rival, reasons: [] },
        row: { results, label: place, group, channel, fallback: fallback === true, weight },
      }),
    );
  }
  // One that stands for nobody, as whom `holdoutWeights` leaves out, is in no figure of `measure` either.
  const all = [...kept.values()].filter(({ row }) => row.weight > 0);
  const signups = all.map(({ row }) => row);
  const by = (judged: readonly Judged[], { resolved }: DataPolicy): JudgedBy => ({
    judged,
    rows: columnsOf(judged, signups, resolved.tiers),
  });
  return {
    ...by(
      all.map(({ judged }) => judged),
      policy,
    ),
    signups,
    rival:
      challenger &&
      by(
        all.flatMap(({ rival }) => rival ?? []),
        challenger,
      ),
  };
}

function latest(before: Kept | undefined, one: Kept): Kept {
  if (before === undefined) return one;
  const [earlier, later] = before.judged.revision > one.judged.revision ? [one, before] : [before, one];
  const { label } = earlier.judged;
  if (later.judged.label !== undefined || label === undefined) return later;
  return {
    judged: { ...later.judged, label },
    rival: later.rival && { ...later.rival, label },
    row: { ...later.row, label: earlier.row.label },
  };
}

function columnsOf(
  judged: readonly Judged[],
  signups: readonly SampleRow[],
  tiers: readonly { readonly id: string }[],
): Judgements {
  const ladder = tiers.map(({ id }) => id);
  const groups = groupNames(signups);
  const column = (value: (one: Judged) => number): Float64Array => Float64Array.from(judged, value);
  return {
    points: column(({ points }) => points),
    probability: column(({ probability }) => probability),
    tier: column(({ tier }) => ladder.indexOf(tier)),
    decision: column(({ decision }) => decisions.indexOf(decision)),
    label: Float64Array.from(signups, ({ label }) => label),
    group: column(({ group }) => (group === undefined ? -1 : groups.indexOf(group))),
    weight: column(({ weight }) => weight),
  };
}
