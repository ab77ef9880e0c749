import { createScorer, memoryStore, standardPolicy } from "trialgate";
import { signupInput } from "trialgate/testing";
import { replay } from "trialgate/tuning";
import { trialgateMatchers } from "trialgate/vitest";
import { describe, expect, it } from "vitest";

expect.extend(trialgateMatchers);

const at = 1_790_000_000_000;
const newScore = () => createScorer({ store: memoryStore(), clock: () => at });
const person = await newScore()(signupInput());
const listed = await newScore()(signupInput({ email: "x@mailinator.com", id: "secret-id" }));

/** What a failing expectation says. */
const said = (expectation: () => void): string => {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it did not fail");
};

describe("matchers that hold", () => {
  it("are of the tier, the decision, the reasons and the score", () => {
    expect(person).toReceiveTier("starter");
    expect(person).not.toReceiveTier("none");
    expect(person).toHaveDecision("allow");
    expect(person).not.toHaveDecision("block");
    expect(person).toHaveReason("policy.base");
    expect(person).not.toHaveReason("disposable-email.listed");
    expect(listed).toHaveReason("disposable-email.listed");
    expect(listed).toScoreAbove(50);
    expect(listed).toScoreBelow(100);
    expect(listed).not.toScoreAbove(listed.score);
    expect(listed).not.toScoreBelow(listed.score);
  });

  it("wait for a promise through resolves", async () => {
    await expect(newScore()(signupInput())).resolves.toReceiveTier("starter");
    await expect(newScore()(signupInput())).resolves.not.toHaveReason("policy.honeypot");
  });

  it("take what replay judged, and what shadow mode applies", async () => {
    const [judged] = [...replay([{ assessment: listed }], standardPolicy)];
    expect(judged).toReceiveTier(listed.tier);
    expect(judged).toScoreAbove(50);
    const shadow = createScorer({
      store: memoryStore(),
      clock: () => at,
      mode: "shadow",
      shadowTier: "full",
    });
    const assessment = await shadow(signupInput({ email: "x@mailinator.com" }));
    expect(assessment).toReceiveTier("full");
    expect(said(() => expect(assessment).toReceiveTier("none"))).toContain(
      `; in shadow mode, of a verdict of ${listed.tier}, ${listed.decision}\n`,
    );
  });
});

describe("matchers that fail", () => {
  it("show the account of the score, and not who it was", () => {
    const message = said(() => expect(listed).toReceiveTier("starter"));
    const [head, blank, sum, first, ...more] = message.split("\n");
    expect([head, blank]).toEqual([`expected tier "starter", received "${listed.tier}"`, ""]);
    expect(sum).toBe(
      `${listed.tier}, ${listed.decision}: score ${listed.score}, higher is riskier (${listed.points} points)`,
    );
    expect(first).toMatch(/^ +\+[\d.]+ {2}disposable-email\.listed {2}\S/);
    expect(more).toHaveLength(listed.reasons.length - 1);
    expect(message).not.toMatch(/secret|mailinator/);
  });

  it.each([
    [
      "a decision",
      () => expect(listed).toHaveDecision("allow"),
      `expected decision "allow", received "${listed.decision}"`,
    ],
    ["a score", () => expect(listed).toScoreBelow(10), `expected score below 10, received ${listed.score}`],
    ["a score", () => expect(person).toScoreAbove(99), `expected score above 99, received ${person.score}`],
    [
      "another tier",
      () => expect(person).not.toReceiveTier("starter"),
      'expected any but tier "starter", received "starter"',
    ],
    [
      "no reason",
      () => expect(listed).not.toHaveReason("policy.base"),
      'expected any but reason "policy.base", received it',
    ],
    [
      "a reason",
      () => expect(person).toHaveReason("phone.reused"),
      'expected reason "phone.reused", received other reasons',
    ],
    [
      "a misspelt reason",
      () => expect(listed).toHaveReason("disposable-email.lsted"),
      'received other reasons; did you mean "disposable-email.listed"?',
    ],
  ])("say what was wanted: %s", (_, expectation, message) => {
    expect(said(expectation)).toContain(message);
  });

  it("refuse what is no assessment, behind not as well", () => {
    const promise = newScore()(signupInput());
    expect(said(() => expect(promise).not.toReceiveTier("none"))).toBe(
      "expected an assessment, received a promise: await it, or use .resolves",
    );
    for (const value of [undefined, null, "starter", {}, { ...person, reasons: undefined }]) {
      expect(said(() => expect(value).not.toHaveReason("a.b"))).toBe(
        "expected an assessment, received something else",
      );
    }
  });
});

describe("toHaveReason", () => {
  it("refuses a code that is not a full one, behind not as well", () => {
    const message = 'expected a full reason code, such as "signal-id.code", received "listed"';
    expect(said(() => expect(listed).toHaveReason("listed"))).toBe(message);
    expect(said(() => expect(listed).not.toHaveReason("listed"))).toBe(message);
  });
});

describe("types", () => {
  it("know the tiers of the policy", () => {
    // @ts-expect-error the standard policy has no such tier
    expect(person).not.toReceiveTier("startr");
    // @ts-expect-error there is no such decision
    expect(person).not.toHaveDecision("refuse");
  });
});
