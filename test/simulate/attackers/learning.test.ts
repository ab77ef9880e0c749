import { type Assessment, createScorer, memoryStore, type SignupInput } from "trialgate";
import { type Cohort, simulate } from "trialgate/simulate";
import { signupInput } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { attackers } from "../../../src/simulate/attackers/standard-attackers.js";
import { hostOf, kinds } from "./attacking.js";

const clean = await createScorer({ store: memoryStore() })(signupInput());
const because = (code: string): Assessment => {
  const [signal = ""] = code.split(".");
  const base = { code: "policy.base", points: 60, text: "", signal: "policy" };
  return { ...clean, reasons: [base, { code, points: 20, text: "", signal }] };
};

/** Signs everybody up and answers each, by its place. */
function answered(cohort: Cohort, answer: (place: number) => Assessment, count = 12): readonly SignupInput[] {
  const world = simulate({ seed: 7, signups: count, cohorts: [cohort] });
  return Array.from(world, ({ input, learn }, place) => {
    learn(answer(place));
    return input;
  });
}

describe("the adaptive attacker", () => {
  const adaptive = attackers.adaptive({ size: 1_000 });
  const told = (code: string) => answered(adaptive, () => because(code));

  it("keeps all of its tools while nothing speaks against it", () => {
    const them = answered(adaptive, () => ({ ...clean, reasons: [] }));
    expect(kinds(them.map(({ ip }) => ip))).toBe(1);
    expect(kinds(them.map(({ deviceId }) => deviceId))).toBe(1);
    expect(kinds(them.map(hostOf))).toBe(1);
    expect(kinds(them.map(({ userAgent }) => userAgent))).toBe(1);
    expect(them.every(({ formMs = 0 }) => formMs <= 3_000)).toBe(true);
  });

  it("does not heed what the policy itself adds, nor what speaks for it", () => {
    const good = { code: "ip-reputation.known", points: -20, text: "", signal: "ip-reputation" };
    const them = answered(adaptive, () => ({
      ...because("policy.base"),
      reasons: [...because("policy.x").reasons, good],
    }));
    expect(kinds(them.map(({ ip }) => ip))).toBe(1);
  });

  it.each([
    ["ip-reputation.hosting", "ip"],
    ["ip-velocity.burst", "ip"],
    ["device-reuse.reused", "deviceId"],
  ] as const)("after %s has another %s for each account, and keeps the rest", (code, field) => {
    const them = told(code);
    for (const other of ["ip", "deviceId"] as const) {
      expect(kinds(them.map((it) => it[other]))).toBe(other === field ? 12 : 1);
    }
    expect(kinds(them.map(hostOf))).toBe(1);
  });

  it.each(["disposable-email.listed", "domain-velocity.burst", "duplicate-email.strict"])(
    "after %s moves to its own domain, and then to mailboxes at providers",
    (code) => {
      const them = told(code);
      expect(kinds([hostOf(them[0] ?? {}), hostOf(them[1] ?? {}), hostOf(them[2] ?? {})])).toBe(3);
      expect(them.slice(2).map(hostOf)).toContain("gmail.com");
      expect(kinds(them.map(({ ip }) => ip))).toBe(1);
    },
  );

  it("after user-agent.automation says that it is a browser", () => {
    const [first, ...rest] = told("user-agent.automation");
    expect(first?.userAgent).not.toMatch(/^Mozilla.* Chrome/);
    expect(rest.every(({ userAgent }) => userAgent?.startsWith("Mozilla/"))).toBe(true);
  });

  it("after form-behaviour.too-fast takes its time", () => {
    const [first, ...rest] = told("form-behaviour.too-fast");
    expect(first?.formMs).toBeLessThanOrEqual(3_000);
    expect(rest.every(({ formMs = 0 }) => formMs >= 8_000)).toBe(true);
  });

  it("changes everything after a reason it has never heard of", () => {
    const them = told("my-own-signal.match");
    expect([kinds(them.map(({ ip }) => ip)), kinds(them.map(({ deviceId }) => deviceId))]).toEqual([12, 12]);
  });
});

describe("low and slow", () => {
  const lowAndSlow = attackers.lowAndSlow({ size: 1_000 });
  const refusal: Assessment = { ...clean, decision: "challenge" };
  /** The set of tools of each account, as its address shows it. */
  const sets = (answer: (place: number) => Assessment): readonly number[] => {
    const seen: unknown[] = [];
    return answered(lowAndSlow, answer).map(({ ip, deviceId }) => {
      const set = `${ip} ${deviceId}`;
      if (!seen.includes(set)) seen.push(set);
      return seen.indexOf(set);
    });
  };

  it("keeps its tools as long as the answers are good", () => {
    expect(sets(() => clean)).toEqual(Array(12).fill(0));
  });

  it("takes new ones after a bad answer, and from then on one account sooner", () => {
    // The fifth account was refused: from then on a set is used for four.
    expect(sets((place) => (place === 4 ? refusal : clean))).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2]);
  });

  it("has new ones for each account where every answer is bad", () => {
    expect(sets(() => refusal)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});
