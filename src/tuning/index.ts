// A history, and a policy on it

export type { HistoryRecord, Label } from "./history.js";
export { type HistoryWarningOptions, historyWarnings } from "./history-warnings.js";
export { type VersionWatch, watchVersions } from "./mixed-versions.js";
export { readRecord } from "./read-record.js";
export { type Judged, judgeRecord, type ReplayOptions, replay } from "./replay.js";

// To measure

export { type CostOptions, type Costs, standardCosts } from "./measure/costs.js";
export type { MeasureOptions } from "./measure/options.js";
export type {
  AttackQuality,
  BlockQuality,
  Estimate,
  GroupQuality,
  Headline,
  Quality,
  TierShare,
} from "./measure/quality.js";
export type { TierGrants } from "./measure/tier-order.js";
export { measure, measureJudged } from "./measure.js";

// To compare

export type { Cause, Change } from "./compare/causes.js";
export type { Counts } from "./compare/counts.js";
export type { Compared, HeadlineDifferences } from "./compare/headline-differences.js";
export type { Flow, GroupMoves, Mover, Place } from "./compare/moves.js";
export {
  type CompareOptions,
  type Comparison,
  comparePolicies,
  type GrantingPolicy,
} from "./compare-policies.js";
export { type DriftBin, drift, type SignalDrift } from "./drift.js";
export { type PolicyChange, policyDiff } from "./policy-diff.js";

// To tune

export { type Calibrated, type CalibrateOptions, type CalibrationMethod, calibrate } from "./calibrate.js";
export { holdoutWeights } from "./holdout-weights.js";
export type { TuneOptions } from "./tune/tune-plan.js";
export { type FoldReport, type TunedPolicy, type TuningReport, tunePolicy } from "./tune-policy.js";

// To take along

export { policyToSql, type SqlOptions } from "./policy-to-sql.js";
export { type ReportOptions, renderReport } from "./render-report.js";
