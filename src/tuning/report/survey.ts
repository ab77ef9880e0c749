import type { DataPolicy } from "trialgate";
import { decisions } from "trialgate/core";
import type { HistoryRecord } from "../history.js";
import { lastRevisions } from "../last-revisions.js";
import { type Judged, judgedOne } from "../replay.js";
import { groupNames, type Judgements, labels } from "./judgements.js";
import type { SampleRow } from "./sample.js";

/** How one policy judged a history. */
export interface JudgedBy {
  /** One for each signup; without reasons, which would be most of it. */
  readonly judged: readonly Judged[];
  readonly rows: Judgements;
}

/** All that the report needs of a history. */
export interface Survey extends JudgedBy {
  /** See `lastRevisions`. */
  readonly signups: readonly SampleRow[];
  /** The same under the challenger; none without one. */
  readonly rival?: JudgedBy | undefined;
}

/** Reads a history. */
export function survey(
  history: Iterable<HistoryRecord>,
  policy: DataPolicy,
  challenger: DataPolicy | undefined,
): Survey {
  const all = lastRevisions(history).flatMap((record) => {
    const judged = judgedOne(record, policy);
    if (judged === undefined) return [];
    const rival = challenger && judgedOne(record, challenger);
    const { results, channel, fallback } = record.assessment;
    const { label, group, weight } = judged;
    const place = labels.indexOf(label ?? "unlabelled");
    return [
      {
        judged: { ...judged, reasons: [] },
        rival: rival && { ...rival, reasons: [] },
        row: { results, label: place, group, channel, fallback: fallback === true, weight },
      },
    ];
  });
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
