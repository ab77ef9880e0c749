import { describe, expect, it } from "vitest";
import { days, hours, minutes } from "../../../src/core/clock.js";
import type { SignupInput } from "../../../src/signup/input.js";
import { ipVelocity } from "../../../src/signup/signals/ip-velocity.js";
import { ipOf, look, lookAt, refusal, start, strengthOf } from "./harness.js";

const home = "84.57.12.9";

/** `count` signups spread evenly over `overMs`, the last of them at its end. */
function arrivals(
  count: number,
  overMs: number,
  from = start,
  ip: (n: number) => string = () => home,
): SignupInput[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `${from}-${n}`,
    ip: ip(n),
    at: from + Math.round((overMs * (n + 1)) / count),
  }));
}

async function last(inputs: readonly SignupInput[], signal = ipVelocity()) {
  return (await lookAt(signal, inputs)).at(-1);
}

describe("a home address that was never seen", () => {
  it.each([1, 2, 3, 4])("may bring %i signups in an hour", async (count) => {
    expect(await last(arrivals(count, minutes(50)))).toEqual([]);
  });

  it("is a burst at 10 in an hour, and in full at 14", async () => {
    expect(strengthOf(await last(arrivals(10, minutes(50))), "burst")).toBeCloseTo(0.72, 2);
    expect(strengthOf(await last(arrivals(14, minutes(50))), "burst")).toBe(1);
  });

  it("grows with every signup, with no cliff", async () => {
    const seen = await lookAt(ipVelocity(), arrivals(14, minutes(50)));
    const strengths = seen.map((found) => strengthOf(found, "burst"));
    const steps = strengths.slice(1).map((strength, n) => strength - (strengths[n] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...steps)).toBeLessThan(0.15);
  });

  it("shows a slow farm in the window of a day", async () => {
    expect(strengthOf(await last(arrivals(10, hours(24))), "burst")).toBeLessThan(0.15);
    expect(strengthOf(await last(arrivals(20, hours(23))), "burst")).toBeGreaterThan(0.6);
  });

  it("counts one subject once, however often it comes", async () => {
    const again = arrivals(10, minutes(50)).map((input) => ({ ...input, id: "the same" }));
    expect(await last(again)).toEqual([]);
  });
});

describe("one organisation at one address", () => {
  const burst = async (mail: (n: number) => string) =>
    strengthOf(
      await last(arrivals(20, minutes(50)).map((input, n) => ({ ...input, email: mail(n) }))),
      "burst",
    );

  it("is half a burst: a class, or colleagues who were told to try it", async () => {
    expect(await burst((n) => `pupil${n}@riverside-school.org`)).toBe(0.5);
    // A guest or two do not change it.
    expect(
      await burst((n) => (n % 10 === 0 ? `guest${n}@gmail.com` : `pupil${n}@riverside-school.org`)),
    ).toBe(0.5);
  });

  it.each(["gmail.com", "cheap-farm.xyz", "farm.github.io", "mailinator.com"])(
    "is not told by %s, which costs nothing",
    async (domain) => expect(await burst((n) => `a${n}@${domain}`)).toBe(1),
  );

  it("is not told by many domains", async () => {
    expect(await burst((n) => `a${n}@client-${n % 3}.com`)).toBe(1);
  });
});

describe("an address with a past", () => {
  const busy = { day: 200, decayed: 4040 }; // 200 a day for months: 200 · 14 days / ln 2

  it("may bring 40 in an hour where it sees 200 a day", async () => {
    expect(await look(ipVelocity(), { ip: ipOf(home) }, { ...busy, hour: 40 })).toEqual([]);
  });

  it("is a burst where it brings a whole day in an hour", async () => {
    const found = await look(ipVelocity(), { ip: ipOf(home) }, { ...busy, hour: 200 });
    expect(strengthOf(found, "burst")).toBeGreaterThan(0.7);
    expect(found[0]?.detail).toEqual({ hour: 200, day: 200, usualPerDay: 202.5 });
  });

  it("learns from the store: eight in an hour mean little where eight a day are usual", async () => {
    const weeks = Array.from({ length: 35 }, (_, day) => arrivals(8, hours(8), start + days(day))).flat();
    const lunch = arrivals(8, minutes(50), start + days(36));
    expect(strengthOf(await last(lunch), "burst")).toBeGreaterThan(0.4);
    expect(strengthOf(await last([...weeks, ...lunch]), "burst")).toBeLessThan(0.15);
  });
});

describe("a shared network", () => {
  it("may hold a hackathon of 60 in three hours at a university", async () => {
    const counts = { hour: 22, day: 60, decayed: 60 };
    const facts = { ip: ipOf("129.132.4.8") };
    expect(await look(ipVelocity(), { ...facts, network: { kind: "education" } }, counts)).toEqual([]);
    expect(strengthOf(await look(ipVelocity(), { ...facts, network: {} }, counts), "burst")).toBe(1);
  });

  it.each(["mobile", "relay"] as const)("may be a %s address with 25 an hour", async (kind) => {
    const counts = { hour: 25, day: 50, decayed: 50 };
    expect(await look(ipVelocity(), { ip: ipOf(home), network: { kind } }, counts)).toEqual([]);
  });

  it("expects a little more of VPN and Tor exits than of a home", async () => {
    const counts = { hour: 10, day: 10, decayed: 10 };
    expect(await look(ipVelocity(), { ip: ipOf(home), network: { kind: "vpn" } }, counts)).toEqual([]);
  });
});

describe("the neighbours", () => {
  it("show somebody who rotates through the /64s of a /48", async () => {
    const rotating = arrivals(40, minutes(50), start, (n) => `2a02:8070:1:${n.toString(16)}::5`);
    const found = await last(rotating);
    expect(strengthOf(found, "subnet-burst")).toBeGreaterThan(0.9);
    expect(strengthOf(found, "burst")).toBe(0);
  });

  it("do not count the address itself twice", async () => {
    expect(strengthOf(await last(arrivals(14, minutes(50))), "subnet-burst")).toBe(0);
  });

  it("stay quiet for a dozen strangers of one /24 in a day", async () => {
    expect(await last(arrivals(12, hours(23), start, (n) => `84.57.12.${n}`))).toEqual([]);
  });
});

describe("the edges", () => {
  it("never blames a private address on the person", async () => {
    expect(await last(arrivals(30, minutes(50), start, () => "10.0.0.1"))).toEqual([]);
  });

  it("stays within 0..1 at a million, and at counts that contradict each other", async () => {
    const facts = { ip: ipOf(home) };
    for (const counts of [
      { hour: 1e6, day: 1e6, decayed: 1e6, subnetHour: 1e6, subnetDay: 1e6, subnetDecayed: 1e6 },
      { hour: 1e6, day: 0, decayed: 0, subnetHour: 0, subnetDay: 0, subnetDecayed: 0 },
      { hour: 1, day: 1, decayed: 1e9, subnetHour: 1, subnetDay: 1, subnetDecayed: 0.5 },
    ]) {
      const strength = strengthOf(await look(ipVelocity(), facts, counts), "burst");
      expect(strength).toBe(counts.hour === 1 ? 0 : 1);
    }
  });

  it("takes other expectations", async () => {
    const patient = ipVelocity({ usualPerHour: 50, usualPerDay: 100 });
    expect(await last(arrivals(14, minutes(50)), patient)).toEqual([]);
    const strict = ipVelocity({ sharedFactor: 1 });
    const counts = { hour: 25, day: 25, decayed: 25 };
    const found = await look(strict, { ip: ipOf(home), network: { kind: "mobile" } }, counts);
    expect(strengthOf(found, "burst")).toBe(1);
  });

  it("refuses options that cannot be, all at once", () => {
    const message = refusal(() =>
      ipVelocity({ usualPerHour: 0, usualPerDay: Number.NaN, sharedFactor: 0.5 }),
    );
    expect(message).toMatch(/^usualPerHour: .*like 1\nusualPerDay: .*like 2.5\nsharedFactor: /);
  });
});

describe("an address behind NAT64", () => {
  it("is counted by the IPv4 address inside", async () => {
    const behind = (n: number): string => (n % 2 === 0 ? home : "64:ff9b::84.57.12.9");
    expect(strengthOf(await last(arrivals(14, minutes(50), start, behind)), "burst")).toBe(1);
  });
});

describe("an address of no client", () => {
  it("is neither judged nor counted", async () => {
    const signal = ipVelocity();
    const ip = ipOf("10.0.0.7");
    expect(
      Object.values(signal.counts?.({ id: "s", subject: "s", at: start, ip }) ?? {}).filter(Boolean),
    ).toEqual([]);
    expect(await last(arrivals(40, minutes(50), start, () => "10.0.0.7"))).toEqual([]);
  });
});

describe("a class with addresses of its school, on a line that no list knows", () => {
  it("is not taken for a burst", async () => {
    const pupils = arrivals(28, minutes(50)).map((one, n) => ({
      ...one,
      email: `pupil${n}@lincoln.k12.ca.us`,
    }));
    expect(strengthOf(await last(pupils), "burst")).toBeLessThan(0.5);
    expect(strengthOf(await last(arrivals(28, minutes(50))), "burst")).toBe(1);
  });
});
