import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { days, hours, minutes } from "../../src/core/clock.js";
import { counterId, distinct, lifetimeMs, rate, sum } from "../../src/core/counter.js";
import { isTrialgateError, TrialgateError } from "../../src/core/errors.js";
import { fingerprint, stableJson } from "../../src/core/fingerprint.js";
import { closest } from "../../src/core/suggest.js";
import { version } from "../../src/core/version.js";

describe("version", () => {
  it("is that of package.json", () => {
    const { version: published } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(version).toBe(published);
  });
});

describe("durations", () => {
  it("are milliseconds", () => {
    expect([minutes(2), hours(1), days(30)]).toEqual([120_000, 3_600_000, 2_592_000_000]);
  });
});

describe("the name of a counter", () => {
  it("tells kinds, windows and parts apart", () => {
    const ids = [
      distinct(["a", "b:c"], "m", 10),
      distinct(["a:b", "c"], "m", 10),
      distinct(["a", "b", "c"], "m", 10),
      distinct(["", "ab:c"], "m", 10),
      distinct(["a", "b:c"], "m", 100),
      sum(["a", "b:c"], 1, 10),
      rate(["a", "b:c"], 10),
    ].map(counterId);
    expect(new Set(ids).size).toBe(ids.length);
    const parts = fc.array(fc.constantFrom("", "1", ":", "1:", ":1", "a"), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        expect(counterId(sum(a, 1, 10))).not.toBe(counterId(sum(b, 1, 10)));
      }),
      { seed: 2026, numRuns: 500 },
    );
  });

  it("does not name the member or the amount", () => {
    expect(counterId(distinct(["a"], "m", 10, 5))).toBe(counterId(distinct(["a"], "n", 10, 6)));
    expect(counterId(sum(["a"], 1, 10))).toBe(counterId(sum(["a"], 2, 10)));
  });

  it("a counter lives as long as its window, a rate for ten half-lives", () => {
    expect([
      lifetimeMs(sum(["a"], 1, 10)),
      lifetimeMs(distinct(["a"], "m", 20)),
      lifetimeMs(rate(["a"], 30)),
    ]).toEqual([10, 20, 300]);
  });
});

describe("stableJson", () => {
  it("does not depend on the order of fields, and does on that of lists", () => {
    expect(stableJson({ b: 1, a: [2, { d: null, c: "x" }], e: undefined })).toBe(
      '{"a":[2,{"c":"x","d":null}],"b":1}',
    );
    expect(stableJson([1, 2])).not.toBe(stableJson([2, 1]));
    expect(stableJson(undefined)).toBe("null");
  });

  it("takes __proto__ for a field like any other", () => {
    expect(stableJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });
});

describe("fingerprint", () => {
  it("is 16 hexadecimal digits, the same on every runtime", () => {
    expect(fingerprint("")).toMatch(/^[0-9a-f]{16}$/);
    expect([
      fingerprint("trialgate"),
      fingerprint("trialgatf"),
      fingerprint("\ud800"),
    ]).toMatchInlineSnapshot(`
      [
        "78dfcab2ce2aa54c",
        "8175bdcc41a88eab",
        "acb14d29bf3219b9",
      ]
    `);
  });

  it("tells 100,000 similar texts apart", () => {
    const prints = new Set(Array.from({ length: 100_000 }, (_, place) => fingerprint(`{"id":"${place}"}`)));
    expect(prints.size).toBe(100_000);
  });

  it("reacts to every character of a long text", () => {
    const text = "abcdefgh".repeat(50);
    const prints = Array.from(text, (_, place) =>
      fingerprint(`${text.slice(0, place)}X${text.slice(place + 1)}`),
    );
    expect(new Set(prints).size).toBe(text.length);
  });
});

describe("closest", () => {
  const known = ["disposable-email.listed", "device-reuse.reused", "email"];

  it("finds what was probably meant", () => {
    expect(closest("disposible-email.listd", known)).toBe("disposable-email.listed");
    expect(closest("emial", known)).toBe("email");
    expect(closest("email", known)).toBe("email");
  });

  it("is silent when nothing is near", () => {
    expect(closest("weather", known)).toBeUndefined();
    expect(closest("", known)).toBeUndefined();
    expect(closest("e".repeat(100_000), known)).toBeUndefined();
    expect(closest("email", [])).toBeUndefined();
  });
});

describe("TrialgateError", () => {
  const error = new TrialgateError("invalid_input", [
    { path: "email", message: "must be text" },
    { path: "", message: "give more" },
  ]);

  it("says every problem on a line of its own", () => {
    expect(error.message).toBe("email: must be text\ngive more");
    expect(error).toMatchObject({ name: "TrialgateError", code: "invalid_input" });
  });

  it("is recognised, also from another copy of the library", () => {
    const twin = Object.assign(new Error("x"), { [Symbol.for("trialgate.error")]: true });
    expect([error, twin].map(isTrialgateError)).toEqual([true, true]);
    expect([new Error("x"), null, undefined, "trialgate", {}].some(isTrialgateError)).toBe(false);
  });
});
