import { createScorer, definePolicy, isTrialgateError, memoryStore, standardPolicy } from "trialgate";
import { signupInput } from "trialgate/testing";
import { type HistoryRecord, historyWarnings, judgeRecord, readRecord, replay } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { plainData } from "./plain-policy.js";
import { recordOf, start } from "./tune-worlds.js";

const listed = recordOf("a", { "disposable-email.listed": 1 }, { label: "abuse", group: "farm" });
const clean = recordOf("b", {}, { at: start + 5, label: "legitimate", weight: 10 });
const softer = definePolicy(plainData("softer", { "disposable-email.listed": 5 }));

describe("replay", () => {
  it("judges stored assessments by the policy it is given, in their order", () => {
    const [first, second] = [...replay([listed, clean], softer)];
    expect([first?.id, second?.id]).toEqual(["a", "b"]);
    expect(first).toMatchObject({ points: (second?.points ?? 0) + 5, tier: "starter", decision: "allow" });
    expect(first?.reasons).toContainEqual(
      expect.objectContaining({ code: "disposable-email.listed", points: 5 }),
    );
    expect(first?.grant).toEqual(softer.grants.starter);
  });

  it("says again what the scorer said, under the same policy", async () => {
    const score = createScorer({ store: memoryStore(), clock: () => start });
    const inputs = [
      signupInput(),
      signupInput({ email: "x9@mailinator.com", formMs: 200 }),
      signupInput({ email: "x.y@gmail.com", channel: "web" }),
    ];
    for (const input of inputs) {
      const assessment = await score(input);
      const { points, probability, coverage, tier, decision, grant, reasons, id, at, revision } = assessment;
      expect([...replay([{ assessment }], standardPolicy)]).toEqual([
        { points, probability, coverage, tier, decision, grant, reasons, id, at, revision, weight: 1 },
      ]);
    }
  });

  it("hands on label, group and weight, and counts a record once unless told", () => {
    const [first, second] = [...replay([listed, clean], standardPolicy)];
    expect(first).toMatchObject({ label: "abuse", labelledAt: start, group: "farm", weight: 1 });
    expect(second).toMatchObject({ label: "legitimate", weight: 10 });
    expect(second).not.toHaveProperty("group");
  });

  it("does not know labels that came later", () => {
    const late: HistoryRecord = { ...listed, labelledAt: start + 100 };
    const labelBy = (knownBy: number): unknown => [...replay([late], standardPolicy, { knownBy })][0]?.label;
    expect([labelBy(start + 99), labelBy(start + 100)]).toEqual([undefined, "abuse"]);
  });

  it("leaves out what nobody could read, and what it has not reached yet", () => {
    const unread = { ...clean, assessment: { ...clean.assessment, degraded: ["input"] } };
    expect([...replay([unread, listed], standardPolicy)].map(({ id }) => id)).toEqual(["a"]);
    const endless = (function* () {
      for (;;) yield listed;
    })();
    expect(replay(endless, standardPolicy).next().value?.id).toBe("a");
  });
});

describe("options that say which labels count", () => {
  const given = {
    replay: (options: object) => replay([], standardPolicy, options),
    judgeRecord: (options: object) => judgeRecord(listed, standardPolicy, options),
    historyWarnings: (options: object) => historyWarnings([], options),
  };

  it.each(Object.entries(given))("are refused by %s at once where they are wrong", (_, use) => {
    expect(() => use({ knownby: start })).toThrow(/knownby: is not an option; did you mean "knownBy"/);
    for (const knownBy of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => use({ knownBy })).toThrow(/knownBy: must be epoch milliseconds/);
    }
    expect(() => use({ knownBy: undefined })).not.toThrow();
  });

  it("are refused by historyWarnings where labels cannot be so many", () => {
    for (const minLabels of [-1, 1.5, Number.NaN]) {
      expect(() => historyWarnings([], { minLabels })).toThrow(
        /minLabels: must be a whole number, 0 or more/,
      );
    }
  });
});

describe("readRecord", () => {
  const copy = (): { assessment: Record<string, unknown>; [field: string]: unknown } =>
    JSON.parse(JSON.stringify(listed));
  const wrongWith = (value: unknown): readonly string[] => {
    try {
      readRecord(value);
      return [];
    } catch (error) {
      return isTrialgateError(error)
        ? error.problems.map(({ path, message }) => `${path}: ${message}`)
        : [String(error)];
    }
  };

  it("takes what was written, as it is", () => {
    expect(readRecord(copy())).toEqual(listed);
  });

  it.each([
    ["a list", [], ": must be an object with an assessment"],
    ["null", null, ": must be an object with an assessment"],
    [
      "a bare assessment",
      listed.assessment,
      "assessment: is missing: this is one itself; write it with --with-labels",
    ],
    [
      "a signup",
      { email: "x" },
      "assessment: is missing: this is a signup; score it first, with --with-labels",
    ],
    [
      "a labelled signup",
      { input: {}, label: "abuse" },
      "assessment: is missing: this is a signup; score it first, with --with-labels",
    ],
    [
      "another label",
      { ...copy(), label: "fraud" },
      'label: must be "abuse" or "legitimate"; leave it out where nobody knows',
    ],
    ["a date in words", { ...copy(), labelledAt: "now" }, "labelledAt: must be a number, epoch milliseconds"],
    ["a weight below 0", { ...copy(), weight: -1 }, "weight: must be a number, 0 or more"],
    ["a group that is no text", { ...copy(), group: 7 }, "group: must be text"],
  ])("refuses %s", (_, value, message) => {
    expect(wrongWith(value)).toEqual([message]);
  });

  it.each([
    ["results", "none", "assessment.results: must be a list"],
    ["results", [null], "assessment.results.0: must be an object"],
    [
      "results",
      [{ signal: "x", status: "ok", evidence: [{ code: "x.y", strength: 2 }], without: [] }],
      "assessment.results.0.evidence.0.strength: must be 0 to 1",
    ],
    ["results", [{ signal: "x", status: "skipped" }], "assessment.results.0.without: must be a list of text"],
    ["results", [{ signal: "x", status: "failed" }], "assessment.results.0.degrades: must be true or false"],
    [
      "results",
      [{ signal: "x", status: "late", without: [] }],
      'assessment.results.0.status: must be "ok", "skipped" or "failed"',
    ],
    ["reasons", [{}], "assessment.reasons: must be a list of objects with a code"],
    ["degraded", undefined, "assessment.degraded: must be a list of text"],
    ["at", "2026-06-01", "assessment.at: must be a number, epoch milliseconds"],
    ["at", 1e16, "assessment.at: must be a number, epoch milliseconds"],
    ["versions", { trialgate: "1", signals: "s" }, "assessment.versions.lists: must be text"],
    ["holdout", { share: 0 }, "assessment.holdout.share: must be above 0, at most 1"],
  ])("refuses an assessment with wrong %s", (field, value, message) => {
    const record = copy();
    record.assessment[field] = value;
    expect(wrongWith(record)).toEqual([message]);
  });

  it("tells everything at once, and no value", () => {
    const { assessment } = copy();
    const problems = wrongWith({
      assessment: { ...assessment, id: 7, degraded: ["ada@example.com", 3] },
      label: "x",
    });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain("@");
  });
});
