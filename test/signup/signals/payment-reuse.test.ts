import { expect, it } from "vitest";
import { days } from "../../../src/core/clock.js";
import { paymentReuse } from "../../../src/signup/signals/payment-reuse.js";
import { lookAt, refusal, start, strengthOf } from "./harness.js";

const accounts = (count: number, everyMs = 60_000) =>
  Array.from({ length: count }, (_, n) => ({
    id: `s${n}`,
    paymentFingerprint: "card-1",
    at: start + n * everyMs,
  }));
const strengths = async (count: number, signal = paymentReuse()) =>
  (await lookAt(signal, accounts(count))).map((found) => strengthOf(found, "reused"));

it("is a family at two and a farm at four", async () => {
  expect(await strengths(6)).toEqual([0, 0.273, 0.636, 1, 1, 1]);
});

it("remembers a card for a year: farms come back every month", async () => {
  expect(strengthOf((await lookAt(paymentReuse(), accounts(4, days(31)))).at(-1), "reused")).toBe(1);
  expect((await lookAt(paymentReuse(), accounts(2, days(366)))).at(-1)).toEqual([]);
});

it("counts an account once and tells cards apart", async () => {
  const [first] = accounts(1);
  expect((await lookAt(paymentReuse(), [{ ...first }, { ...first }, { ...first }])).at(-1)).toEqual([]);
  const others = accounts(5).map((input, n) => ({ ...input, paymentFingerprint: `card-${n}` }));
  expect((await lookAt(paymentReuse(), others)).at(-1)).toEqual([]);
});

it("shows how many, never the card", async () => {
  const found = (await lookAt(paymentReuse(), accounts(4))).at(-1);
  expect(found).toEqual([{ code: "payment-reuse.reused", strength: 1, detail: { accounts: 4 } }]);
});

it("is patient when told, at either end", async () => {
  expect((await strengths(10, paymentReuse({ fullAt: 20 }))).at(-1)).toBeLessThan(0.5);
  expect(await strengths(2, paymentReuse({ fullAt: 2 }))).toEqual([0, 1]);
});

it("is skipped without a card, which lowers no coverage", async () => {
  expect(await lookAt(paymentReuse(), [{ id: "a" }, { id: "b", paymentFingerprint: "" }])).toEqual([[], []]);
  expect(paymentReuse().optional).toBe(true);
});

it("refuses marks that cannot be", () => {
  expect(refusal(() => paymentReuse({ fullAt: 1 }))).toBe("fullAt: must be a number from 2 to 50, like 4");
});
