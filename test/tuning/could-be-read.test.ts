import { standardPolicy } from "trialgate";
import {
  calibrate,
  comparePolicies,
  type HistoryRecord,
  measure,
  renderReport,
  replay,
  tunePolicy,
} from "trialgate/tuning";
import { describe, expect, it } from "vitest";

// What a parsed file may hold where nobody checked it.
const unchecked: readonly unknown[] = [
  null,
  "a line",
  {},
  { assessment: null },
  { assessment: { degraded: [] } },
];

describe.each(
  Object.entries({
    replay: (history: readonly HistoryRecord[]) => [...replay(history, standardPolicy)],
    measure: (history: readonly HistoryRecord[]) => measure(history, standardPolicy),
    comparePolicies: (history: readonly HistoryRecord[]) =>
      comparePolicies(history, standardPolicy, standardPolicy),
    calibrate: (history: readonly HistoryRecord[]) => calibrate(history, standardPolicy),
    tunePolicy: (history: readonly HistoryRecord[]) => tunePolicy(history, standardPolicy),
    renderReport: (history: readonly HistoryRecord[]) => renderReport(history, { policy: standardPolicy }),
  }),
)("%s", (_, use) => {
  it.each(unchecked)("says that %j is no record", (record) => {
    expect(() => use([record as HistoryRecord])).toThrow(/^history.*: must /);
  });
});
