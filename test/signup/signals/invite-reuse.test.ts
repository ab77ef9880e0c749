import { describe, expect, it } from "vitest";
import { days, hours, minutes } from "../../../src/core/clock.js";
import { inviteReuse } from "../../../src/signup/signals/invite-reuse.js";
import { lookAt, refusal, start, strengthOf } from "./harness.js";

async function burst(
  count: number,
  everyMs: number,
  signal = inviteReuse(),
  inviteCode = "FRIEND-1",
): Promise<number> {
  const inputs = Array.from({ length: count }, (_, n) => ({
    id: `s${n}`,
    inviteCode,
    at: start + n * everyMs,
  }));
  return strengthOf((await lookAt(signal, inputs)).at(-1), "burst");
}

describe("an invite code", () => {
  it("may bring a handful of friends", async () => {
    expect(await burst(5, minutes(1))).toBe(0);
    expect(await burst(20, days(1))).toBe(0);
  });

  it("is a burst from there on: a third with each doubling", async () => {
    expect(await burst(10, minutes(1))).toBeCloseTo(1 / 3, 2);
    expect(await burst(20, minutes(1))).toBeCloseTo(2 / 3, 2);
    expect(await burst(40, minutes(1))).toBe(1);
  });

  it("shows a slow farm in the window of a month", async () => {
    expect(await burst(160, hours(4.4))).toBe(1);
  });

  it("is a tenth of that when a hall shares it, on one network", async () => {
    const guest = (ip: (n: number) => string) =>
      Array.from({ length: 40 }, (_, n) => ({ id: `s${n}`, inviteCode: "EVENT-1", ip: ip(n) }));
    const last = async (ip: (n: number) => string) =>
      strengthOf((await lookAt(inviteReuse(), guest(ip))).at(-1), "burst");
    expect(await last(() => "81.2.3.4")).toBe(0.1);
    expect(await last((n) => `81.${n}.3.4`)).toBe(1);
    // A hotspot here and there is still a hall.
    expect(await last((n) => `81.${n % 12}.3.4`)).toBe(0.1);
  });

  it("is not hidden by three accounts to a network, once there are many networks", async () => {
    const farm = Array.from({ length: 288 }, (_, n) => ({
      id: `s${n}`,
      inviteCode: "FRIEND-1",
      ip: `81.${Math.floor(n / 3)}.3.4`,
      at: start + n * minutes(4),
    }));
    expect(strengthOf((await lookAt(inviteReuse(), farm)).at(-1), "burst")).toBe(1);
  });

  it("is counted by itself", async () => {
    const inputs = Array.from({ length: 40 }, (_, n) => ({ id: `s${n}`, inviteCode: `CODE-${n}` }));
    expect((await lookAt(inviteReuse(), inputs)).at(-1)).toEqual([]);
  });
});

it("spares campaigns and takes other expectations", async () => {
  expect(await burst(40, minutes(1), inviteReuse({ campaigns: ["LAUNCH"] }), "LAUNCH")).toBe(0);
  expect(await burst(40, minutes(1), inviteReuse({ campaigns: ["LAUNCH"] }), "launch")).toBe(1);
  expect(await burst(40, minutes(1), inviteReuse({ expectedPerDay: 100, expectedPerMonth: 100 }))).toBe(0);
});

it("shows how many, never the code", async () => {
  const inputs = Array.from({ length: 10 }, (_, n) => ({ id: `s${n}`, inviteCode: "FRIEND-1" }));
  const found = (await lookAt(inviteReuse(), inputs)).at(-1);
  expect(found).toEqual([{ code: "invite-reuse.burst", strength: 0.333, detail: { today: 10, month: 10 } }]);
});

it("is skipped without a code, and unharmed by odd ones", async () => {
  const seen = await lookAt(inviteReuse(), [
    { id: "a" },
    { id: "b", inviteCode: "__proto__" },
    { id: "c", inviteCode: "\ud800" },
  ]);
  expect(seen).toEqual([[], [], []]);
});

it("refuses options that cannot be", () => {
  const bad = { campaigns: "LAUNCH", expectedPerDay: 0, expectedPerMonth: 1e9 } as unknown as Parameters<
    typeof inviteReuse
  >[0];
  expect(refusal(() => inviteReuse(bad))).toMatch(/^campaigns: .*\nexpectedPerDay: .*\nexpectedPerMonth: /);
});
