import { days, forget, memoryStore } from "trialgate";
import { fixedClock } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { hold, release } from "../../src/signup/hold.js";
import { persistentStore, personAt, secrets, settings } from "./outcomes.js";
import { scorerOf, start } from "./scoring.js";

const statuses = async (answers: Promise<readonly { readonly status: string }[]>) =>
  (await answers).map(({ status }) => status);

describe.each(settings)("hold with %s", (_, make) => {
  it("stops accounts until they are released, and says what came of each", async () => {
    const options = { ...make(), clock: fixedClock(start) };
    const score = scorerOf(options);
    for (const place of [0, 1, 2]) await score(personAt(place));
    const ids = ["account-0", "account-1", "nobody"];

    const dry = hold(options, [...ids, "account-0"], { dryRun: true });
    expect(await statuses(dry)).toEqual(["held", "held", "unknown"]);
    expect(await score(personAt(0, { name: "Dry" }))).toMatchObject({ tier: "starter" });

    expect(await hold(options, ids)).toEqual([
      { id: "account-0", status: "held" },
      { id: "account-1", status: "held" },
      { id: "nobody", status: "unknown" },
    ]);
    expect(await statuses(hold(options, ids))).toEqual(["already", "already", "unknown"]);
    const held = await score(personAt(0, { name: "Held", verified: ["phone"], oauthAccountCreatedAt: 0 }));
    expect(held).toMatchObject({ tier: "none", decision: "review", grant: { credits: 0 } });
    expect(held.reasons[0]?.code).toBe("policy.on-hold");
    expect(await score(personAt(2, { name: "Free" }))).toMatchObject({ tier: "starter" });

    expect(await statuses(release(options, ids))).toEqual(["released", "released", "not-held"]);
    expect(await score(personAt(0, { name: "Again" }))).toMatchObject({ tier: "starter" });
    expect(await statuses(hold(options, ids))).toEqual(["held", "held", "unknown"]);
  });

  it("is not mixed up with an account whose id looks like its name", async () => {
    const options = { ...make(), clock: fixedClock(start) };
    const score = scorerOf(options);
    await score(personAt(0));
    for (const id of ["hold/account-0", "outcome/account-0"]) await score(personAt(1, { id }));
    expect(await statuses(hold(options, ["account-0"]))).toEqual(["held"]);
    expect(await statuses(release(options, ["account-0"]))).toEqual(["released"]);
    expect(await forget(options, "account-0")).toBe(true);
    expect(await forget(options, "hold/account-0")).toBe(true);
    expect(await forget(options, "outcome/account-0")).toBe(true);
  });

  it("is not escaped by giving another address under the same id", async () => {
    const options = { ...make(), clock: fixedClock(start) };
    const score = scorerOf(options);
    await score(personAt(0));
    await hold(options, ["account-0"]);
    const moved = await score(personAt(0, { email: "somebody.else@example.com" }));
    expect(moved.warnings[0]).toMatch(/^id-reused: /);
    expect(moved).toMatchObject({ tier: "none", decision: "review", grant: { credits: 0 } });
  });

  it("goes when the account is forgotten", async () => {
    const options = { ...make(), clock: fixedClock(start) };
    await scorerOf(options)(personAt(0));
    await hold(options, ["account-0"]);
    await forget(options, "account-0");
    expect(await statuses(release(options, ["account-0"]))).toEqual(["not-held"]);
  });
});

describe("hold", () => {
  it("lasts through a change of secrets, and for a year", async () => {
    const store = persistentStore();
    const before = { store, secrets: secrets.slice(1), clock: fixedClock(start) };
    await scorerOf(before)(personAt(0));
    await hold(before, ["account-0"]);
    const after = (at: number) => ({ store, secrets, clock: fixedClock(at) });
    expect(await statuses(hold(after(start), ["account-0"]))).toEqual(["already"]);
    const name = "Later";
    expect(await scorerOf(after(start + days(365) - 1))(personAt(0, { name }))).toMatchObject({
      tier: "none",
    });
    expect(await scorerOf(after(start + days(366)))(personAt(0, { name }))).toMatchObject({
      tier: "starter",
    });
  });

  it("says which id is wrong", async () => {
    const options = { store: memoryStore() };
    await expect(hold(options, ["a", ""])).rejects.toMatchObject({
      code: "invalid_input",
      problems: [{ path: "ids.1" }],
    });
    await expect(release(options, "a" as unknown as string[])).rejects.toMatchObject({
      problems: [{ path: "ids" }],
    });
  });
});
