import type { HistoryRecord } from "./history.js";

/**
 * Weighs a history so that its labels stand for everybody again. Whoever a verdict held back got nothing to misuse and
 * nothing to prove, so a label of theirs is missing or a guess; only those whom chance put in the holdout show what
 * the held back are like. So of the tiers that the holdout lifted anybody from, a record counts only if it is in the
 * holdout, and then for as many as it was drawn from (Horvitz and Thompson, 1952): its weight divided by the share.
 * All other records weigh what they weighed; without a holdout in it, so does all of the history.
 */
export function holdoutWeights<One extends HistoryRecord>(history: Iterable<One>): readonly One[] {
  const records = [...history];
  const heldBack = new Set(records.filter(wasLifted).map(({ assessment }) => assessment.verdict.tier));
  return records.map((record) => {
    const { assessment, weight = 1 } = record;
    if (!heldBack.has(assessment.verdict.tier)) return record;
    // Chance alone put them there, so this holds also for those whom a rule kept where they were.
    const { share } = assessment.holdout ?? {};
    return { ...record, weight: share === undefined ? 0 : weight / share };
  });
}

function wasLifted({ assessment }: HistoryRecord): boolean {
  return assessment.holdout !== undefined && assessment.reasons.some(({ code }) => code === "policy.holdout");
}
