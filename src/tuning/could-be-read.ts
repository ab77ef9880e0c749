import { TrialgateError } from "trialgate";
import type { HistoryRecord } from "./history.js";

/**
 * Whether a policy judged the signup at all; where `degraded` names `input`, its identity could not be read.
 * @throws TrialgateError `invalid_input` for what is no record, as histories that were parsed and not checked have them.
 */
export function couldBeRead(record: HistoryRecord): boolean {
  const { degraded, results }: Readonly<Record<string, unknown>> = Object(Object(record).assessment);
  if (!Array.isArray(degraded) || !Array.isArray(results)) {
    const message = "must hold records, { assessment, label }; readRecord checks those of a file";
    throw new TrialgateError("invalid_input", [{ path: "history", message }]);
  }
  return !degraded.includes("input");
}
