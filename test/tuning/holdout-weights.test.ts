import { type Assessment, definePolicy, standardPolicy } from "trialgate";
import { createRandom } from "trialgate/simulate";
import type { HistoryRecord } from "trialgate/tuning";
import { holdoutWeights, tunePolicy } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { historyOf, kinds, pinnedData, recordOf } from "./tune-worlds.js";

const starter = standardPolicy.grants.starter;
const lifted = { code: "policy.holdout", points: 0, text: "In the holdout", signal: "policy" };
const heldBack = new Set(["trickle", "none"]);

/** As the scorer writes it for somebody in a holdout of this share that lifts to `starter`. */
function inHoldout(record: HistoryRecord, share: number): HistoryRecord {
  const { assessment } = record;
  if (!heldBack.has(assessment.verdict.tier))
    return { ...record, assessment: { ...assessment, holdout: { share } } };
  const changed: Assessment<string> = {
    ...assessment,
    holdout: { share },
    tier: "starter",
    grant: starter,
    reasons: [...assessment.reasons, lifted],
  };
  return { ...record, assessment: changed };
}

const low = recordOf("low", {}, { label: "legitimate" });
const high = recordOf("high", { "device-reuse.reused": 1 }, { label: "abuse" });

describe("holdoutWeights", () => {
  it("leaves a history without a holdout as it is", () => {
    expect(holdoutWeights([low, high])).toEqual([low, high]);
    // Nobody was lifted: the holdout held nobody who was held back.
    const generous = inHoldout(low, 0.1);
    expect(holdoutWeights([generous, high])).toEqual([generous, high]);
  });

  it("lets those whom chance let through stand for those who were held back", () => {
    expect(heldBack.has(high.assessment.verdict.tier)).toBe(true);
    const weighed = holdoutWeights([low, high, inHoldout(low, 0.1), inHoldout(high, 0.1)]);
    expect(weighed.map(({ weight }) => weight)).toEqual([undefined, 0, undefined, 10]);
    const own = holdoutWeights([
      { ...high, weight: 3 },
      { ...inHoldout(high, 0.05), weight: 3 },
    ]);
    expect(own.map(({ weight }) => weight)).toEqual([0, 60]);
  });

  it("adds up to everybody who was there", () => {
    const random = createRandom("chance");
    const all = historyOf(kinds, 4_000, "all");
    const held = all.map((record) => (random.chance(0.2) ? inHoldout(record, 0.2) : record));
    const sum = (records: readonly HistoryRecord[], label: string): number =>
      records.reduce((total, record) => total + (record.label === label ? (record.weight ?? 1) : 0), 0);
    for (const label of ["abuse", "legitimate"]) {
      expect(Math.abs(sum(holdoutWeights(held), label) / sum(all, label) - 1)).toBeLessThan(0.15);
    }
  });

  it("keeps guesses out of tuning also while nobody whom chance let through has a label", () => {
    const all = historyOf(kinds, 600, "young");
    const young = all.map((record, place): HistoryRecord => {
      const { label: _, ...unlabelled } = record;
      return place % 5 === 0 ? inHoldout(unlabelled, 0.2) : record;
    });
    const free = young.filter(
      ({ label, assessment }) => label !== undefined && !heldBack.has(assessment.verdict.tier),
    );
    const { abuse, people } = tunePolicy(young, definePolicy(pinnedData)).report.labels;
    expect(abuse + people).toBe(free.length);
    expect(free.length).toBeLessThan(480);
  });

  it("lets tuning see what the policy hides from itself", () => {
    // The policy takes datacentres for abuse on sight, though most people here come from one.
    const prejudice = definePolicy({
      ...pinnedData,
      weights: { ...pinnedData.weights, "ip-reputation.hosting": 35, "form-behaviour.too-fast": 20 },
    });
    const random = createRandom("prejudice");
    const truth = Array.from({ length: 4_000 }, (_, place): HistoryRecord => {
      const isAbuse = random.chance(0.2);
      const seen = {
        ...(random.chance(isAbuse ? 0.5 : 0.45) && { "ip-reputation.hosting": 1 }),
        ...(random.chance(isAbuse ? 0.6 : 0.05) && { "form-behaviour.too-fast": 1 }),
      };
      const judged = recordOf(`${place}`, seen, { at: place, label: isAbuse ? "abuse" : "legitimate" });
      const { outcome } = prejudice.decide(judged.assessment.results);
      const verdict = { tier: outcome.tier, decision: "allow" as const, grant: outcome.grant };
      return { ...judged, assessment: { ...judged.assessment, ...verdict, verdict } };
    });
    const isHeld = ({ assessment }: HistoryRecord): boolean => heldBack.has(assessment.verdict.tier);
    // Whoever was held back gets a label only if somebody complains of abuse: they are all taken for abuse.
    const biased = truth.map(
      (record): HistoryRecord => (isHeld(record) ? { ...record, label: "abuse" } : record),
    );
    const withHoldout = truth.map(
      (record, place): HistoryRecord =>
        random.chance(0.1) ? inHoldout(record, 0.1) : (biased[place] ?? record),
    );
    const hosting = (history: readonly HistoryRecord[]): number =>
      tunePolicy(history, prejudice, { thresholds: "keep", resamples: 20 }).policy.weights?.[
        "ip-reputation.hosting"
      ] ?? Number.NaN;
    const [asTold, asTried, asIs] = [hosting(biased), hosting(withHoldout), hosting(truth)];
    expect(asIs).toBeLessThan(10);
    expect(asTold).toBeGreaterThanOrEqual(30);
    expect(asTried).toBeLessThan(15);
  });
});
