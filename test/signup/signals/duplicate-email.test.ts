import { describe, expect, it } from "vitest";
import { days } from "../../../src/core/clock.js";
import { duplicateEmail } from "../../../src/signup/signals/duplicate-email.js";
import { emailOf, look, lookAt, refusal, start, strengthOf } from "./harness.js";

const signal = duplicateEmail();

describe("strict", () => {
  it("proves that spellings of one Gmail box are one", async () => {
    const seen = await lookAt(signal, [
      { email: "ann.lee@gmail.com" },
      { email: "annlee+2@gmail.com" },
      { email: "a.n.n.lee@googlemail.com" },
    ]);
    expect(seen).toEqual([
      [],
      [{ code: "duplicate-email.strict", strength: 1, detail: { accounts: 2 } }],
      [{ code: "duplicate-email.strict", strength: 1, detail: { accounts: 3 } }],
    ]);
  });

  it("sees one address under two ids of the caller, but not a retry", async () => {
    const twice = [
      { email: "ann@example.com", id: "a1" },
      { email: "ann@example.com", id: "a2" },
    ];
    expect((await lookAt(signal, twice))[1]).toEqual([
      { code: "duplicate-email.same-address", strength: 1, detail: { accounts: 2 } },
    ]);
    expect(await lookAt(signal, [{ email: "ann@example.com" }, { email: "ann@example.com" }])).toEqual([
      [],
      [],
    ]);
  });

  it("takes who writes it otherwise, once, for one who hides", async () => {
    const forgot = [{ email: "ann.lee@gmail.com" }, { email: "Ann.Lee@gmail.com", id: "again" }];
    const hides = { email: "annlee@gmail.com", id: "hides" };
    const seen = await lookAt(signal, [...forgot, hides, { ...forgot[0], id: "later" }]);
    expect(seen.flat().map(({ code }) => code)).toEqual([
      "duplicate-email.same-address",
      "duplicate-email.strict",
      "duplicate-email.strict",
    ]);
  });

  it("remembers for a year, and forgets then", async () => {
    const after = (ms: number) => [
      { email: "ann.lee@gmail.com", at: start },
      { email: "annlee@gmail.com", at: start + ms },
    ];
    expect((await lookAt(signal, after(days(364))))[1]).toHaveLength(1);
    expect((await lookAt(signal, after(days(366))))[1]).toEqual([]);
    const short = await lookAt(duplicateEmail({ windowMs: days(7) }), after(days(8)));
    expect(strengthOf(short[1], "strict")).toBe(0);
  });

  it("does not take two people for one", async () => {
    const seen = await lookAt(signal, [
      { email: "ann.lee@example.com" },
      { email: "annlee@example.com" },
      { email: "ann.lee@outlook.com" },
      { email: "annlee@outlook.com" },
      { email: "ann.lee@hotmail.com" },
    ]);
    expect(seen.flat()).toEqual([]);
  });
});

describe("loose", () => {
  const tagged = (domain: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ email: `ann+test${index}@${domain}` }));

  it("grows with the accounts at a mailbox provider", async () => {
    const seen = await lookAt(signal, tagged("gmx.de", 5));
    expect(seen.map((found) => strengthOf(found, "loose"))).toEqual([0, 0.5, 0.792, 1, 1]);
  });

  it("stays small for testers at a firm of their own", async () => {
    const seen = await lookAt(signal, tagged("acme-widgets.com", 12));
    expect(strengthOf(seen.at(-1), "loose")).toBe(0.4);
  });

  it("says nothing at a privacy relay, and nothing beside strict", async () => {
    expect(await look(signal, { email: emailOf("a1@duck.com") }, { loose: 9 })).toEqual([]);
    const found = await look(signal, { email: emailOf("ann@gmx.de") }, { strict: 2, spellings: 2, loose: 9 });
    expect(found.map(({ code }) => code)).toEqual(["duplicate-email.strict"]);
  });

  it("forgets after thirty days", async () => {
    const pair = [
      { email: "ann+1@gmx.de", at: start },
      { email: "ann+2@gmx.de", at: start + days(31) },
    ];
    expect((await lookAt(signal, pair))[1]).toEqual([]);
    expect((await lookAt(duplicateEmail({ looseWindowMs: days(40) }), pair))[1]).toHaveLength(1);
  });
});

it("refuses windows that no store keeps", () => {
  const message = refusal(() => duplicateEmail({ windowMs: days(366), looseWindowMs: Number.NaN }));
  expect(message.split("\n")).toEqual([
    expect.stringMatching(/^windowMs: must be/),
    expect.stringMatching(/^looseWindowMs: must be/),
  ]);
});
