import { days, forget, memoryStore, type ScorerOptions } from "trialgate";
import { fixedClock } from "trialgate/testing";
import { describe, expect, it } from "vitest";
import { related } from "../../src/signup/related.js";
import { persistentStore, personAt, secrets, settings } from "./outcomes.js";
import { scorerOf, start } from "./scoring.js";

const under = (options: ScorerOptions, at = start) => {
  const all = { ...options, clock: fixedClock(at) };
  return { options: all, score: scorerOf(all) };
};

describe.each(settings)("related with %s", (_, make) => {
  it("names who shares something rare, by the ids of their assessments, strongest first", async () => {
    const { options, score } = under(make());
    const card = { paymentFingerprint: "4242", cardFunding: "credit" } as const;
    await score(personAt(0, { deviceId: "shared", ...card }));
    await score(personAt(1, { deviceId: "shared", ...card }));
    for (const place of [2, 3]) await score(personAt(place, { deviceId: "shared" }));
    await score(personAt(4));
    const found = await related(options, "account-0");
    expect(found.map(({ id, strength }) => [id, strength])).toEqual([
      ["account-1", 1],
      ["account-2", 0.5],
      ["account-3", 0.5],
    ]);
    expect(found[0]).toEqual({
      id: "account-1",
      strength: 1,
      by: [
        { attribute: "payment", members: 2 },
        { attribute: "device", members: 4 },
      ],
      at: start,
    });
    expect(await related(options, "account-4")).toEqual([]);
    expect(await related(options, "nobody")).toEqual([]);
  });

  it("names nobody who was forgotten", async () => {
    const { options, score } = under(make());
    for (const place of [0, 1, 2]) await score(personAt(place, { deviceId: "shared" }));
    await forget(options, "account-1");
    expect((await related(options, "account-0")).map(({ id }) => id)).toEqual(["account-2"]);
  });
});

describe("related", () => {
  it("relates nobody by a carrier's address, a mail provider or a model of phone, unless asked to", async () => {
    const { options, score } = under({ store: memoryStore() });
    const common = { ip: "81.2.69.142", deviceId: "model", deviceKind: "fingerprint" } as const;
    for (let place = 0; place < 20; place++) await score(personAt(place, common));
    expect(await related(options, "account-0")).toEqual([]);
    const found = await related(options, "account-0", { by: ["device-fingerprint"] });
    expect(found).toHaveLength(19);
    expect(found[0]?.strength).toBeLessThan(0.1);
  });

  it("ties the less, the more there are", async () => {
    const strengths: number[] = [];
    for (const members of [2, 4, 16, 50]) {
      const { options, score } = under({ store: memoryStore() });
      for (let place = 0; place < members; place++) await score(personAt(place, { deviceId: "shared" }));
      strengths.push((await related(options, "account-0"))[0]?.strength ?? 0);
    }
    expect(strengths).toEqual([1, 0.5, 0.25, 0.177]);
  });

  it("ties colleagues at a firm loosely, and by the wider of two windows", async () => {
    const store = memoryStore();
    const at = (place: number) => ({ email: `${"abcdefgh"[place]}x@acme-labs.example` });
    for (let place = 0; place < 8; place++) {
      await under({ store }, start + place * days(2)).score(personAt(place, at(place)));
    }
    const { options } = under({ store }, start + days(14));
    const found = await related(options, "account-7");
    expect(found).toHaveLength(7);
    expect(found[0]).toMatchObject({ by: [{ attribute: "domain", members: 8 }], strength: 0.133 });
  });

  it("bounds how far back it looks, and how many it names: the newest", async () => {
    const store = memoryStore();
    for (let place = 0; place < 6; place++) {
      await under({ store }, start + place * days(10)).score(personAt(place, { deviceId: "shared" }));
    }
    const { options } = under({ store }, start + days(50));
    const ids = async (asked: object) => (await related(options, "account-5", asked)).map(({ id }) => id);
    expect(await ids({ windowMs: days(20) })).toEqual(["account-4"]);
    expect(await ids({ windowMs: days(20) + 1 })).toEqual(["account-4", "account-3"]);
    expect(await ids({ limit: 3 })).toEqual(["account-4", "account-3", "account-2"]);
    expect(await ids({ by: ["payment"] })).toEqual([]);
  });

  it("reads names under every secret, and leaves out whom none of them opens", async () => {
    const store = persistentStore();
    const [fresh, old] = secrets;
    const before = under({ store, secrets: [old] });
    for (const place of [0, 1]) await before.score(personAt(place, { deviceId: "shared" }));
    const after = under({ store, secrets: [fresh, old] });
    expect((await related(after.options, "account-0")).map(({ id }) => id)).toEqual(["account-1"]);
    expect(await related({ store, secrets: [fresh] }, "account-0")).toEqual([]);
  });

  it("never tells the address of somebody whose id was used twice", async () => {
    const { options, score } = under({ store: memoryStore() });
    await score(personAt(0, { deviceId: "shared" }));
    await score(personAt(1, { deviceId: "shared" }));
    await score(personAt(2, { id: "account-1", deviceId: "shared" }));
    const ids = (await related(options, "account-0")).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(ids.join()).toMatch(/^account-1(\/[\w-]{22})?,account-1(\/[\w-]{22})?$/);
  });

  it("says what is wrong with its arguments", async () => {
    const wrong = related({ store: memoryStore() }, "", { by: [""], windowMs: 0, limit: 0 });
    await expect(wrong).rejects.toMatchObject({
      code: "invalid_input",
      problems: [{ path: "id" }, { path: "by" }, { path: "windowMs" }, { path: "limit" }],
    });
  });
});
