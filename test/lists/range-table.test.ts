import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeNumbers, numberReader } from "../../src/lists/digits.js";
import { openRanges, packRanges, type Range } from "../../src/lists/range-table.js";

/** Sorted ranges without overlap, from steps that are gaps and lengths. */
const ranges = fc
  .array(fc.tuple(fc.nat(2 ** 20), fc.nat(2 ** 20), fc.integer({ min: 1, max: 9 })), { maxLength: 200 })
  .map((steps) => {
    let next = 0;
    return steps.map(([gap, length, value]): Range => {
      const first = next + gap;
      next = first + length + 1;
      return { first, last: first + length, value };
    });
  });

describe("packed ranges", () => {
  it("answer as the ranges do, at every edge", () => {
    fc.assert(
      fc.property(ranges, (sorted) => {
        const lookup = openRanges(packRanges(sorted));
        for (const { first, last } of sorted) {
          for (const key of [first - 1, first, last, last + 1]) {
            const expected = sorted.find((range) => range.first <= key && key <= range.last)?.value ?? 0;
            expect(lookup(key)).toBe(expected);
          }
        }
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it("hold keys of 48 bits", () => {
    const top = 2 ** 48 - 1;
    const lookup = openRanges(packRanges([{ first: top - 5, last: top, value: 3 }]));
    expect([top - 6, top - 5, top].map(lookup)).toEqual([0, 3, 3]);
  });

  it("join neighbours of one value", () => {
    const joined = packRanges([
      { first: 1, last: 2, value: 1 },
      { first: 3, last: 4, value: 1 },
      { first: 5, last: 6, value: 2 },
    ]);
    expect(joined.count).toBe(2);
  });

  it("refuse an overlap", () => {
    const overlap = [
      { first: 1, last: 5, value: 1 },
      { first: 5, last: 6, value: 1 },
    ];
    expect(() => packRanges(overlap)).toThrow(RangeError);
  });

  it("answer nothing when there are none", () => {
    expect(openRanges(packRanges([]))(0)).toBe(0);
  });
});

describe("numbers as text", () => {
  it("come back as they went", () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat()), (numbers) => {
        const read = numberReader(encodeNumbers(numbers));
        expect(numbers.map(() => read())).toEqual(numbers);
      }),
      { seed: 7 },
    );
  });

  it("are zeros past the end", () => {
    const read = numberReader("");
    expect([read(), read()]).toEqual([0, 0]);
  });
});
