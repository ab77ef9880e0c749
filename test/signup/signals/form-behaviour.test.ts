import { describe, expect, it } from "vitest";
import { formBehaviour } from "../../../src/signup/signals/form-behaviour.js";
import { look, lookAt, refusal, strengthOf } from "./harness.js";

const tooFast = async (formMs: number, signal = formBehaviour()): Promise<number> =>
  strengthOf(await look(signal, { formMs }), "too-fast");

describe("the time a form took", () => {
  it.each([0, 1, 300, 800])("is impossible for a person: %i ms", async (formMs) => {
    expect(await tooFast(formMs)).toBe(1);
  });

  it("leaves a password manager and a click little to answer for", async () => {
    expect(await tooFast(1500)).toBeCloseTo(0.27, 2);
    expect(await tooFast(2000)).toBeCloseTo(0.09, 2);
    expect(await tooFast(2500)).toBeCloseTo(0.02, 2);
  });

  it.each([3000, 20_000, 86_400_000])("says nothing from three seconds on: %i ms", async (formMs) => {
    expect(await tooFast(formMs)).toBe(0);
  });

  it("is measured against other marks when told", async () => {
    expect(await tooFast(3000, formBehaviour({ impossibleMs: 3000, easyMs: 10_000 }))).toBe(1);
  });
});

describe("a field that people never see", () => {
  it.each(["http://spam.example", " ", "\ud800", "__proto__"])("is filled: %j", async (honeypot) => {
    expect(await look(formBehaviour(), { honeypot })).toEqual([
      { code: "form-behaviour.honeypot", strength: 1 },
    ]);
  });

  it("is left alone", async () => {
    expect(await look(formBehaviour(), { honeypot: "" })).toEqual([]);
  });

  it("never shows what stood in it", async () => {
    const [found] = await lookAt(formBehaviour(), [{ id: "a", honeypot: "secret", formMs: 100 }]);
    expect(found?.map(({ code }) => code)).toEqual(["form-behaviour.too-fast", "form-behaviour.honeypot"]);
    expect(JSON.stringify(found)).not.toContain("secret");
  });
});

it("says nothing without a form", async () => {
  expect(await lookAt(formBehaviour(), [{ id: "a", channel: "oauth" }])).toEqual([[]]);
});

it("refuses marks that cross or are no times", () => {
  expect(refusal(() => formBehaviour({ impossibleMs: 5000 }))).toMatch(/^impossibleMs: .*below easyMs$/);
  expect(refusal(() => formBehaviour({ easyMs: Number.NaN }))).toMatch(
    /^easyMs: must be a number from 2 to 60000/,
  );
});
