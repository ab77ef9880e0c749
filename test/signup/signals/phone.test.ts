import { describe, expect, it } from "vitest";
import { days, hours } from "../../../src/core/clock.js";
import type { SignupInput } from "../../../src/signup/input.js";
import { phone } from "../../../src/signup/signals/phone.js";
import { lookAt, refusal, start, strengthOf } from "./harness.js";

// Numbers of the ranges that Ofcom and the FCC keep for drama are not valid, so these are assigned ranges.
const london = (n: number): SignupInput => ({
  id: `s${n}`,
  phone: `+4479110${String(10_000 + n * 11_003).slice(0, 5)}`,
});
const oneBlock = (n: number): SignupInput => ({ id: `s${n}`, phone: `+44791112${String(1000 + n)}` });
const last = async (inputs: readonly SignupInput[], signal = phone()) =>
  (await lookAt(signal, inputs)).at(-1);
const many = (count: number, each: (n: number) => SignupInput): SignupInput[] =>
  Array.from({ length: count }, (_, n) => each(n));

describe("a number by itself", () => {
  it.each(["+447911123456", "+14155552671", "+4915123456789", "+919876543210"])(
    "says nothing: %s",
    async (number) => {
      expect(await last([{ id: "a", phone: number }])).toEqual([]);
    },
  );

  it("is malformed when it is no number", async () => {
    expect(await last([{ id: "a", phone: "call me maybe" }])).toEqual([
      { code: "phone.malformed", strength: 1 },
    ]);
  });

  it("is invalid when nobody can have it", async () => {
    const found = await last([{ id: "a", phone: "+1555123456" }]);
    expect(strengthOf(found, "invalid")).toBe(1);
  });

  it("of an odd type is weak", async () => {
    const found = await last([{ id: "a", phone: "+448001111111" }]);
    expect(found).toEqual([{ code: "phone.line-type", strength: 1, detail: { type: "toll-free" } }]);
    expect(phone().reasons["line-type"]?.points).toBeLessThanOrEqual(3);
  });

  it("is not looked at when it cannot be read for want of a country, or is not there", async () => {
    expect(
      await lookAt(phone(), [{ id: "a", phone: "030 1234567" }, { id: "b", phone: "" }, { id: "c" }]),
    ).toEqual([[], [], []]);
  });
});

describe("one number, several accounts", () => {
  const reused = async (count: number, signal = phone()): Promise<number> =>
    strengthOf(
      await last(
        many(count, (n) => ({ id: `s${n}`, phone: "+447911123456" })),
        signal,
      ),
      "reused",
    );

  it("is little for a couple and grows to full at eight", async () => {
    expect(await reused(1)).toBe(0);
    expect(await reused(2)).toBeCloseTo(1 / 3, 2);
    expect(await reused(4)).toBeCloseTo(2 / 3, 2);
    expect(await reused(8)).toBe(1);
  });

  it("remembers for a year", async () => {
    const monthsLater = [
      { id: "a", phone: "+447911123456" },
      { id: "b", phone: "07911 123456", country: "GB", at: start + days(300) },
    ];
    expect(strengthOf(await last(monthsLater), "reused")).toBeGreaterThan(0);
    const yearLater = monthsLater.map((input, n) => ({ ...input, at: start + n * days(366) }));
    expect(await last(yearLater)).toEqual([]);
  });

  it("does not count as a block of numbers too", async () => {
    const found = await last(many(8, (n) => ({ id: `s${n}`, phone: "+447911123456" })));
    expect(strengthOf(found, "prefix-velocity")).toBe(0);
  });

  it("takes another full mark", async () => {
    expect(await reused(4, phone({ fullAt: 4 }))).toBe(1);
  });
});

describe("a block of numbers", () => {
  it("is noticed when it brings a row of accounts in a day", async () => {
    expect(await last(many(2, oneBlock))).toEqual([]);
    expect(strengthOf(await last(many(4, oneBlock)), "prefix-velocity")).toBeLessThan(0.4);
    expect(strengthOf(await last(many(10, oneBlock)), "prefix-velocity")).toBe(1);
  });

  it("comes to be usual where a country has few of them", async () => {
    const weeks = many(150, (n) => ({ ...oneBlock(n), at: start + n * hours(4) }));
    expect(strengthOf(await last(weeks), "prefix-velocity")).toBeLessThan(0.2);
  });

  it("is another for every customer of a big network", async () => {
    expect(await last(many(8, london))).toEqual([]);
  });

  it("may be expected to bring more", async () => {
    expect(await last(many(10, oneBlock), phone({ usualPerBlock: 50 }))).toEqual([]);
  });
});

it("never repeats a number, and costs no coverage when absent", async () => {
  const found = await last(many(10, oneBlock));
  expect(JSON.stringify(found)).not.toMatch(/7911/);
  expect(phone().optional).toBe(true);
});

it("refuses options that cannot be", () => {
  expect(refusal(() => phone({ fullAt: 1, usualPerBlock: 0 }))).toMatch(
    /^fullAt: must.*\nusualPerBlock: must/,
  );
});

it.each(["+".repeat(60), "\ud800", "__proto__", "+000000000000000"])("is unharmed by %j", async (text) => {
  const found = await last([{ id: "a", phone: text }]);
  expect(found?.map(({ code }) => code)).toEqual(["phone.malformed"]);
});
