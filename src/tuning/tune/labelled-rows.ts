import { isTrialgateError, type Problem, TrialgateError } from "trialgate";
import type { HistoryRecord, Label } from "../history.js";
import { readRecord } from "../read-record.js";

/** A record whose truth is known, as a fit looks at it. */
export type LabelledRow = HistoryRecord & { readonly label: Label; readonly weight: number };

// Enough to see what is wrong with a history; the rest is mostly the same.
const mostProblems = 10;

/**
 * The labelled signups of a history, oldest first whatever its order: of each id the last revision. A label is about the
 * signup, so one that only an earlier revision carries holds for the last one too. Signups that could not be read and
 * records of weight 0 are left out.
 * @param knownBy Epoch ms: a label that was known only later does not count.
 * @throws TrialgateError `invalid_input`, with the places of up to ten things that are wrong with its records.
 */
export function labelledRows(
  history: Iterable<HistoryRecord>,
  knownBy: number = Number.POSITIVE_INFINITY,
): readonly LabelledRow[] {
  const latest = new Map<string, HistoryRecord>();
  const problems: Problem[] = [];
  let place = 0;
  for (const given of history) {
    const wrong = problemsOf(given, place);
    problems.push(...wrong);
    place += 1;
    if (problems.length >= mostProblems) break;
    if (wrong.length > 0 || given.assessment.degraded.includes("input")) continue;
    const { label: told, ...rest } = given;
    const isKnown = told !== undefined && (given.labelledAt === undefined || given.labelledAt <= knownBy);
    const record: HistoryRecord = isKnown ? given : rest;
    const { id } = record.assessment;
    const other = latest.get(id);
    latest.set(id, other === undefined ? record : later(other, record));
  }
  if (problems.length > 0) throw new TrialgateError("invalid_input", problems.slice(0, mostProblems));

  const rows = [...latest.values()].flatMap(({ label, weight = 1, ...rest }) =>
    label !== undefined && weight > 0 ? [{ ...rest, label, weight }] : [],
  );
  return rows.sort(
    (a, b) => a.assessment.at - b.assessment.at || (a.assessment.id < b.assessment.id ? -1 : 1),
  );
}

function later(a: HistoryRecord, b: HistoryRecord): HistoryRecord {
  const [earlier, last] = a.assessment.revision > b.assessment.revision ? [b, a] : [a, b];
  return last.label === undefined && earlier.label !== undefined ? { ...last, label: earlier.label } : last;
}

/** Histories come from files and warehouses, whatever their type says. */
function problemsOf(record: HistoryRecord, place: number): readonly Problem[] {
  try {
    readRecord(record);
    return [];
  } catch (error) {
    if (!isTrialgateError(error)) throw error;
    return error.problems.map(({ path, message }) => ({
      path: path === "" ? `history.${place}` : `history.${place}.${path}`,
      message,
    }));
  }
}
