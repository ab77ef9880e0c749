import { days, definePolicy } from "trialgate";
import type { HistoryRecord } from "trialgate/tuning";
import { comparePolicies, measure } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { plainData, plainPolicy, plainPolicyData } from "./plain-policy.js";
import { historyOf, kinds, recordOf, start } from "./tune-worlds.js";

const withWeights = (id: string, weights: Readonly<Record<string, number>>) =>
  definePolicy(plainData(id, weights));
const times = (count: number, make: (place: number) => HistoryRecord): readonly HistoryRecord[] =>
  Array.from({ length: count }, (_, place) => make(place));

// Hosting alone: 23.78 + 16 points are starter; with 40, 58.78 (the network's cap of 35) are trickle.
const hosting = { "ip-reputation.hosting": 1 };
const strict = withWeights("strict", { "ip-reputation.hosting": 40 });
const history = [
  ...times(60, (n) => recordOf(`person${n}`, {}, { label: "legitimate", group: "home" })),
  ...times(3, (n) => recordOf(`developer${n}`, hosting, { label: "legitimate", group: "cloud" })),
  ...times(57, (n) => recordOf(`bot${n}`, hosting, { label: "abuse", group: "script" })),
  ...times(5, (n) => recordOf(`somebody${n}`, hosting)),
];

describe("comparePolicies", () => {
  const comparison = comparePolicies(history, plainPolicy, strict);

  it("counts who goes from which tier to which, and who stays", () => {
    expect(comparison.signups).toEqual({ people: 63, abuse: 57, unlabelled: 5 });
    expect(comparison.moved).toEqual({ people: 3, abuse: 57, unlabelled: 5 });
    expect(comparison.flows).toEqual([
      { from: "starter", to: "trickle", people: 3, abuse: 57, unlabelled: 5 },
      { from: "starter", to: "starter", people: 60, abuse: 0, unlabelled: 0 },
    ]);
  });

  it("says why", () => {
    expect(comparison.causes).toEqual([
      expect.objectContaining({
        code: "ip-reputation.hosting",
        points: 24,
        people: 3,
        abuse: 57,
        unlabelled: 5,
      }),
      expect.objectContaining({
        code: "policy.cap.network",
        points: -5,
        people: 3,
        abuse: 57,
        unlabelled: 5,
      }),
    ]);
    expect(comparison.causes[0]?.text).toBe(plainPolicy.resolved.reasons["ip-reputation.hosting"]?.text);
  });

  it("names those who move, with what it costs by the decision and the credits", () => {
    const { people, abuse, unlabelled } = comparison.movers;
    expect(people.map(({ id }) => id)).toEqual(["developer0", "developer1", "developer2"]);
    // One in twenty turns away at a challenge, and a person is worth $8; abuse takes $0.25 where it took $1.
    expect(people[0]).toMatchObject({
      group: "cloud",
      from: { tier: "starter", decision: "allow", points: 39.78 },
      to: { tier: "trickle", decision: "challenge", points: 58.78 },
      loss: 0.4,
      because: [
        { code: "ip-reputation.hosting", points: 24 },
        { code: "policy.cap.network", points: -5 },
      ],
    });
    expect(abuse).toHaveLength(10);
    expect(abuse[0]).toMatchObject({ id: "bot0", loss: -0.75 });
    expect(unlabelled[0]).toMatchObject({ id: "somebody0", loss: 0 });
  });

  it("compares figures in pairs", () => {
    const { lossPer1000, recallAt1, peopleAtStart } = comparison.headline;
    expect(lossPer1000?.current.value).toBeCloseTo((1000 * 57) / 120);
    expect(lossPer1000?.next.value).toBeCloseTo((1000 * (57 * 0.25 + 3 * 0.4)) / 120);
    expect(lossPer1000?.difference.value).toBeCloseTo((1000 * (57 * -0.75 + 3 * 0.4)) / 120);
    // The three developers stand where the bots do: no threshold parts them.
    expect(recallAt1).toMatchObject({
      current: { value: 0 },
      next: { value: 0 },
      difference: { value: 0, low: 0, high: 0 },
    });
    expect(peopleAtStart?.difference.value).toBeCloseTo(-3 / 63);
    expect(peopleAtStart?.difference.low).toBeLessThan(-3 / 63);
    expect(peopleAtStart?.difference.high).toBeLessThanOrEqual(0);
  });

  it("gives the figures that measure gives", () => {
    const { lossPer1000, recallAt1, prAuc, peopleAtStart } = comparison.headline;
    for (const [side, policy] of [
      ["current", plainPolicy],
      ["next", strict],
    ] as const) {
      const quality = measure(history, policy);
      expect(lossPer1000?.[side]).toEqual(quality.lossPer1000);
      expect(recallAt1?.[side]).toEqual(quality.recallAt1);
      expect(prAuc?.[side]).toEqual(quality.prAuc);
      expect(peopleAtStart?.[side]).toEqual(quality.atOnce?.starter);
    }
  });

  it("shows each group, the hardest hit first", () => {
    expect(comparison.groups).toEqual([
      { group: "cloud", label: "legitimate", signups: 3, kinder: 0, stricter: 3 },
      { group: "script", label: "abuse", signups: 57, kinder: 0, stricter: 57 },
      { group: "home", label: "legitimate", signups: 60, kinder: 0, stricter: 0 },
    ]);
  });

  it("is plain JSON, and the same each time", () => {
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
    expect(comparePolicies([...history].reverse(), plainPolicy, strict)).toEqual(comparison);
  });
});

describe("the winner", () => {
  it("is the one that loses less, whichever side it stands on", () => {
    expect(comparePolicies(history, plainPolicy, strict).winner).toBe("next");
    expect(comparePolicies(history, strict, plainPolicy).winner).toBe("current");
  });

  it("is nobody between equals, within chance, or with few labels", () => {
    expect(comparePolicies(history, plainPolicy, plainPolicy).winner).toBe("undecided");
    // Nine bots less against seventeen people challenged: $6.75 against $6.80.
    const even = [
      ...times(80, (n) => recordOf(`person${n}`, {}, { label: "legitimate" })),
      ...times(17, (n) => recordOf(`developer${n}`, hosting, { label: "legitimate" })),
      ...times(9, (n) => recordOf(`bot${n}`, hosting, { label: "abuse" })),
      ...times(60, (n) => recordOf(`other${n}`, {}, { label: "abuse" })),
    ];
    const { winner, headline } = comparePolicies(even, plainPolicy, strict);
    expect(winner).toBe("undecided");
    expect(headline.lossPer1000?.difference.low).toBeLessThan(0);
    expect(headline.lossPer1000?.difference.high).toBeGreaterThan(0);

    const few = comparePolicies(history, plainPolicy, strict, { minLabels: 58 });
    expect(few.winner).toBe("undecided");
    expect(few.warnings).toContain(
      "few-labels: 57 with the label abuse, fewer than 58: too few to decide by",
    );
  });

  it("is not decided by labels that stand for nobody", () => {
    const idle = history.map((record, place) => ({ ...record, weight: place % 2 }));
    const { winner, warnings, movers } = comparePolicies(idle, plainPolicy, strict);
    expect(winner).toBe("undecided");
    expect(warnings.filter((warning) => warning.startsWith("few-labels: "))).toHaveLength(2);
    const counted = new Set(idle.flatMap(({ assessment, weight }) => (weight > 0 ? assessment.id : [])));
    expect(movers.abuse.filter(({ id }) => !counted.has(id))).toEqual([]);
    expect(comparePolicies(history, plainPolicy, strict, { minLabels: 50 }).winner).toBe("next");
  });

  it("is decided by what mistakes cost you", () => {
    const mixed = [
      ...times(60, (n) => recordOf(`developer${n}`, hosting, { label: "legitimate" })),
      ...times(60, (n) => recordOf(`bot${n}`, hosting, { label: "abuse" })),
    ];
    expect(comparePolicies(mixed, plainPolicy, strict).winner).toBe("next");
    const costs = { personValueUsd: 80 };
    expect(comparePolicies(mixed, plainPolicy, strict, { costs }).winner).toBe("current");
  });

  it("is rarely called between policies that differ by chance alone", () => {
    // One reason that says nothing: it is as frequent among people as among abuse, and moves few.
    const other = withWeights("other", { "geo-mismatch.language": 4 });
    const winners = ["a", "b", "c", "d", "e", "f"].map(
      (seed) => comparePolicies(historyOf(kinds, 600, seed), plainPolicy, other).winner,
    );
    expect(winners.filter((winner) => winner !== "undecided")).toHaveLength(0);
  });
});

describe("a signup that was judged more than once", () => {
  it("counts once, by its last revision and any label it was given", () => {
    const first = recordOf("ada", { ...hosting }, { label: "legitimate" });
    const { label: _, ...unlabelled } = recordOf("ada", { "verified-facts.phone": 1 });
    const second = { ...unlabelled, assessment: { ...unlabelled.assessment, revision: 2 } };
    for (const both of [
      [first, second],
      [second, first],
    ]) {
      const { signups, moved } = comparePolicies(both, plainPolicy, strict);
      expect([signups, moved]).toEqual([
        { people: 1, abuse: 0, unlabelled: 0 },
        { people: 0, abuse: 0, unlabelled: 0 },
      ]);
    }
  });
});

describe("causes beside points", () => {
  const causes = (next: Parameters<typeof comparePolicies>[2]): readonly string[] =>
    comparePolicies(history, plainPolicy, next).causes.map(({ code, points }) => `${code} ${points}`);

  it("are the limits of the tiers", () => {
    const tiers = plainPolicyData.tiers.map((tier) =>
      tier.id === "starter" ? { ...tier, maxPoints: 38 } : tier,
    );
    expect(causes(definePolicy({ ...plainPolicyData, tiers }))).toEqual(["policy.tiers 0"]);
  });

  it("are rules", () => {
    const rule = { id: "no-hosting", when: "ip-reputation.hosting", tier: "none", text: "No data centres" };
    expect(causes(definePolicy({ ...plainPolicyData, rules: [rule] }))).toContain("policy.no-hosting 0");
  });
});

describe("warnings", () => {
  const codesOf = (records: readonly HistoryRecord[], options: Parameters<typeof comparePolicies>[3] = {}) =>
    comparePolicies(records, plainPolicy, strict, options).warnings.map((warning) => warning.split(":")[0]);
  const people = times(100, (n) =>
    recordOf(`p${n}`, { "geo-mismatch.language": (n % 4) / 4 }, { at: start + n, label: "legitimate" }),
  );
  const bots = times(100, (n) => recordOf(`b${n}`, hosting, { at: start + n, label: "abuse" }));
  const good = [...people, ...bots];

  it("are none where nothing is wrong", () => {
    expect(codesOf(good)).toEqual([]);
  });

  it("tell that records are not of one kind", () => {
    const [first, ...others] = good;
    if (first === undefined) throw new Error("no record");
    const { assessment } = first;
    const other = (more: object): readonly HistoryRecord[] => [
      { ...first, assessment: { ...assessment, ...more } },
      ...others,
    ];
    const { versions, policy } = assessment;
    expect(codesOf(other({ versions: { ...versions, trialgate: "9" } }))).toEqual(["mixed-library"]);
    expect(codesOf(other({ versions: { ...versions, signals: "9" } }))).toEqual(["mixed-signals"]);
    expect(codesOf(other({ versions: { ...versions, lists: "9" } }))).toEqual(["mixed-lists"]);
    expect(codesOf(other({ policy: { ...policy, version: "9" } }))).toEqual(["mixed-policy"]);
  });

  it("tell how many have no label, also because it was not known by then", () => {
    const { warnings } = comparePolicies(history, plainPolicy, strict);
    expect(warnings).toContain("unlabelled: 4.0 % of the records have no label and are in no figure");
    expect(codesOf(good, { knownBy: start + 49 })).toContain("unlabelled");
  });

  it("tell reasons that the history cannot test, and signals that did not run", () => {
    const changed = withWeights("changed", { "phone.reused": 1, "ip-reputation.hosting": 20 });
    const { warnings } = comparePolicies(good, plainPolicy, changed);
    expect(warnings).toEqual([
      "reasons-untested: phone.reused: has another weight now and never occurs: nothing here tells what that does",
    ]);
    const blind = good.map((record) => ({
      ...record,
      assessment: {
        ...record.assessment,
        results: record.assessment.results.filter(({ signal }) => signal !== "phone"),
      },
    }));
    expect(comparePolicies(blind, plainPolicy, strict).warnings[0]).toMatch(
      /^signals-absent: phone: ran in none/,
    );
  });

  it("tell evidence that the next policy does not know", () => {
    const own = good.map((record) => ({
      ...record,
      assessment: {
        ...record.assessment,
        results: [
          ...record.assessment.results,
          {
            signal: "school",
            status: "ok",
            evidence: [{ code: "school.match", strength: 1 }],
            without: [],
          } as const,
        ],
      },
    }));
    expect(codesOf(own)).toEqual(["reasons-unknown"]);
  });

  it("tell that abuse is known sooner than innocence", () => {
    const delayed = times(400, (n) => {
      const at = start + days(n / 4);
      const record = recordOf(`d${n}`, hosting, { at, label: n % 4 === 0 ? "abuse" : "legitimate" });
      return { ...record, labelledAt: at + days(n % 4 === 0 ? 2 : 30) };
    });
    expect(codesOf(delayed)).toEqual([]);
    const knownBy = start + days(90);
    const { warnings } = comparePolicies(delayed, plainPolicy, strict, { knownBy });
    expect(warnings.at(-1)).toMatch(
      /^label-delay: 100\.0 % of the labelled signups since 2026-07-31 are abuse, 25\.\d % before: abuse is known after 2\.0 days, innocence after 30\.0 /,
    );
  });

  it("tell drift", () => {
    const drifting = good.map((record, n) => ({
      ...record,
      labelledAt: start + n,
      assessment: { ...record.assessment, at: start + n },
    }));
    expect(codesOf(drifting)).toEqual(["drift", "drift"]);
  });

  it("tell of much drift the worst alone, and the rest by name", () => {
    const seen = {
      "ip-reputation.hosting": 1,
      "disposable-email.listed": 1,
      "device-reuse.reused": 1,
      "user-agent.automation": 1,
      "geo-mismatch.timezone": 1,
    };
    const changed = times(400, (n) =>
      recordOf(`d${n}`, n < 200 ? {} : seen, { at: start + n, label: n % 2 === 0 ? "abuse" : "legitimate" }),
    );
    const { warnings } = comparePolicies(changed, plainPolicy, strict);
    expect(warnings.filter((warning) => warning.startsWith("drift: "))).toHaveLength(4);
    expect(warnings.at(-1)).toMatch(/^drift: also changed, though less: [a-z-]+, [a-z-]+$/);
  });
});

describe("options", () => {
  const wrong: readonly (readonly [object, string])[] = [
    [{ minLabel: 3 }, 'minLabel: is not an option; did you mean "minLabels"?'],
    [{ minLabels: -1 }, "minLabels: must be a whole number, 0 or more"],
    [{ most: 0.5 }, "most: must be a whole number, 0 or more"],
    [{ knownBy: Number.NaN }, "knownBy: must be epoch milliseconds"],
    [{ startingTier: "startr" }, 'startingTier: "startr" is not a tier; did you mean "starter"?'],
  ];
  it.each(wrong)("refuses %j", (options, message) => {
    expect(() => comparePolicies(history, plainPolicy, strict, options)).toThrow(message);
  });

  it("counts a record as often as it weighs", () => {
    const weighed = history.map((record) => ({ ...record, weight: 3 }));
    const { signups, headline } = comparePolicies(weighed, plainPolicy, strict);
    expect(signups).toEqual({ people: 189, abuse: 171, unlabelled: 15 });
    expect(headline.lossPer1000?.current.value).toBeCloseTo((1000 * 57) / 120);
  });

  it("names as many as asked", () => {
    const { movers } = comparePolicies(history, plainPolicy, strict, { most: 1 });
    expect([movers.people.length, movers.abuse.length]).toEqual([1, 1]);
  });
});
