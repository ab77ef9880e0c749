import { days, hours, minutes } from "trialgate";
import { createRandom } from "trialgate/simulate";
import { describe, expect, it } from "vitest";
import { accounts, type Campaign, campaigns } from "../../../src/simulate/attackers/campaigns.js";
import { inSittings } from "../../../src/simulate/attackers/sittings.js";

const startAt = Date.UTC(2026, 5, 1);
const values = { size: 20, gapMs: minutes(5), sitting: 5, restMs: hours(12) };
const plan = { random: createRandom(1), count: 100, startAt, endAt: startAt + days(60), values };
const rhythm = inSittings(values);
const opened = (them: readonly Campaign[]) => them.reduce((sum, { times }) => sum + times.length, 0);

describe("campaigns", () => {
  it("open as many accounts as were asked for, in campaigns of about the size", () => {
    const them = [...campaigns(plan, rhythm)];
    expect(opened(them)).toBe(100);
    expect(them).toHaveLength(5);
    expect(new Set(them.map(({ times }) => times.length)).size).toBeGreaterThan(1);
  });

  it.each([0, 1, 2, 3, 7, 31])("make sense of a count of %i", (count) => {
    const them = [...campaigns({ ...plan, count }, rhythm)];
    expect(opened(them)).toBe(count);
    expect(them.every(({ times }) => times.length > 0)).toBe(true);
  });

  it("work in sittings, with rests between them", () => {
    const [first] = campaigns({ ...plan, count: 20 }, rhythm);
    const gaps = first?.times.slice(1).map((at, place) => at - (first.times[place] ?? 0)) ?? [];
    const rests = gaps.flatMap((gap, place) => (gap > hours(1) ? [place + 1] : []));
    expect(rests).toEqual([5, 10, 15]);
  });

  it("stay within a world that is shorter than they are", () => {
    const endAt = startAt + hours(1);
    for (const { times } of campaigns({ ...plan, endAt }, rhythm)) {
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.every((at) => at >= startAt && at < endAt)).toBe(true);
    }
  });

  it("make the same account when asked twice, and another for the next", () => {
    const [campaign] = campaigns(plan, rhythm);
    if (campaign === undefined) throw new Error("no campaign");
    const [first, second] = accounts(campaign, ({ random }) => ({ email: `${random.next()}@example.com` }));
    expect(first?.signup()).toEqual(first?.signup());
    expect(first?.signup()).not.toEqual(second?.signup());
  });
});
