import { isTrialgateError, type Problem, TrialgateError } from "trialgate";
import type { HistoryRecord } from "../history.js";
import { readRecord } from "../read-record.js";

// Enough to see what is wrong with a history; the rest is mostly the same.
const mostProblems = 10;

/**
 * The records of a history, each checked.
 * @throws TrialgateError `invalid_input`, with the places of up to ten things that are wrong with them.
 */
export function checkedRecords(history: Iterable<HistoryRecord>): readonly HistoryRecord[] {
  const records: HistoryRecord[] = [];
  const problems: Problem[] = [];
  for (const record of history) {
    problems.push(...problemsOf(record, records.length));
    records.push(record);
    if (problems.length >= mostProblems) break;
  }
  if (problems.length > 0) throw new TrialgateError("invalid_input", problems.slice(0, mostProblems));
  return records;
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
