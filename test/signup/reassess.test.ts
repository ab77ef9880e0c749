import { createScorer, days, hours, memoryStore, type Store } from "trialgate";
import { describe, expect, it } from "vitest";
import { hold, release } from "../../src/signup/hold.js";
import { reassess } from "../../src/signup/reassess.js";
import { recordOutcome } from "../../src/signup/record-outcome.js";
import { persistentStore, personAt, secrets } from "./outcomes.js";
import { deadStores, start } from "./scoring.js";

/** A farm on one device, a signup every ten minutes; and a clock to turn. */
async function farm(size: number, store: Store = memoryStore()) {
  const clock = { now: start };
  const options = { store, secrets, clock: () => clock.now };
  const score = createScorer(options);
  const inputs = Array.from({ length: size }, (_, place) => personAt(place, { deviceId: "farm" }));
  const assessments = [];
  for (const input of inputs) {
    assessments.push(await score(input));
    clock.now += hours(1 / 6);
  }
  const [input = {}] = inputs;
  const [first] = assessments;
  if (first === undefined) throw new Error("a farm has at least one account");
  return { clock, options, score, input, first };
}

describe.each([
  ["memory", memoryStore],
  ["a store that outlives the process", persistentStore],
])("a second look with %s", (_, make) => {
  it("condemns the first of a farm as it does the last", async () => {
    const { options, input, first } = await farm(10, make());
    expect(first).toMatchObject({ tier: "starter", revision: 1 });
    const again = await reassess(options, input, first);
    expect(again.tier).toBe("trickle");
    expect(again).toMatchObject({ id: first.id, revision: 1, degraded: [], at: start + hours(10 / 6) });
    expect(again.reasons[0]).toMatchObject({ code: "device-reuse.reused", detail: { accounts: 10 } });
  });

  it("counts nobody, and answers the same when asked again", async () => {
    const { options, score, input, first } = await farm(3, make());
    const stranger = personAt(99, { deviceId: "farm" });
    const twice = [await reassess(options, stranger), await reassess(options, stranger)];
    expect(twice[0]).toEqual(twice[1]);
    expect(twice[0]?.revision).toBe(0);
    const again = await reassess(options, input, first);
    expect(await reassess(options, input, again)).toEqual(again);
    expect((await score(personAt(4, { deviceId: "farm" }))).reasons[0]?.detail).toEqual({ accounts: 4 });
  });
});

describe("a second look", () => {
  it("keeps what has slid out of its window, given the first", async () => {
    const { clock, options, input, first } = await farm(10);
    const seen = await reassess(options, input, first);
    clock.now += days(366);
    expect(await reassess(options, input, seen)).toMatchObject({ tier: "trickle", points: seen.points });
    expect(await reassess(options, input)).toMatchObject({ tier: "starter" });
  });

  it("takes an outcome and a hold as they stand now", async () => {
    const { options, input, first } = await farm(1);
    await hold(options, [first.id]);
    const held = await reassess(options, input, first);
    expect(held).toMatchObject({ tier: "none", decision: "review" });
    await release(options, [first.id]);
    await recordOutcome(options, first.id, "abuse");
    const abusive = await reassess(options, input, held);
    expect(abusive.reasons[0]?.code).toBe("policy.confirmed-abuse");
    await recordOutcome(options, first.id, "legitimate");
    const cleared = await reassess(options, input, abusive);
    expect(cleared.tier).toBe("starter");
    expect(cleared.points).toBeLessThan(first.points);
  });

  it("sees what is proven since", async () => {
    const { options, input, first } = await farm(1);
    const proven = {
      ...input,
      verified: ["card"],
      paymentFingerprint: "4242",
      cardFunding: "credit",
    } as const;
    expect(await reassess(options, proven, first)).toMatchObject({ tier: "full" });
  });

  it.each(Object.entries(deadStores))(
    "changes nothing with a store that %s, and says so",
    async (_, store) => {
      const { options, input, first } = await farm(2);
      const down = { ...options, store, timeoutMs: 20 };
      const again = await reassess(down, input, first);
      expect({ tier: again.tier, points: again.points, degraded: again.degraded }).toEqual({
        tier: first.tier,
        points: first.points,
        degraded: [],
      });
      expect(again.warnings.join()).toMatch(/^not-seen-again: .*device-reuse/);
      expect(await reassess(down, input)).toMatchObject({ tier: "trickle", degraded: ["store"] });
    },
  );

  it("leans on no fallback, which knows less than what was seen", async () => {
    const { options, input, first } = await farm(2);
    const { rejects = options.store } = deadStores;
    const again = await reassess({ ...options, store: rejects, fallback: memoryStore() }, input, first);
    expect(again.warnings.join()).toMatch(/^not-seen-again/);
  });

  it("refuses the assessment of somebody else, and what a scorer refuses", async () => {
    const { options, first } = await farm(1);
    await expect(reassess(options, personAt(7), first)).rejects.toMatchObject({
      code: "invalid_input",
      problems: [{ path: "before" }],
    });
    for (const before of [null, { id: first.id }, "assessment"]) {
      await expect(reassess(options, personAt(0), before as unknown as typeof first)).rejects.toMatchObject({
        code: "invalid_input",
        message: "before: must be an assessment, or left out",
      });
    }
    await expect(reassess(options, { email: "@" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("grants in shadow mode what is granted today", async () => {
    const { options, input, first } = await farm(10);
    const shadow = { ...options, mode: "shadow", shadowTier: "starter" } as const;
    const again = await reassess(shadow, input, first);
    expect(again).toMatchObject({ tier: "starter", decision: "allow", verdict: { tier: "trickle" } });
  });
});
