import { definePolicy, isTrialgateError, standardPolicy } from "trialgate";
import { createRandom, type Random } from "trialgate/simulate";
import type { HistoryRecord } from "trialgate/tuning";
import { comparePolicies, drift, judgeRecord, readRecord } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { plainData } from "./plain-policy.js";
import { historyOf, kinds } from "./tune-worlds.js";

// What JSON can hold, and what somebody's export may hold in its place.
const junk: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  "",
  "x",
  "__proto__",
  [],
  [null],
  {},
  { share: 1 },
];

/** A copy with one thing in it replaced by junk, or gone. */
function spoilt(record: HistoryRecord, random: Random): unknown {
  const copy = JSON.parse(JSON.stringify(record));
  const path: string[] = [];
  let at: unknown = copy;
  while (
    typeof at === "object" &&
    at !== null &&
    Object.keys(at).length > 0 &&
    (path.length < 1 || random.chance(0.8))
  ) {
    const key = random.pick(Object.keys(at));
    path.push(key);
    const inner: unknown = Reflect.get(at, key);
    if (typeof inner !== "object" || inner === null || random.chance(0.3)) {
      if (random.chance(0.2)) Reflect.deleteProperty(at, key);
      else Reflect.set(at, key, random.pick(junk));
      return copy;
    }
    at = inner;
  }
  return copy;
}

describe("a history from anywhere", () => {
  const random = createRandom("hostile");
  const good = historyOf(kinds, 40, "hostile");
  const next = definePolicy(plainData("next", { "ip-reputation.hosting": 40 }));
  const spoiltRecords = Array.from({ length: 4000 }, () => spoilt(random.pick(good), random));
  const accepted: HistoryRecord[] = [];
  const refused: unknown[] = [];
  for (const value of spoiltRecords) {
    try {
      accepted.push(readRecord(value));
    } catch (error) {
      refused.push(error);
    }
  }

  it("is refused by an error of this library, or not at all", () => {
    expect(refused.length).toBeGreaterThan(500);
    expect(accepted.length).toBeGreaterThan(500);
    expect(refused.filter((error) => !isTrialgateError(error) || error.code !== "invalid_input")).toEqual([]);
  });

  it("is judged, once it was accepted, by numbers alone", () => {
    for (const record of accepted) {
      const judged = judgeRecord(record, standardPolicy);
      if (judged === undefined) continue;
      const { points, probability, coverage, weight, at, revision } = judged;
      for (const number of [points, probability, coverage, weight, at, revision])
        expect(number).toBeTypeOf("number");
      expect([points, probability, coverage, weight].every(Number.isFinite)).toBe(true);
    }
  });

  it("is compared and looked at for drift, without an error", () => {
    // One weight of 1e308 would outweigh all others, and be no mistake of the reader.
    const history = accepted.map((record) => ({ ...record, weight: 1 }));
    const { signups, warnings } = comparePolicies(history, standardPolicy, next, { resamples: 20 });
    expect(signups.people + signups.abuse + signups.unlabelled).toBeGreaterThan(0);
    expect(warnings.length).toBeGreaterThan(0);
    expect(drift(good, history).every(({ psi }) => psi >= 0)).toBe(true);
  });
});
