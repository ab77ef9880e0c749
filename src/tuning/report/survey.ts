import type { DataPolicy } from "trialgate";
import type { HistoryRecord } from "../history.js";
import { type Judged, judgeRecord } from "../replay.js";
import { decisions, type Judgements, labels } from "./judgements.js";
import { packRows, type Sample } from "./sample.js";

/** All that the report needs of a history, gathered in one pass. */
export interface Survey {
  /** The last judgement of each id, its reasons left out: they are counted in `reasons`. */
  readonly judged: readonly Judged[];
  readonly rows: Judgements;
  /** Names of the groups, by the places in `rows.group`. */
  readonly groups: readonly string[];
  /** The same under the challenger; none without one. */
  readonly rival?: { readonly judged: readonly Judged[]; readonly rows: Judgements } | undefined;
  /** All signups, packed. */
  readonly packed: Sample;
}

/** Reads a history: the last revision of each id counts, and a label that only an earlier one carries holds for it. */
export function survey(
  history: Iterable<HistoryRecord>,
  policy: DataPolicy,
  challenger: DataPolicy | undefined,
): Survey {
  const packer = packRows();
  const kept = new Map<string, { judged: Judged; rival: Judged | undefined; row: Sample["rows"][number] }>();
  for (const record of history) {
    const judged = judgeRecord(record, policy);
    if (judged === undefined) continue;
    const before = kept.get(judged.id)?.judged;
    if (before !== undefined && before.revision > judged.revision) continue;
    const label = judged.label ?? before?.label;
    const rival = challenger && judgeRecord(record, challenger);
    kept.set(judged.id, {
      judged: { ...judged, reasons: [], ...(label && { label }) },
      rival: rival && { ...rival, reasons: [], ...(label && { label }) },
      row: packer.pack({
        results: record.assessment.results,
        label: labels.indexOf(label ?? "unlabelled"),
        group: judged.group,
        channel: record.assessment.channel,
        fallback: record.assessment.fallback === true,
        weight: judged.weight,
      }),
    });
  }
  const all = [...kept.values()];
  const packed = packer.sample(all.map(({ row }) => row));
  const judged = all.map((one) => one.judged);
  const rivals = all.flatMap(({ rival }) => (rival === undefined ? [] : [rival]));
  return {
    judged,
    rows: columnsOf(judged, packed, policy),
    groups: packed.groups,
    rival: challenger && { judged: rivals, rows: columnsOf(rivals, packed, challenger) },
    packed,
  };
}

/** The columns of judged signups; labels, groups and weights are those of the packed rows beside them. */
function columnsOf(judged: readonly Judged[], { rows }: Sample, { resolved }: DataPolicy): Judgements {
  const tiers = resolved.tiers.map(({ id }) => id);
  const own = (value: (one: Judged) => number): Float64Array => Float64Array.from(judged, value);
  const column = (at: 1 | 2 | 5): Float64Array => Float64Array.from(rows, (row) => row[at]);
  return {
    points: own(({ points }) => points),
    probability: own(({ probability }) => probability),
    tier: own(({ tier }) => tiers.indexOf(tier)),
    decision: own(({ decision }) => decisions.indexOf(decision)),
    label: column(1),
    group: column(2),
    weight: column(5),
  };
}
