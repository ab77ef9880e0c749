import { definePolicy, type TierData } from "trialgate";
import { createRandom } from "trialgate/simulate";
import { type HistoryRecord, replay } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { costsOf, lossOf } from "../../src/tuning/measure/costs.js";
import { labelledRows } from "../../src/tuning/tune/labelled-rows.js";
import { cheapestTiers } from "../../src/tuning/tune/thresholds.js";
import { pinnedData, recordOf, start } from "./tune-worlds.js";

const costs = costsOf({ personValueUsd: 12 });
const codes = ["device-reuse.reused", "ip-velocity.burst", "phone.reused", "verified-facts.card"];

/** Points all over the scale, each abuse with a chance that rises with its strength. */
function spread(count: number, seed: string): readonly HistoryRecord[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, place) => {
    const risk = random.next();
    const seen = Object.fromEntries(codes.filter(() => random.chance(0.5)).map((code) => [code, risk]));
    const label = random.chance(risk ** 2) ? "abuse" : "legitimate";
    return recordOf(`${seed}-${place}`, seen, { at: start + place, label });
  });
}

const [full, starter, , none] = pinnedData.tiers;
const policyWith = (limits: readonly number[]) =>
  definePolicy({
    ...pinnedData,
    rules: [],
    channels: {},
    tiers: [
      { ...full, maxPoints: limits[0] },
      { ...starter, maxPoints: limits[1] },
      { ...none, unlock: undefined },
    ] as readonly TierData<"full" | "starter" | "none">[],
    whenDegraded: "starter",
  });

/** Dollars lost, told by replaying: nothing is shared with the search. */
function lossWith(history: readonly HistoryRecord[], limits: readonly number[]): number {
  let loss = 0;
  for (const { label, decision, grant } of replay(history, policyWith(limits))) {
    if (label !== undefined) loss += lossOf({ label, decision, credits: grant.credits }, costs);
  }
  return loss;
}

describe("the cheapest thresholds", () => {
  it("are those that trying them all finds", () => {
    const history = spread(60, "all");
    const now = [34, 50] as const;
    const stay = lossWith(history, now);
    // Moving has a price: a thousandth of the loss for each point.
    const priced = (limits: readonly number[]): number =>
      lossWith(history, limits) +
      stay * 0.001 * limits.reduce((sum, limit, place) => sum + Math.abs(limit - (now[place] ?? 0)), 0);
    let least = Number.POSITIVE_INFINITY;
    for (let first = now[0] - 15; first <= now[0] + 15; first += 1) {
      for (let second = Math.max(first + 1, now[1] - 15); second <= now[1] + 15; second += 1) {
        least = Math.min(least, priced([first, second]));
      }
    }
    const found = cheapestTiers(labelledRows(history), policyWith(now).resolved, costs).flatMap(
      ({ maxPoints }) => maxPoints ?? [],
    );
    expect(least).toBeLessThan(stay);
    expect(priced(found)).toBeCloseTo(least, 6);
  });

  it("stay where nothing is saved", () => {
    const free = { ...costs, personValueUsd: 0, takenShare: 0 };
    const { resolved } = policyWith([34, 50]);
    expect(cheapestTiers(labelledRows(spread(50, "free")), resolved, free)).toEqual(resolved.tiers);
    expect(cheapestTiers([], resolved, costs)).toEqual(resolved.tiers);
  });

  it("stay where a policy may have them", () => {
    // Whatever is moved up lets more people in: all of these are people.
    const people = labelledRows(spread(200, "bounds")).map((row) => ({
      ...row,
      label: "legitimate" as const,
    }));
    const { resolved } = policyWith([990, 998]);
    const far = { ...resolved, offset: resolved.offset + 950 };
    const tiers = cheapestTiers(people, far, costs);
    const limits = tiers.flatMap(({ maxPoints }) => maxPoints ?? []);
    expect(limits).not.toEqual([990, 998]);
    expect(Math.max(...limits)).toBe(1_000);
    expect(() => policyWith(limits)).not.toThrow();
  });

  it("stay shared where two tiers share one, and above what a policy can reach", () => {
    const history = labelledRows(spread(200, "shared"));
    const shared = cheapestTiers(history, policyWith([50, 50]).resolved, costs);
    expect(shared[0]?.maxPoints).toBe(shared[1]?.maxPoints);
    const lowest = policyWith([-5, 50]);
    const people = history.map((row) => ({ ...row, label: "abuse" as const }));
    const tiers = cheapestTiers(people, lowest.resolved, costs);
    expect(() => policyWith(tiers.flatMap(({ maxPoints }) => maxPoints ?? []))).not.toThrow();
  });
});
