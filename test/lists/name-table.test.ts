import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NameTable, openNames, packNames } from "../../src/lists/name-table.js";
import { nameHash, suffixHashes } from "../../src/lists/suffix-hashes.js";

const find = (table: NameTable): ((name: string) => number | undefined) => {
  const lookup = openNames(table);
  return (name) => {
    const { high, low } = nameHash(name);
    return lookup(high, low);
  };
};

const names = (count: number, ending: string): string[] =>
  Array.from({ length: count }, (_, index) => `name${index}.${ending}`);

describe("a packed table of names", () => {
  it("knows every name with its bits, and no other", () => {
    const packed = names(5000, "com").map((name, index) => [name, index % 64] as const);
    const ask = find(packNames(new Map(packed), 12));
    for (const [name, bits] of packed) expect(ask(name)).toBe(bits);
    const strangers = names(20_000, "org").filter((name) => ask(name) !== undefined);
    // 5000 entries in 2^30 places: one stranger in 200,000.
    expect(strangers.length).toBeLessThan(3);
  });

  it("does not depend on the order of the names", () => {
    const forwards = names(500, "net").map((name) => [name, 1] as const);
    expect(packNames(new Map([...forwards].reverse()), 8)).toEqual(packNames(new Map(forwards), 8));
  });

  it("refuses names that do not fit into the buckets", () => {
    expect(() => packNames(new Map(names(2000, "net").map((name) => [name, 1])), 4)).toThrow(RangeError);
  });

  it("is empty without names", () => {
    expect(find(packNames(new Map(), 4))("example.com")).toBeUndefined();
  });

  it("answers any question about any damaged text without an exception", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (data, name) => {
        const bits = find({ count: 3, bucketBits: 5, data })(name);
        expect(bits === undefined || (bits >= 0 && bits < 64)).toBe(true);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe("the hashes of a domain", () => {
  it("are those of its parents, shortest first, down to the suffix", () => {
    const parents = ["b.example.co.uk", "example.co.uk"].reverse();
    expect(suffixHashes("b.example.co.uk", "co.uk".length)).toEqual(parents.map(nameHash));
  });

  it("are all of them when nothing stops them", () => {
    expect(suffixHashes("a.b.c")).toEqual(["c", "b.c", "a.b.c"].map(nameHash));
  });

  it("are none for an empty name", () => {
    expect(suffixHashes("")).toEqual([]);
  });

  it("seldom meet: 300,000 names share no 44 bits", () => {
    const keys = new Set(
      names(300_000, "com").map((name) => {
        const { high, low } = nameHash(name);
        return (high >>> 0) * 2 ** 12 + (low >>> 20);
      }),
    );
    expect(keys.size).toBe(300_000);
  });
});
