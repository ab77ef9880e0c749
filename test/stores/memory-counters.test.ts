import { describe, expect, it } from "vitest";
import { type Countable, createCounters } from "../../src/stores/memory/counters.js";
import { halfSipHash } from "../../src/stores/memory/fingerprint.js";

const named = (name: string): number => halfSipHash(1, 2, 0, name);
const countable = (key: string, value: number, spanMs = 1e9): Countable => ({
  fingerprint: named(key),
  kind: "distinct",
  spanMs,
  lifetimeMs: spanMs,
  value,
  bound: 100,
});
const range = (length: number): readonly number[] => Array.from({ length }, (_, place) => place);

describe("the counters of the memory store", () => {
  it("are found again while the table grows, and while others come and go", () => {
    const counters = createCounters(1_000_000);
    for (const place of range(50_000)) {
      counters.add(countable(`key-${place}`, place), place);
      // Two of three go again, so that rows are given back and used once more.
      if (place % 3 > 0) counters.remove(named(`key-${place - 1}`), place - 1);
    }
    const wrong = range(50_000).filter((place) => {
      const isGone = place % 3 < 2 && place < 49_999;
      return counters.count(named(`key-${place}`), 50_000) !== (isGone ? 0 : 1);
    });
    expect(wrong).toEqual([]);
  });

  it("go back to one member, and to none, as members are taken out", () => {
    const counters = createCounters(100);
    for (const member of [1, 2, 3]) counters.add(countable("key", member), member * 10);
    expect(counters.remove(named("key"), 2)).toBe(20);
    expect(counters.remove(named("key"), 2)).toBeUndefined();
    expect(counters.members(named("key"), 30)).toEqual([
      { member: 3, at: 30 },
      { member: 1, at: 10 },
    ]);
    expect(counters.remove(named("key"), 3)).toBe(30);
    expect(counters.members(named("key"), 30)).toEqual([{ member: 1, at: 10 }]);
    expect(counters.remove(named("key"), 1)).toBe(10);
    expect(counters.count(named("key"), 30)).toBe(0);
    expect(counters.add(countable("key", 4), 40)).toBe(1);
  });

  it("make room by count before age, and by age across windows", () => {
    const counters = createCounters(100);
    for (const member of [1, 2]) counters.add(countable("pair", member, 1e6), 0);
    for (const place of range(400)) {
      counters.add(countable(`single-${place}`, 1, place % 2 === 0 ? 1e6 : 1e8), 1 + place);
    }
    expect(counters.count(named("pair"), 401)).toBe(2);
    const kept = range(400).filter((place) => counters.count(named(`single-${place}`), 401) === 1);
    expect(kept).toEqual(range(400).slice(-kept.length));
    expect(kept.length).toBeGreaterThan(90);
    expect(kept.length).toBeLessThanOrEqual(98);
  });

  it("answer what a map of sets does, when many are added and taken out", () => {
    const counters = createCounters(1_000_000);
    const sets = new Map<string, Set<number>>();
    let state = 5;
    const below = (bound: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0; // the generator of ANSI C
      return (state >>> 8) % bound;
    };
    for (let step = 0; step < 30_000; step++) {
      const [key, member] = [`key-${below(3000)}`, 1 + below(12)];
      const set = sets.get(key) ?? new Set();
      sets.set(key, set);
      if (below(3) > 0) expect(counters.add(countable(key, member), 0)).toBe(set.add(member).size);
      else expect(counters.remove(named(key), member) !== undefined).toBe(set.delete(member));
    }
  });
});
