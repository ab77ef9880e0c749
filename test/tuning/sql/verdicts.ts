import type { Assessment, DataPolicy } from "trialgate";
import { replay } from "trialgate/tuning";
import type { Stored } from "./assessments.js";

/** A verdict as the query answers it. */
export interface Verdict {
  readonly id: string;
  readonly points: number;
  readonly coverage: number;
  readonly tier: string;
  readonly decision: string;
  readonly probability: number;
}

/** What `replay` says of assessments, by id. */
export function replayed(stored: Iterable<Stored>, policy: DataPolicy): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const { id, points, coverage, tier, decision, probability } of replay(records(stored), policy)) {
    verdicts.set(id, { id, points, coverage, tier, decision, probability });
  }
  return verdicts;
}

function* records(stored: Iterable<Stored>): Generator<{ readonly assessment: Assessment<string> }> {
  // A replay reads no more of an assessment than these fields and what it passes on.
  for (const assessment of stored) yield { assessment: assessment as Assessment<string> };
}

/** The rows that differ from what `replay` says, and the ids that only one side knows; the first few of them. */
export function differences(
  rows: readonly Readonly<Record<string, unknown>>[],
  expected: ReadonlyMap<string, Verdict>,
): readonly unknown[] {
  const answered = new Set(rows.map(({ id }) => String(id)));
  const wrong = rows.flatMap((row) => {
    const verdict = expected.get(String(row.id));
    const isSame =
      verdict !== undefined &&
      Object.entries(verdict).every(([column, value]) => Object.is(row[column], value)) &&
      Object.keys(row).length === Object.keys(verdict).length;
    return isSame ? [] : [{ row, verdict }];
  });
  const lost = [...expected.keys()].filter((id) => !answered.has(id)).map((id) => ({ lost: id }));
  const twice = rows.length === answered.size ? [] : [{ twice: rows.length - answered.size }];
  return [...wrong, ...lost, ...twice].slice(0, 5);
}
