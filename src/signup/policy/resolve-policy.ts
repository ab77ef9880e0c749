import type { Ladder } from "../../core/ladder.js";
import {
  type Calibration,
  pointsOf,
  type Scorecard,
  shiftedCalibration,
  type WeighedReason,
} from "../../core/scorecard.js";
import type { SignupSignal } from "../signal.js";
import type { CalibrationData, PolicyData, TierData } from "./policy-data.js";
import { standardPolicyData } from "./standard-policy-data.js";

/**
 * A policy with every default filled in: plain data that needs neither the signals nor a later version of this
 * library to judge. Keep it beside the assessments it made.
 */
export interface ResolvedPolicy<Tier extends string = string> extends Scorecard, Omit<Ladder, "tiers"> {
  readonly id: string;
  /** Most generous first. */
  readonly tiers: readonly TierData<Tier>[];
  /** Reasons that are younger than the policy's catalogue: they weigh 0 until it is moved on. */
  readonly unadopted: readonly string[];
}

/** Fills in what the data leaves out. Checks nothing. */
export function resolvePolicy<Tier extends string>(
  data: PolicyData<Tier>,
  signals: readonly SignupSignal[],
): ResolvedPolicy<Tier> {
  const { weights = {}, catalogue } = data;
  const reasons: Record<string, WeighedReason> = {};
  const unadopted: string[] = [];
  for (const { id, group, reasons: specs } of signals) {
    for (const [name, { points, text, since }] of Object.entries(specs)) {
      const code = `${id}.${name}`;
      const weight = Object.hasOwn(weights, code) ? weights[code] : undefined;
      const isNew =
        weight === undefined && catalogue !== undefined && since !== undefined && since > catalogue;
      if (isNew) unadopted.push(code);
      reasons[code] = { group, points: weight ?? (isNew ? 0 : points), text };
    }
  }
  const prior = data.prior ?? standardPolicyData.prior;
  return {
    id: data.id,
    prior,
    offset: data.offset ?? standardPolicyData.offset,
    corroboration: data.corroboration ?? standardPolicyData.corroboration,
    goodFloor: data.goodFloor ?? standardPolicyData.goodFloor,
    ...(data.calibration && { calibration: calibrationAt(prior, data.calibration) }),
    caps: { ...standardPolicyData.caps, ...data.caps },
    reasons,
    signals: Object.fromEntries(signals.map(({ id, group, optional }) => [id, { group, optional }])),
    facts: { ...standardFacts(reasons), ...data.facts },
    channels: data.channels ?? {},
    tiers: data.tiers,
    rules: data.rules ?? [],
    whenDegraded: data.whenDegraded,
    unadopted,
  };
}

/** The curve as it is where `prior` signups are abusive. */
function calibrationAt(prior: number, found: CalibrationData): Calibration {
  return prior === found.prior
    ? found.knots
    : shiftedCalibration(found.knots, pointsOf(prior) - pointsOf(found.prior));
}

/** The standard facts, as far as the signals at hand can state them. */
function standardFacts(
  reasons: Readonly<Record<string, unknown>>,
): Readonly<Record<string, readonly string[]>> {
  const entries = Object.entries<readonly string[]>(standardPolicyData.facts);
  return Object.fromEntries(
    entries.map(([fact, codes]) => [fact, codes.filter((code) => Object.hasOwn(reasons, code))]),
  );
}
