import fc from "fast-check";
import type { SignalResult } from "trialgate";
import { describe, expect, it } from "vitest";
import { mergeLooks } from "../../src/signup/merge-looks.js";

const facts = {
  isAgainst: (code: string) => code.includes(".bad"),
  isOperatorsWord: (code: string) => code.startsWith("history."),
};
const ok = (signal: string, strengths: Readonly<Record<string, number>>): SignalResult => ({
  signal,
  status: "ok",
  evidence: Object.entries(strengths).map(([code, strength]) => ({ code: `${signal}.${code}`, strength })),
  without: [],
});
const skipped = (signal: string): SignalResult => ({
  signal,
  status: "skipped",
  because: "missing",
  without: ["ip"],
});
const failed = (signal: string): SignalResult => ({
  signal,
  status: "failed",
  because: "store",
  degrades: true,
});
const merged = (before: SignalResult, now: SignalResult) => mergeLooks([before], [now], facts)[0];

describe("two looks", () => {
  it("keep the stronger of what speaks against somebody, and of the rest what is seen now", () => {
    expect(merged(ok("s", { bad: 0.9, good: 1 }), ok("s", { bad: 0.2 }))).toEqual(ok("s", { bad: 0.9 }));
    expect(merged(ok("s", { bad: 0.2 }), ok("s", { bad: 0.9, good: 1 }))).toEqual(
      ok("s", { bad: 0.9, good: 1 }),
    );
    expect(merged(ok("s", { bad: 0.2 }), ok("s", { bad2: 0.9 }))).toEqual(ok("s", { bad2: 0.9, bad: 0.2 }));
  });

  it("keep of the operator's word what it is now", () => {
    expect(merged(ok("history", { bad: 1 }), ok("history", {}))).toEqual(ok("history", {}));
    expect(merged(ok("history", { bad: 1 }), skipped("history"))).toEqual(ok("history", {}));
  });

  it("stand by the first where the second fails, and by what it said against somebody where a fact is missing", () => {
    const before = ok("s", { bad: 1, good: 1 });
    expect(merged(before, failed("s"))).toBe(before);
    expect(merged(before, skipped("s"))).toEqual(ok("s", { bad: 1 }));
    expect(merged(failed("s"), before)).toBe(before);
    expect(merged(skipped("s"), failed("s"))).toEqual(failed("s"));
    expect(mergeLooks([ok("gone", { bad: 1 })], [ok("new", {})], facts)).toEqual([ok("new", {})]);
  });

  it("are the same when merged again, and never milder against somebody than either", () => {
    const strengths = fc.dictionary(
      fc.constantFrom("bad", "bad2", "good"),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    const result = (signal: string) =>
      fc.oneof(
        strengths.map((given) => ok(signal, given)),
        fc.constant(skipped(signal)),
        fc.constant(failed(signal)),
      );
    const looks = fc.tuple(result("a"), result("b"));
    const bad = (results: readonly SignalResult[]) =>
      results
        .flatMap((seen) => (seen.status === "ok" ? seen.evidence : []))
        .filter(({ code }) => facts.isAgainst(code));
    fc.assert(
      fc.property(looks, looks, (before, now) => {
        const once = mergeLooks(before, now, facts);
        expect(mergeLooks(once, now, facts)).toEqual(once);
        const kept = new Map(bad(once).map(({ code, strength }) => [code, strength]));
        for (const { code, strength } of [...bad(before), ...bad(now)]) {
          expect(kept.get(code)).toBeGreaterThanOrEqual(strength);
        }
      }),
      { seed: 2026, numRuns: 500 },
    );
  });
});
