import {
  type Assessment,
  type CreditTier,
  createScorer,
  definePolicy,
  memoryStore,
  type ScorerOptions,
  type SignupInput,
  type SignupPolicy,
  standardPolicy,
  standardPolicyData,
  standardSignals,
} from "trialgate";
import { fixedClock, signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { type AuditRecord, reproduce, toAuditRecord } from "../../src/signup/audit-record.js";
import { reassess } from "../../src/signup/reassess.js";
import { personAt } from "./outcomes.js";
import { deadStores, failing, start } from "./scoring.js";

const inputs: readonly SignupInput[] = [
  signupInput(),
  signupInput({ honeypot: "filled" }),
  signupInput({ email: "x@mailinator.com", formMs: 10, deviceId: undefined }),
  signupInput({ id: "paid", verified: ["card"], cardFunding: "credit", paymentFingerprint: "4242" }),
  { id: "bare" },
  ...Array.from({ length: 12 }, (_, place) =>
    personAt(place, { deviceId: "farm", ip: "81.2.69.142", channel: place % 2 ? "cli" : "web" }),
  ),
];
const { rejects = memoryStore() } = deadStores;
const cautious = definePolicy({ ...standardPolicyData, id: "cautious", prior: 0.4, whenDegraded: "none" });
const settings: Readonly<Record<string, Partial<ScorerOptions>>> = {
  "the standard policy": {},
  "a policy of one's own": { policy: cautious },
  "a signal that fails": {
    signals: standardSignals().map((signal) => (signal.id === "ip-reputation" ? failing(signal) : signal)),
  },
  "a store that is down": { store: rejects },
  "a fallback": { store: rejects, fallback: memoryStore() },
  "shadow mode": { mode: "shadow", shadowTier: "starter" },
  "a budget that is spent": { grantBudget: { perHourUsd: 2 } },
};

/** What a record has to give again. */
const told = ({ verdict, points, probability, coverage, reasons }: Assessment) => ({
  verdict,
  points,
  probability,
  coverage,
  reasons: reasons.filter(({ signal }) => signal !== "budget"),
});
const again = (record: AuditRecord) => {
  const { outcome, decision, ...rest } = reproduce(JSON.parse(JSON.stringify(record)) as AuditRecord);
  return { ...rest, verdict: { tier: outcome.tier, decision, grant: outcome.grant } };
};

describe("an audit record", () => {
  it.each(Object.entries(settings))("gives each decision again, by itself: %s", async (_, setting) => {
    const policy = setting.policy ?? standardPolicy;
    const options = { store: memoryStore(), clock: fixedClock(start), ...setting };
    const score = createScorer(options);
    const tiers = new Set<string>();
    for (const input of inputs) {
      const first = await score(input);
      for (const assessment of [first, await reassess(options, input, first)]) {
        expect(again(toAuditRecord(assessment, policy))).toEqual(told(assessment));
        tiers.add(assessment.verdict.tier);
      }
    }
    expect(tiers.size).toBeGreaterThan(1);
  });

  it("holds no raw identifier", async () => {
    const input = signupInput({ email: "x@mailinator.com", name: "Jane Doe" });
    const assessment = await createScorer({ store: memoryStore() })(input);
    expect(JSON.stringify(toAuditRecord(assessment, standardPolicy))).not.toMatch(/x@|Jane|81\.2|device-of/);
  });

  it("refuses a policy in code, another policy, one that was changed since, and what nobody judged", async () => {
    const assessment = await createScorer({ store: memoryStore() })(signupInput());
    const { id, version, decide } = standardPolicy;
    const code: SignupPolicy<CreditTier> = { id, version, decide };
    const refusal = (act: () => unknown) => {
      try {
        return act();
      } catch (error) {
        return String(error).replace("TrialgateError: ", "");
      }
    };
    expect(refusal(() => toAuditRecord(assessment, code))).toMatch(/^policy: is code/);
    expect(refusal(() => toAuditRecord(assessment, cautious))).toMatch(/^policy: is not the one that judged/);
    const record = toAuditRecord(assessment, standardPolicy);
    const changed = { ...record, policy: { ...record.policy, prior: 0.01 } };
    expect(refusal(() => reproduce(changed))).toMatch(/it was changed since$/);
    expect(refusal(() => reproduce({ ...record, version: 2 as 1 }))).toMatch(/^version: must be 1/);
    expect(refusal(() => reproduce(undefined as unknown as AuditRecord))).toMatch(/^version: must be 1/);
    const shadow = createScorer({ store: memoryStore(), mode: "shadow", shadowTier: "starter" });
    const unread = toAuditRecord(await shadow({ email: "@" }), standardPolicy);
    expect(refusal(() => reproduce(unread))).toMatch(/^assessment: is of a signup that could not be read/);
  });
});
