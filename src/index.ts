// The way in

export type { Holdout } from "./signup/holdout.js";
export type { DeviceKind, SignupInput, VerifiedFact } from "./signup/input.js";
export type { Rollout } from "./signup/rollout.js";
export { createScorer, type Scorer, scoreSignup } from "./signup/score-signup.js";
export type { ScorerEvent, ScorerOptions, Secret } from "./signup/scorer-options.js";
export { standardPolicy } from "./signup/standard-policy.js";
export { standardSignals } from "./signup/standard-signals.js";
export { type MemoryStoreOptions, memoryStore } from "./stores/memory.js";

// The way out

export { isTrialgateError, type Problem, TrialgateError, type TrialgateErrorCode } from "./core/errors.js";
export type { Calibration, Reason } from "./core/scorecard.js";
export type { FailureCause, Finding, SignalResult } from "./core/signal.js";
export type { Assessment, Challenge, PolicyName } from "./signup/assessment.js";
export type { CreditTier, Grant, Limits, Unlock } from "./tiers/grant.js";

// After the decision

export { type AuditRecord, reproduce, toAuditRecord } from "./signup/audit-record.js";
export { forget } from "./signup/forget.js";
export { type HoldOptions, type HoldResult, hold, type ReleaseResult, release } from "./signup/hold.js";
export { judgeAgain } from "./signup/judge-again.js";
export { reassess } from "./signup/reassess.js";
export { type Outcome, type RecordOutcomeOptions, recordOutcome } from "./signup/record-outcome.js";
export { type RelatedAccount, type RelatedOptions, related, type SharedAttribute } from "./signup/related.js";
export type { StoreAccess } from "./signup/store-access.js";
export type { BudgetEvent, GrantBudget, GrantPace, GrantSegment } from "./tiers/grant-budget.js";

// To write a signal

export { type Clock, days, hours, minutes } from "./core/clock.js";
export { aspectOf, type Counter, distinct, rate, reading, sum } from "./core/counter.js";
export type { Detail, Evidence, ReasonSpec, SignalContext } from "./core/signal.js";
export { defineSignal, type SignupSignal } from "./signup/signal.js";
export type { Signup, SignupEmail } from "./signup/signup.js";

// To write a policy

export type { Channel, Decision, Rule } from "./core/ladder.js";
export type { Circumstances, Policy, Verdict } from "./core/policy.js";
export { type DefinePolicyOptions, definePolicy } from "./signup/policy/define-policy.js";
export {
  type DataPolicy,
  openPolicy,
  type SignupOutcome,
  type SignupPolicy,
} from "./signup/policy/open-policy.js";
export type { CalibrationData, PolicyData, TierData } from "./signup/policy/policy-data.js";
export type { ResolvedPolicy } from "./signup/policy/resolve-policy.js";
export { standardPolicyData } from "./signup/policy/standard-policy-data.js";

export { type PolicySwitch, policySwitch } from "./signup/policy-switch.js";

// To write a store

export type { SealedCounter } from "./core/counter.js";
export type { Budget, Claim, Claimed, Ledger } from "./core/ledger.js";
export type {
  FormerCounter,
  FormerNames,
  Link,
  Observation,
  Observed,
  Once,
  RelatedQuestion,
  Relative,
  Store,
} from "./core/store.js";
