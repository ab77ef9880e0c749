import { describe, expect, it } from "vitest";
import { days } from "../../../src/core/clock.js";
import type { SignupInput } from "../../../src/signup/input.js";
import { verifiedFacts } from "../../../src/signup/signals/verified-facts.js";
import { lookAt, refusal, start } from "./harness.js";

const codes = async (input: SignupInput, signal = verifiedFacts()) =>
  (await lookAt(signal, [{ id: "a", ...input }]))[0]?.map(({ code }) => code.split(".")[1]);

const card: SignupInput = { verified: ["card"], cardFunding: "credit", paymentFingerprint: "card-1" };

describe("a verified card", () => {
  it.each(["credit", "debit", "unknown", undefined] as const)(
    "is good when it is %s and new",
    async (cardFunding) => {
      expect(await codes({ ...card, cardFunding })).toEqual(["card"]);
    },
  );

  it("is worth little when it is prepaid", async () => {
    expect(await codes({ ...card, cardFunding: "prepaid" })).toEqual(["prepaid-card"]);
  });

  it("is unproven without a fingerprint: it may open accounts by the dozen", async () => {
    expect(await codes({ ...card, paymentFingerprint: undefined })).toEqual(["unproven-card"]);
  });

  it("speaks for the first account only, for a year", async () => {
    const seen = await lookAt(verifiedFacts(), [
      { id: "a", ...card },
      { id: "b", ...card, at: start + days(300) },
      { id: "b", ...card, at: start + days(301) },
      { id: "c", ...card, at: start + days(700) },
    ]);
    expect(seen.map((found) => found.length)).toEqual([1, 0, 0, 1]);
  });

  it("must be verified, not just typed", async () => {
    expect(await codes({ ...card, verified: [] })).toEqual([]);
    expect(await codes({ cardFunding: "credit", paymentFingerprint: "card-1" })).toEqual([]);
  });
});

describe("an OAuth account", () => {
  const aged = (age: number) => codes({ verified: ["oauth"], oauthAccountCreatedAt: start - age });

  it("speaks from 180 days on, and never against a young one", async () => {
    expect(await aged(days(180))).toEqual(["aged-oauth"]);
    expect(await aged(days(180) - 1)).toEqual([]);
    expect(await aged(0)).toEqual([]);
    expect(await aged(-days(400))).toEqual([]);
  });

  it("may be asked to be older", async () => {
    const strict = verifiedFacts({ agedOauthMs: days(365) });
    expect(await codes({ oauthAccountCreatedAt: start - days(200) }, strict)).toEqual([]);
  });
});

it("gives less for what costs less to fake", async () => {
  expect(await codes({ verified: ["email", "phone", "challenge"] })).toEqual(["phone", "challenge", "email"]);
  const points = Object.entries(verifiedFacts().reasons).map(([code, { points }]) => [code, points] as const);
  expect(points.every(([, value]) => value < 0)).toBe(true);
  const cheapFirst = points.toSorted(([, a], [, b]) => b - a).map(([code]) => code);
  expect(cheapFirst).toEqual([
    "email",
    "prepaid-card",
    "challenge",
    "phone",
    "unproven-card",
    "aged-oauth",
    "card",
  ]);
});

it("says nothing without facts, and lowers no coverage", async () => {
  expect(await codes({})).toEqual([]);
  expect(verifiedFacts().optional).toBe(true);
});

it("refuses an age that is none", () => {
  expect(refusal(() => verifiedFacts({ agedOauthMs: 180 }))).toMatch(/^agedOauthMs: .*like days\(180\)$/);
});

describe("a verified phone", () => {
  const rented = (n: number): SignupInput => ({
    id: `s${n}`,
    phone: `+4915112345${String(100 + n)}`,
    verified: ["phone"],
    at: start + n * 60_000,
  });
  const proved = async (inputs: readonly SignupInput[]): Promise<readonly boolean[]> =>
    (await lookAt(verifiedFacts(), inputs)).map((found) => found.some(({ code }) => code.endsWith(".phone")));

  it("proves something as long as its block of numbers is quiet", async () => {
    const seen = await proved(Array.from({ length: 8 }, (_, n) => rented(n)));
    expect(seen.slice(0, 2)).toEqual([true, true]);
    expect(seen.slice(5)).toEqual([false, false, false]);
  });

  it("speaks for the first account on a number", async () => {
    expect(await proved([rented(1), { ...rented(1), id: "another" }])).toEqual([true, false]);
  });

  it("counts without a number, when only the fact was passed", async () => {
    expect(await codes({ verified: ["phone"] })).toEqual(["phone"]);
  });
});
