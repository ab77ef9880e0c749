import { drift } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { historyOf, kinds, recordOf } from "./tune-worlds.js";

const many = (count: number, seen: Readonly<Record<string, number>>, name: string, weight?: number) =>
  Array.from({ length: count }, (_, place) =>
    recordOf(`${name}${place}`, seen, weight === undefined ? {} : { weight }),
  );

const listed = { "disposable-email.listed": 1 };

describe("drift", () => {
  it("is the population stability index of what a signal said", () => {
    const before = [...many(900, {}, "a"), ...many(100, listed, "b")];
    const after = [...many(700, {}, "c"), ...many(300, listed, "d")];
    const [first, ...others] = drift(before, after);
    // (0.7 − 0.9) ln(0.7 / 0.9) + (0.3 − 0.1) ln(0.3 / 0.1), by hand, but for half a signup in each bin.
    expect(first?.psi).toBeCloseTo(0.05026 + 0.21972, 2);
    expect(first).toMatchObject({ signal: "disposable-email", level: "major" });
    expect(first?.bins.map(({ bin }) => bin)).toEqual(["disposable-email.listed 0.75–1", "silent"]);
    expect(first?.bins[0]?.before).toBeCloseTo(0.1, 2);
    expect(first?.bins[0]?.after).toBeCloseTo(0.3, 2);
    expect(others.every(({ psi, level }) => psi === 0 && level === "stable")).toBe(true);
  });

  it("sees a shift in strength, a signal that fails, and one that is gone", () => {
    const weak = many(500, { "device-reuse.reused": 0.2 }, "a");
    const strong = many(500, { "device-reuse.reused": 0.9 }, "b");
    expect(drift(weak, strong)[0]).toMatchObject({ signal: "device-reuse", level: "major" });

    const broken = weak.map((record) => ({
      ...record,
      assessment: {
        ...record.assessment,
        results: record.assessment.results
          .filter(({ signal }) => signal !== "phone")
          .map((result) =>
            result.signal === "user-agent"
              ? ({ signal: "user-agent", status: "failed", because: "threw", degrades: true } as const)
              : result,
          ),
      },
    }));
    const shifted = drift(weak, broken).filter(({ level }) => level === "major");
    expect(shifted.map(({ signal, bins }) => [signal, bins.map(({ bin }) => bin).sort()])).toEqual([
      ["phone", ["absent", "silent"]],
      ["user-agent", ["failed", "silent"]],
    ]);
  });

  it("calls two draws of one world stable, however few, and each shift by its size", () => {
    for (const count of [20, 60, 2000]) {
      const shifted = drift(historyOf(kinds, count, "x"), historyOf(kinds, count, "y")).filter(
        ({ level }) => level !== "stable",
      );
      expect(shifted).toEqual([]);
    }
    const moderate = drift(
      [...many(900, {}, "a"), ...many(100, listed, "b")],
      [...many(800, {}, "c"), ...many(200, listed, "d")],
    );
    expect(moderate[0]).toMatchObject({ signal: "disposable-email", level: "stable" });
    const larger = drift(
      [...many(900, {}, "a"), ...many(100, listed, "b")],
      [...many(760, {}, "c"), ...many(240, listed, "d")],
    );
    expect(larger[0]?.level).toBe("moderate");
  });

  it("counts a record as often as it weighs", () => {
    const before = [...many(900, {}, "a"), ...many(100, listed, "b")];
    const after = [...many(700, {}, "c"), ...many(10, listed, "d", 30)];
    expect(drift(before, after)[0]?.psi).toBeCloseTo(0.26998, 2);
  });

  it("trusts weights no further than records of such weights tell", () => {
    // Of two thousand signups on each side all but a few stand behind ten records: chance alone makes such a shift.
    const heavy = (count: number, seen: Readonly<Record<string, number>>, name: string) =>
      many(count, seen, name, 200);
    const before = [...many(500, {}, "a"), ...heavy(9, {}, "b"), ...heavy(1, listed, "c")];
    const after = [...many(500, {}, "d"), ...heavy(6, {}, "e"), ...heavy(4, listed, "f")];
    expect(drift(before, after)[0]).toMatchObject({ signal: "disposable-email", level: "stable" });
    expect(drift(before, after)[0]?.psi).toBeGreaterThan(0.25);
    // A scale tells nothing of how sure they are.
    const few = [...many(19, {}, "g", 50), ...many(1, listed, "h", 50)];
    const others = [...many(16, {}, "i", 50), ...many(4, listed, "j", 50)];
    expect(drift(few, others)[0]?.level).toBe("stable");
  });

  it("says nothing where one side is empty", () => {
    expect(drift([], many(3, {}, "a"))).toEqual([]);
    expect(drift(many(3, {}, "a"), many(3, {}, "b", 0))).toEqual([]);
  });
});
