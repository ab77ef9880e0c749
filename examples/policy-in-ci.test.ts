// A policy under test in a pull request: what a change does to people and to abuse, on your own history. Run it with vitest.
import { createScorer, definePolicy, memoryStore, standardPolicy, standardPolicyData } from "trialgate";
import { scoreWorld, simulate } from "trialgate/simulate";
import { signupInput } from "trialgate/testing";
import { comparePolicies, type HistoryRecord, measure } from "trialgate/tuning";
import { trialgateMatchers } from "trialgate/vitest";
import { describe, expect, it } from "vitest";

expect.extend(trialgateMatchers);

// What the pull request proposes: our people use VPNs and data centres, our abuse comes from throw-away mailboxes.
const current = standardPolicy;
const next = definePolicy({
  ...standardPolicyData,
  id: "ours",
  weights: { "ip-reputation.vpn": 3, "ip-reputation.hosting": 12, "disposable-email.listed": 46 },
});

// Yours is a file that `trialgate score --with-labels` wrote from your signups, and lies beside this test:
//   readFileSync("history.jsonl", "utf8").trim().split("\n").map((line) => readRecord(JSON.parse(line)))
const history: HistoryRecord[] = [];
for await (const record of scoreWorld(simulate({ seed: "ci", signups: 1500 }))) history.push(record);

describe("the policy, on history", () => {
  const before = measure(history, current);
  const after = measure(history, next);

  it("finds as much abuse where one person in a hundred is flagged", () => {
    expect(after.recallAt1?.value).toBeGreaterThan((before.recallAt1?.value ?? 0) - 0.02);
  });

  it("keeps people at the start or better", () => {
    expect(after.atOnce?.starter.value).toBeGreaterThan(0.9);
  });

  it.each(Object.entries(after.groups))(
    "holds back hardly more people: %s",
    (group, { count, belowStarting }) => {
      // One person of a small group is a large share of it.
      const allowed = 0.02 + 1 / count;
      expect(belowStarting).toBeLessThanOrEqual((before.groups[group]?.belowStarting ?? 0) + allowed);
    },
  );

  it("does not lose more than the one it replaces, as far as the history can tell", () => {
    const { winner, headline, causes } = comparePolicies(history, current, next);
    expect(winner, JSON.stringify({ headline, causes }, undefined, 2)).not.toBe("current");
  });
});

describe("the policy, at the door", () => {
  // A store for each: they are no strangers to one who remembers them.
  const score = (more = {}) => createScorer({ store: memoryStore(), policy: next })(signupInput(more));

  it("gives an ordinary person credit at once", async () => {
    await expect(score()).resolves.toReceiveTier("starter");
  });

  it("asks more of a throw-away mailbox, and says why", async () => {
    const assessment = await score({ email: "someone@mailinator.com" });
    expect(assessment).not.toHaveDecision("allow");
    expect(assessment).toHaveReason("disposable-email.listed");
    expect(assessment).toScoreAbove(50);
  });
});
