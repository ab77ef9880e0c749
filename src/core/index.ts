export type { StoreFailure } from "./attempt.js";
export { type Breaker, createBreaker, type Trial } from "./breaker.js";
export { type Clock, days, hours, minutes, systemClock } from "./clock.js";
export {
  type Aspect,
  aspectKey,
  aspectOf,
  type Counter,
  type CounterKey,
  type Distinct,
  distinct,
  lifetimeMs,
  type Rate,
  rate,
  reading,
  type SealedCounter,
  type Sum,
  sum,
} from "./counter.js";
export { isTrialgateError, type Problem, TrialgateError, type TrialgateErrorCode } from "./errors.js";
export { stableJson } from "./fingerprint.js";
export {
  type Attempt,
  type Channel,
  climb,
  type Decision,
  decisions,
  type Held,
  type Ladder,
  type Rule,
  type Rung,
  type Standing,
} from "./ladder.js";
export type { Budget, Claim, Claimed, Ledger } from "./ledger.js";
export type { Memory, Recalled, TimeLimits } from "./memory.js";
export { runSignals, type SignalRun, type SignalsSeen } from "./pipeline.js";
export type { Circumstances, Policy, Verdict } from "./policy.js";
export { problemUnless, unknownOptions } from "./problems.js";
export {
  basePoints,
  type Calibration,
  loudPoints,
  pointsOf,
  probabilityOf,
  type Reason,
  type Scorecard,
  scoreOf,
  shiftedCalibration,
  uncappedWeight,
  type Weighed,
  type WeighedReason,
  weigh,
} from "./scorecard.js";
export type { Seal } from "./seal.js";
export {
  type Detail,
  type Evidence,
  type FailureCause,
  type Finding,
  type ReasonSpec,
  type Signal,
  type SignalContext,
  type SignalDefinition,
  type SignalResult,
  toSignal,
  type WithNeeds,
} from "./signal.js";
export {
  type FormerCounter,
  type FormerNames,
  type Link,
  type Observation,
  type Observed,
  type Once,
  type RelatedQuestion,
  type Relative,
  repeatMs,
  type Store,
} from "./store.js";
export { closest, suggestion } from "./suggest.js";
export { version } from "./version.js";
