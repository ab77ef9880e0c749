import { type Assessment, days, forget, memoryStore, type ScorerOptions, type SignupInput } from "trialgate";
import { fixedClock } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { recordOutcome } from "../../src/signup/record-outcome.js";
import { persistentStore, personAt, secrets, settings } from "./outcomes.js";
import { scorerOf, start } from "./scoring.js";

const historyOf = ({ reasons }: Assessment): Readonly<Record<string, number>> =>
  Object.fromEntries(
    reasons.flatMap(({ code, points }) => (code.startsWith("history.") ? [[code.slice(8), points]] : [])),
  );

/** A scorer and its options under a clock that a test moves. */
const under = (options: ScorerOptions, at = start) => {
  const all = { ...options, clock: fixedClock(at) };
  return { options: all, score: scorerOf(all) };
};

const card = (paymentFingerprint: string): Partial<SignupInput> => ({
  paymentFingerprint,
  cardFunding: "credit",
  verified: ["card"],
});

describe.each(settings)("recordOutcome with %s", (_, make) => {
  it("raises whoever shares a device, card, mailbox or own domain with abuse, and nobody else", async () => {
    const { options, score } = under(make());
    const shared = [
      { deviceId: "farm" },
      card("4242"),
      { email: "mona.lind@gmail.com" },
      { email: "mona.lind@acme-labs.example" },
    ];
    for (const [place, common] of shared.entries()) {
      const { id } = await score(personAt(place * 10, common));
      expect(await recordOutcome(options, id, "abuse")).toBe(true);
      const again = common.email?.replace("mona.lind", place === 2 ? "monalind" : "jo.berg");
      const next = personAt(place * 10 + 1, { ...common, ...(again && { email: again }) });
      expect(historyOf(await score(next))).toEqual({ abuse: place === 3 ? 12.88 : 32.2 });
      expect(historyOf(await score(personAt(place * 10 + 2)))).toEqual({});
    }
  });

  it("says the same however often it is said, and takes back what turned out to be wrong", async () => {
    const { options, score } = under(make());
    const { id } = await score(personAt(0, { deviceId: "shared" }));
    for (let times = 0; times < 3; times++) await recordOutcome(options, id, "abuse");
    expect(historyOf(await score(personAt(1, { deviceId: "shared" })))).toEqual({ abuse: 32.2 });
    await recordOutcome(options, id, "legitimate");
    expect(historyOf(await score(personAt(2, { deviceId: "shared" })))).toEqual({ legitimate: -6 });
    await recordOutcome(options, id, "abuse");
    expect(historyOf(await score(personAt(3, { deviceId: "shared" })))).toEqual({ abuse: 32.2 });
  });

  it("leaves nothing when the account is forgotten", async () => {
    const { options, score } = under(make());
    const { id } = await score(personAt(0, { deviceId: "shared" }));
    await recordOutcome(options, id, "abuse");
    expect(await forget(options, id)).toBe(true);
    expect(historyOf(await score(personAt(1, { deviceId: "shared" })))).toEqual({});
    expect(await recordOutcome(options, id, "abuse")).toBe(false);
    expect(await forget(options, id)).toBe(false);
  });

  it("keeps a confirmed account from full, whatever it proves", async () => {
    const { options, score } = under(make());
    const { id } = await score(personAt(0));
    await recordOutcome(options, id, "abuse");
    const proven = await score(personAt(0, { ...card("new"), oauthAccountCreatedAt: 0 }));
    expect(proven).toMatchObject({ tier: "none", decision: "review" });
    expect(proven.reasons[0]?.code).toBe("policy.confirmed-abuse");
  });

  it("does nothing for an account it does not know", async () => {
    const { options, score } = under(make());
    expect(await recordOutcome(options, "nobody", "abuse")).toBe(false);
    expect(historyOf(await score(personAt(0, { id: "nobody" })))).toEqual({});
  });
});

describe("recordOutcome", () => {
  it("fades: half after 90 days, all of it after 365", async () => {
    const store = memoryStore();
    const first = under({ store });
    const { id } = await first.score(personAt(0, { deviceId: "shared" }));
    await recordOutcome(first.options, id, "abuse");
    const after = async (place: number, ms: number) =>
      historyOf(await under({ store }, start + ms).score(personAt(place, { deviceId: "shared" })));
    expect(await after(1, days(90) - 1)).toEqual({ abuse: 32.2 });
    expect(await after(2, days(90))).toEqual({ abuse: 20.79 });
    expect(await after(3, days(365))).toEqual({});
  });

  it("counts from the time at which it turned out", async () => {
    const { options, score } = under({ store: memoryStore() });
    const { id } = await score(personAt(0, { deviceId: "shared" }));
    await recordOutcome(options, id, "abuse", { at: start - days(100) });
    expect(historyOf(await score(personAt(1, { deviceId: "shared" })))).toEqual({ abuse: 20.79 });
  });

  it("holds across a change of secrets, in whichever order", async () => {
    const store = persistentStore();
    const before = under({ store, secrets: secrets.slice(1) });
    const after = under({ store, secrets });
    const { id } = await before.score(personAt(0, { deviceId: "shared" }));
    await recordOutcome(after.options, id, "abuse");
    expect(historyOf(await after.score(personAt(1, { deviceId: "shared" })))).toEqual({ abuse: 32.2 });
    await recordOutcome(after.options, id, "legitimate");
    expect(historyOf(await after.score(personAt(2, { deviceId: "shared" })))).toEqual({ legitimate: -6 });
  });

  it("knows an account with nothing rare about it again", async () => {
    const { options, score } = under({ store: memoryStore() });
    const bare = { id: "bare", ip: "81.2.69.142" };
    await score(bare);
    expect(await recordOutcome(options, "bare", "abuse")).toBe(true);
    expect(historyOf(await score({ ...bare, name: "Ada" }))).toEqual({ "own-abuse": 52 });
  });

  it("passes on by what it is told", async () => {
    const { options, score } = under({ store: memoryStore() });
    const shared = { deviceId: "shared", email: "x.y@acme-labs.example" };
    const { id } = await score(personAt(0, shared));
    await recordOutcome(options, id, "abuse", { by: ["domain"] });
    expect(historyOf(await score(personAt(1, { ...shared, email: "q.r@acme-labs.example" })))).toEqual({
      abuse: 12.88,
    });
  });

  it("can be taken back when the account itself is remembered no more", async () => {
    let now = start;
    const options = { store: memoryStore(), clock: () => now };
    const score = scorerOf(options);
    const { id } = await score(personAt(0, { deviceId: "shared" }));
    now = start + days(300);
    await recordOutcome(options, id, "abuse");
    now = start + days(366);
    const seen = async (place: number) =>
      historyOf(await score(personAt(place, { deviceId: "shared", at: now })));
    expect(await seen(1)).toHaveProperty("abuse");
    expect(await recordOutcome(options, id, "legitimate")).toBe(true);
    expect(await seen(2)).toEqual({});
    expect(await recordOutcome(options, id, "legitimate")).toBe(false);
  });

  it("says what is wrong with its arguments", async () => {
    const options = { store: memoryStore() };
    const microseconds = start * 1000;
    const wrong = recordOutcome(options, "", "abusive" as "abuse", { at: microseconds });
    await expect(wrong).rejects.toMatchObject({
      code: "invalid_input",
      problems: [{ path: "id" }, { path: "outcome" }, { path: "at" }],
    });
    await expect(recordOutcome({ store: persistentStore() }, "a", "abuse")).rejects.toMatchObject({
      code: "invalid_config",
      problems: [{ path: "secrets" }],
    });
  });
});
