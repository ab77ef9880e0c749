import { createScorer, days, memoryStore } from "trialgate";
import { builtinLists } from "trialgate/lists";
import { describe, expect, it } from "vitest";
import { oldListsWarning } from "../../src/signup/list-age.js";

const newest = Math.max(...Object.values(builtinLists().dates));

describe("old lists", () => {
  it("are told in an assessment from the 91st day on", async () => {
    const score = createScorer({ store: memoryStore() });
    const warningsAt = async (at: number) => (await score({ id: String(at), at })).warnings;
    expect(await warningsAt(newest + days(90))).toEqual([]);
    expect(await warningsAt(newest + days(91))).toEqual([
      "lists-old: the newest knowledge of domains and networks is 91 days old; run trialgate lists update, or call refreshLists",
    ]);
  });

  it("go by the newest of their sources, and say nothing without dates", () => {
    const at = days(1000);
    expect(oldListsWarning({ dates: { a: 0, b: at - days(1) } }, at)).toEqual([]);
    expect(oldListsWarning({ dates: {} }, at)).toEqual([]);
    expect(oldListsWarning({}, at)).toEqual([]);
  });
});
