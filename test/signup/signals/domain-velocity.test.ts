import { describe, expect, it } from "vitest";
import { days, hours, minutes } from "../../../src/core/clock.js";
import type { SignupInput } from "../../../src/signup/input.js";
import { domainVelocity } from "../../../src/signup/signals/domain-velocity.js";
import { emailOf, ipOf, look, lookAt, refusal, start, strengthOf } from "./harness.js";

const signal = domainVelocity();
const burstPoints = signal.reasons.burst?.points ?? 0;

/** Signups at one domain, one every `everyMs`; each from the network that `ip` names. */
function signups(
  count: number,
  { domain = "acme-widgets.com", ip, everyMs = minutes(3), at = start }: Partial<Shape> = {},
): SignupInput[] {
  return Array.from({ length: count }, (_, index) => ({
    email: `person${index}@${domain}`,
    at: at + index * everyMs,
    ...(ip && { ip: ip(index) }),
  }));
}
interface Shape {
  domain: string;
  ip: (index: number) => string;
  everyMs: number;
  at: number;
}

const office = (): string => "203.0.112.7";
const everywhere = (index: number): string => `81.${index}.3.4`;
const lastPoints = async (inputs: SignupInput[], asked = signal): Promise<number> =>
  burstPoints * strengthOf((await lookAt(asked, inputs)).at(-1), "burst");

describe("a farm on a domain that no list knows", () => {
  it("gets nearly all points at fifty a day from many networks", async () => {
    expect(await lastPoints(signups(50, { ip: everywhere, everyMs: minutes(25) }))).toBeGreaterThan(40);
    expect(await lastPoints(signups(64, { ip: everywhere, everyMs: minutes(20) }))).toBe(46);
  });

  it("does not hide by putting three or four accounts on each of many networks", async () => {
    const sharing = (each: number) => (index: number) => everywhere(Math.floor(index / each));
    expect(await lastPoints(signups(96, { ip: sharing(3), everyMs: minutes(10) }))).toBe(46);
    expect(await lastPoints(signups(96, { ip: sharing(4), everyMs: minutes(10) }))).toBeGreaterThan(30);
    // As few networks as a firm and those of it who work at home.
    expect(await lastPoints(signups(32, { ip: sharing(4), everyMs: minutes(2) }))).toBe(0);
  });

  it("is counted by what one owner holds, whatever the subdomain", async () => {
    const inputs = signups(20, { ip: everywhere }).map((input, index) => ({
      ...input,
      email: `person@m${index}.acme-widgets.com`,
    }));
    expect(await lastPoints(inputs)).toBeGreaterThan(25);
    const strangers = inputs.map((input, index) => ({ ...input, email: `person@m${index}.github.io` }));
    expect(await lastPoints(strangers)).toBe(0);
  });

  it("grows with every doubling and tells the numbers", async () => {
    const seen = await lookAt(signal, signups(64, { ip: everywhere, everyMs: minutes(1) }));
    expect([4, 8, 16, 32, 64].map((count) => strengthOf(seen[count - 1], "burst"))).toEqual([
      0, 0.333, 0.667, 1, 1,
    ]);
    expect(seen.at(-1)?.[0]?.detail).toEqual({ accounts: 64, ofMonth: 64, weeks: 1, networks: 64 });
  });

  it("is seen in a month when it takes its time, unless it has been at it for weeks", async () => {
    const slow = signups(32, { ip: everywhere, everyMs: hours(10) });
    expect(await lastPoints(slow)).toBeGreaterThan(18);
    expect(await lastPoints(signups(32, { ip: office, everyMs: hours(10) }))).toBe(0);
    expect(await lastPoints(signups(4, { ip: everywhere, everyMs: hours(10) }))).toBe(0);
  });

  it("is seen sooner when its proxies sit in many time zones", async () => {
    const zones = ["Europe/Berlin", "Asia/Tokyo", "America/Lima", "Africa/Lagos", "Asia/Dubai", "Asia/Seoul"];
    const slow = signups(10, { ip: everywhere, everyMs: hours(10) });
    const at = (zone: (index: number) => string) =>
      lastPoints(slow.map((input, index) => ({ ...input, timezone: zone(index) })));
    expect(await at((index) => zones[index % 6] ?? "")).toBeGreaterThan(29);
    expect(await at(() => "Europe/Berlin")).toBe(await lastPoints(slow));
    expect(await at((index) => zones[index % 2] ?? "")).toBe(await lastPoints(slow));
  });

  it("does not buy a history by its own volume", async () => {
    const yesterday = signups(60, { ip: everywhere, everyMs: minutes(20), at: start - days(2) });
    const today = signups(60, { ip: everywhere, everyMs: minutes(20) }).map((input, index) => ({
      ...input,
      email: `other${index}@acme-widgets.com`,
    }));
    expect(await lastPoints([...yesterday, ...today])).toBeGreaterThan(35);
  });
});

describe("honest bursts", () => {
  it("leaves a small firm alone", async () => {
    expect(await lastPoints(signups(4, { ip: office }))).toBe(0);
  });

  it("gives twenty colleagues in an hour a small answer", async () => {
    expect(await lastPoints(signups(20, { ip: office }))).toBeLessThan(15);
    expect(await lastPoints(signups(20))).toBeLessThanOrEqual(20.1);
    const offices = (index: number): string => `203.0.${index % 4}.7`;
    expect(await lastPoints(signups(20, { ip: offices }))).toBeLessThanOrEqual(20.1);
  });

  it("knows a firm that has been seen for weeks", async () => {
    const past = Array.from({ length: 8 }, (_, week) => ({
      email: `early${week}@acme-widgets.com`,
      ip: office(),
      at: start - days(7 * (8 - week)),
    }));
    expect(await lastPoints([...past, ...signups(20, { ip: office })])).toBeLessThan(8);
  });

  it("forgets the day after a day, and the month after a month", async () => {
    const late = (at: number) => ({ email: "late@acme-widgets.com", ip: everywhere(90), at: start + at });
    const burst = signups(20, { ip: everywhere });
    const [same, next, month] = [hours(2), hours(26), days(31)].map((at) => lastPoints([...burst, late(at)]));
    expect(await next).toBeLessThan((await same) ?? 0);
    expect(await month).toBe(0);
  });

  it.each(["gmail.com", "qq.com", "duck.com", "cs.stanford.edu", "privaterelay.appleid.com"])(
    "never looks at %s",
    async (domain) => {
      expect(await lastPoints(signups(60, { domain, ip: everywhere }))).toBe(0);
    },
  );
});

describe("domainAgeDays", () => {
  const facts = { email: emailOf("kim@acme-widgets.com"), ip: ipOf("203.0.112.7") };
  const counts = { accounts: 64, networks: 64 };

  it("spares an old domain, and is asked for the domain alone", async () => {
    const asked: string[] = [];
    const old = domainVelocity({
      domainAgeDays: async (domain) => {
        asked.push(domain);
        return 4000;
      },
    });
    expect(strengthOf(await look(old, facts, counts), "burst")).toBeCloseTo(0.6);
    expect(asked).toEqual(["acme-widgets.com"]);
  });

  it("asks nobody without a burst", async () => {
    const asked = domainVelocity({ domainAgeDays: () => Promise.reject(new Error("asked")) });
    expect(await look(asked, facts, { accounts: 3 })).toEqual([]);
  });

  it.each([
    ["an unknown age", () => undefined],
    ["a rejection", () => Promise.reject(new Error("down"))],
    ["an exception", () => JSON.parse("{") as number],
    ["no number", () => "old" as unknown as number],
    ["a negative age", () => -1],
    ["NaN", () => Number.NaN],
  ])("takes %s for no evidence", async (_, domainAgeDays) => {
    expect(strengthOf(await look(domainVelocity({ domainAgeDays }), facts, counts), "burst")).toBe(1);
  });

  it("must be a function", () => {
    expect(refusal(() => domainVelocity({ domainAgeDays: 30 as unknown as () => number }))).toMatch(
      /^domainAgeDays: must be a function/,
    );
  });
});
