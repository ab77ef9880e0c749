import { definePolicy } from "trialgate";
import { createRandom } from "trialgate/simulate";
import { comparePolicies, type HistoryRecord, measure, renderReport, tunePolicy } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { lastJudgements } from "../../src/tuning/last-judgements.js";
import { plainData, plainPolicy } from "./plain-policy.js";
import { historyOf, kinds, pinned, recordOf, start } from "./tune-worlds.js";

/** What is compared of one judgement of the signup "ada". */
interface One {
  readonly revision: number;
  readonly says: string;
  readonly label?: HistoryRecord["label"];
  readonly labelledAt?: number;
}

const named = ({ revision }: One) => ({ id: "ada", revision });

/** Every order of a few things. */
function orders<Thing>(things: readonly Thing[]): readonly (readonly Thing[])[] {
  if (things.length < 2) return [things];
  return things.flatMap((first, place) =>
    orders(things.filter((_, other) => other !== place)).map((rest) => [first, ...rest]),
  );
}

describe("the last judgement of a signup", () => {
  it.each<readonly [string, readonly One[], One]>([
    [
      "is of the highest revision",
      [
        { revision: 1, says: "a", label: "abuse", labelledAt: 9 },
        { revision: 2, says: "b", label: "legitimate", labelledAt: 1 },
      ],
      { revision: 2, says: "b", label: "legitimate", labelledAt: 1 },
    ],
    [
      "has the label of the last one that has one",
      [
        { revision: 1, says: "a", label: "abuse", labelledAt: 9 },
        { revision: 2, says: "b", label: "legitimate", labelledAt: 1 },
        { revision: 3, says: "c" },
      ],
      { revision: 3, says: "c", label: "legitimate", labelledAt: 1 },
    ],
    [
      "is the one labelled last of equal revisions",
      [
        { revision: 1, says: "z", label: "abuse", labelledAt: 1 },
        { revision: 1, says: "y", label: "legitimate" },
        { revision: 1, says: "a", label: "legitimate", labelledAt: 2 },
        { revision: 1, says: "x" },
      ],
      { revision: 1, says: "a", label: "legitimate", labelledAt: 2 },
    ],
    [
      "does not go by when a label came that is not there",
      [
        { revision: 1, says: "a", labelledAt: 5 },
        { revision: 1, says: "b", label: "abuse", labelledAt: 4 },
      ],
      { revision: 1, says: "b", label: "abuse", labelledAt: 4 },
    ],
    [
      "goes by its content where nothing else tells",
      [
        { revision: 1, says: "c" },
        { revision: 1, says: "a" },
        { revision: 1, says: "b" },
      ],
      { revision: 1, says: "c" },
    ],
  ])("%s", (_, all, expected) => {
    for (const order of orders(all)) {
      expect(lastJudgements(order, named)).toEqual({ last: [expected], superseded: all.length - 1 });
    }
  });
});

describe("a history with conflicting records", () => {
  const random = createRandom("conflicts");
  const single = historyOf(kinds, 600, "conflicts");
  // Each third signup twice more: another label, other evidence, the same revision and mostly the same time.
  const conflicting = single.flatMap((record, place): readonly HistoryRecord[] => {
    if (place % 3 > 0) return [record];
    const { id, at } = record.assessment;
    const seen = place % 2 === 0 ? { "device-reuse.reused": 1 } : { "ip-reputation.hosting": 1 };
    const label = record.label === "abuse" ? "legitimate" : "abuse";
    const { label: _, ...unlabelled } = recordOf(id, {}, { at });
    return [record, recordOf(id, seen, { at, label }), unlabelled];
  });
  const shuffled = [...conflicting]
    .map((record) => ({ record, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ record }) => record);
  const strict = definePolicy(plainData("strict", { "ip-reputation.hosting": 40 }));
  const histories = [conflicting, [...conflicting].reverse(), shuffled];

  it.each([
    ["measure", (history) => measure(history, plainPolicy)],
    ["comparePolicies", (history) => comparePolicies(history, plainPolicy, strict)],
    ["tunePolicy", (history) => tunePolicy(history, pinned, { thresholds: "choose", knownBy: start * 2 })],
    ["renderReport", (history) => renderReport(history, { policy: plainPolicy, sample: 50 })],
  ] satisfies readonly (readonly [string, (history: readonly HistoryRecord[]) => unknown])[])(
    "is the same to %s in any order, byte for byte",
    (_, use) => {
      const [first, ...others] = histories.map((history) => JSON.stringify(use(history)));
      // Not `toBe`: a difference would print both, tens of thousands of characters each.
      expect(others.map((other) => other === first)).toEqual([true, true]);
    },
  );
});
