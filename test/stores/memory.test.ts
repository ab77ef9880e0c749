import type { Counter, Store } from "trialgate";
import { describe, expect, it, vi } from "vitest";
import { days, hours } from "../../src/core/clock.js";
import { memoryStore } from "../../src/stores/memory.js";

const start = Date.UTC(2026, 0, 1);

const members = (key: string, member: string, windowMs = days(30)): Counter<string> => ({
  kind: "distinct",
  key,
  member,
  windowMs,
  bound: 100,
});
const amount = (key: string): Counter<string> => ({ kind: "sum", key, amount: 1, windowMs: days(30) });

let questions = 0;
/** Counts under a subject of its own. */
const add = (store: Store, counter: Counter<string>, at = start) => {
  const fingerprint = String(++questions);
  return store.observe({
    at,
    once: { key: `subject-${fingerprint}`, identity: [], fingerprint, label: "" },
    counters: [counter],
  });
};
const countOf = async (store: Store, key: string, at = start): Promise<number> =>
  (await store.peek([members(key, "")], at))[0] ?? -1;
const range = (length: number): readonly number[] => Array.from({ length }, (_, place) => place);

describe("what the memory store keeps when it is full", () => {
  it("never forgets a count of k for any flood of counts below k", async () => {
    const store = memoryStore({ capacity: 1000 });
    for (const place of range(5)) await add(store, members("farm", `account-${place}`));
    for (const place of range(6000)) {
      for (const member of range(4))
        await add(store, members(`noise-${place}`, `account-${member}`), start + 1);
    }
    expect(await countOf(store, "farm")).toBe(5);
  });

  it("gives up what has expired first, however high its count", async () => {
    const store = memoryStore({ capacity: 100 });
    for (const place of range(10)) await add(store, members("over", `account-${place}`, 100));
    const later = start + 100;
    for (const place of range(91)) await add(store, members(`live-${place}`, "account"), later);
    const live = await Promise.all(range(91).map((place) => countOf(store, `live-${place}`, later)));
    expect(live).toEqual(range(91).map(() => 1));
  });

  it("gives up the oldest among equals, and stays within its bound", async () => {
    const store = memoryStore({ capacity: 200 });
    for (const place of range(2000)) await add(store, members(`key-${place}`, "account"), start + place);
    const kept = await Promise.all(range(2000).map((place) => countOf(store, `key-${place}`, start + 2000)));
    const places = range(2000).filter((place) => kept[place] === 1);
    expect(places.length).toBeLessThanOrEqual(200);
    expect(places.length).toBeGreaterThanOrEqual(180);
    expect(places.at(0)).toBe(2000 - places.length);
  });

  it("counts every member against its bound", async () => {
    const store = memoryStore({ capacity: 200 });
    for (const place of range(50)) {
      for (const member of range(20))
        await add(store, members(`key-${place}`, `account-${member}`), start + place);
    }
    const kept = await Promise.all(range(50).map((place) => countOf(store, `key-${place}`, start + 50)));
    expect(kept.reduce((total, count) => total + count, 0)).toBeLessThanOrEqual(200);
  });

  it("forgets the subjects that were longest away", async () => {
    const store = memoryStore({ capacity: 100 });
    const observe = (key: string) =>
      store.observe({
        at: start,
        once: { key, identity: [], fingerprint: "", label: "" },
        counters: [members("all", key)],
      });
    for (const place of range(500)) await observe(`subject-${place}`);
    expect(await observe("subject-499")).toMatchObject({ status: "repeated" });
    expect(await observe("subject-0")).toMatchObject({ status: "new" });
  });

  it("keeps at most 61 steps of a sum, also when time runs backwards", async () => {
    const store = memoryStore();
    for (const place of range(5000)) await add(store, amount("all"), start - place * hours(12));
    const [total = 0] = await store.peek([amount("all")], start - 5000 * hours(12));
    expect(total).toBeLessThanOrEqual(61);
    expect(await store.peek([amount("all")], start)).toEqual([61]);
  });

  it("keeps little of a subject that never stops changing, and still counts it once", async () => {
    const store = memoryStore({ capacity: 20_000 });
    let counts: readonly number[] = [];
    for (const place of range(8000)) {
      const observed = await store.observe({
        at: start + place,
        once: {
          key: "restless",
          identity: ["mail", `phone-${place}`],
          fingerprint: String(place),
          label: "",
        },
        counters: [
          amount("everybody"),
          members("everybody's devices", `device-${place}`),
          amount(`address-${place}`),
        ],
      });
      counts = observed.status === "conflict" ? [] : observed.counts;
    }
    expect(counts).toEqual([1, 100, 1]);
  });
});

describe("the memory store", () => {
  it("remembers for 365 days by the clock it is given", async () => {
    const store = memoryStore();
    await add(store, members("card", "account-1", days(365)));
    const next = await add(store, members("card", "account-2", days(365)), start + days(365) - 1);
    expect(next).toMatchObject({ counts: [2] });
    expect(await add(store, members("card", "account-3", days(365)), start + days(365))).toMatchObject({
      counts: [2],
    });
  });

  it("forgets who a subject was when nothing is left that counts it", async () => {
    const store = memoryStore();
    const ask = (identity: string, at: number) =>
      store.observe({
        at,
        once: { key: "subject", identity: [identity], fingerprint: "question", label: "" },
        counters: [members("door", "a", days(2))],
      });
    await ask("mail-a", start);
    expect(await ask("mail-b", start + days(2) - 1)).toEqual({ status: "conflict" });
    expect(await ask("mail-b", start + days(2))).toMatchObject({ status: "new", revision: 1 });
  });

  it("starts no timer", async () => {
    vi.useFakeTimers();
    try {
      const store = memoryStore({ capacity: 100 });
      for (const place of range(500))
        await add(store, members(`key-${place}`, "account", 1000), start + place);
      await store.forget("subject-1");
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it("does not slow down when it is full", async () => {
    // A store that swept all it holds at each addition would take minutes.
    const store = memoryStore({ capacity: 20_000 });
    for (const place of range(60_000)) await add(store, members(`key-${place}`, "account"), start + place);
    expect(await countOf(store, "key-59999", start + 60_000)).toBe(1);
  });

  it.each([0, 99, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses a capacity of %s", (capacity) => {
    expect(() => memoryStore({ capacity })).toThrow("capacity: must be a whole number of at least 100");
  });
});
