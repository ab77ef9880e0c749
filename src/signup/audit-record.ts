import { TrialgateError } from "../core/errors.js";
import type { Verdict } from "../core/policy.js";
import type { CreditTier } from "../tiers/grant.js";
import type { Assessment } from "./assessment.js";
import { judgeAgain } from "./judge-again.js";
import { openPolicy, type SignupOutcome, type SignupPolicy } from "./policy/open-policy.js";
import type { ResolvedPolicy } from "./policy/resolve-policy.js";

/** A decision with all that it takes to make it again: plain JSON, without raw personal data. */
export interface AuditRecord<Tier extends string = CreditTier> {
  /** The form of the record. */
  readonly version: 1;
  readonly assessment: Assessment<Tier>;
  /** The policy that judged, with every default filled in. */
  readonly policy: ResolvedPolicy<Tier>;
}

/**
 * Puts a decision on record. What was seen stands in the assessment, the rules in the policy: together they give the
 * verdict again, without the store, the lists, the signals or a later version of this library.
 * @param policy The one that judged: under a rollout, the one of the two that `assessment.policy` names.
 * @throws TrialgateError `invalid_config` for a policy in code, which no record can hold, and for another than the one
 * that judged.
 */
export function toAuditRecord<Tier extends string>(
  assessment: Assessment<Tier>,
  policy: SignupPolicy<Tier>,
): AuditRecord<Tier> {
  if (policy.resolved === undefined) {
    throw refused("invalid_config", "policy", "is code; only a policy of data can be put on record");
  }
  if (policy.version !== assessment.policy.version) {
    throw refused("invalid_config", "policy", "is not the one that judged: its version differs");
  }
  return { version: 1, assessment, policy: policy.resolved };
}

/**
 * Makes the decision of a record again: the same `points`, `reasons`, `coverage` and `outcome` as `assessment.verdict`
 * had. A holdout and a grant budget come after the verdict: where one moved the tier, the reasons `policy.holdout` and
 * `budget.*` of the assessment say so, and this answers what the policy said.
 * @param record As `toAuditRecord` made it, perhaps read from JSON since.
 * @throws TrialgateError `invalid_input` for what is no such record, one whose policy was changed since, and a signup
 * that could not be read, which nobody judged.
 */
export function reproduce<Tier extends string>(record: AuditRecord<Tier>): Verdict<SignupOutcome<Tier>> {
  if (record?.version !== 1)
    throw refused("invalid_input", "version", "must be 1: not a record of this library");
  const { degraded, policy: judged } = record.assessment;
  if (degraded.includes("input")) {
    throw refused(
      "invalid_input",
      "assessment",
      "is of a signup that could not be read: no policy judged it",
    );
  }
  const policy = openPolicy(record.policy);
  if (policy.version !== judged.version) {
    throw refused("invalid_input", "policy", "is not the one that judged: it was changed since");
  }
  return judgeAgain(record.assessment, policy);
}

function refused(code: "invalid_input" | "invalid_config", path: string, message: string): TrialgateError {
  return new TrialgateError(code, [{ path, message }]);
}
