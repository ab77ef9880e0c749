import { definePolicy, defineSignal, isTrialgateError, openPolicy, standardSignals } from "trialgate";
import { createRandom } from "trialgate/simulate";
import { type HistoryRecord, replay, standardCosts, type TunedPolicy, tunePolicy } from "trialgate/tuning";
import { describe, expect, it } from "vitest";
import { lossOf } from "../../src/tuning/measure/costs.js";
import {
  historyOf,
  kinds,
  knownHistory,
  pinned,
  pinnedData,
  recordOf,
  type Seen,
  start,
} from "./tune-worlds.js";

const weightsOf = (tuned: TunedPolicy): Readonly<Record<string, number>> => tuned.policy.weights ?? {};
const expert = (code: string): number => pinned.resolved.reasons[code]?.points ?? Number.NaN;

/** Share of abuse above the points of all but one in a hundred people. */
function recallAt1(
  history: readonly HistoryRecord[],
  tuned: TunedPolicy,
  groups?: readonly string[],
): number {
  const judged = [...replay(history, definePolicy(tuned.policy))];
  const people = judged.filter(({ label }) => label === "legitimate").map(({ points }) => points);
  const cut = people.sort((a, b) => b - a)[Math.floor(people.length / 100)] ?? Number.NaN;
  const abuse = judged.filter(
    ({ label, group = "" }) => label === "abuse" && groups?.includes(group) !== false,
  );
  return abuse.filter(({ points }) => points > cut).length / abuse.length;
}

const history = historyOf(kinds, 1_500, "history");
const later = historyOf(kinds, 3_000, "later");
const untuned = tunePolicy([], pinned);
const tuned = tunePolicy(history, pinned);

describe("tunePolicy", () => {
  it("leaves a policy as it is without labels, to its version", () => {
    const unlabelled = historyOf(kinds, 100, "nobody-knows").map(({ assessment }) => ({ assessment }));
    for (const records of [[], unlabelled]) {
      const { policy, diff, report, warnings } = tunePolicy(records, pinned);
      // Nobody was passed over where nobody has a label.
      expect(warnings.filter((warning) => warning.startsWith("label-selection: "))).toEqual([]);
      expect(definePolicy(policy).version).toBe(pinned.version);
      expect(diff).toEqual([]);
      expect(report).toMatchObject({ labels: { abuse: 0, people: 0 }, folds: [] });
      expect(report.heldOut).toBeUndefined();
    }
  });

  it("leaves it as it is where all labels are of one kind", () => {
    const people = history.filter(({ label }) => label === "legitimate");
    expect(tunePolicy(people, pinned).diff).toEqual([]);
  });

  it("finds the weights of a known truth, closer with more labels", () => {
    const truth: Readonly<Record<string, number>> = {
      "disposable-email.listed": 43,
      "email-pattern.digit-tail": 10,
      "ip-reputation.hosting": 3,
      "device-reuse.reused": 35,
      "geo-mismatch.timezone": 22,
      "form-behaviour.too-fast": 38,
      "verified-facts.card": -22,
      "verified-facts.phone": -3,
    };
    const chance = (seen: Seen): number => {
      const points = Object.keys(seen).reduce((sum, code) => sum + (truth[code] ?? 0), 30);
      return 1 / (1 + 2 ** (-(points - 50) / 10));
    };
    // The truth has no caps, floor or corroboration; then neither may the policy.
    const open = definePolicy({
      ...pinnedData,
      caps: Object.fromEntries(Object.keys(pinnedData.caps).map((group) => [group, [-200, 200] as const])),
      corroboration: 0,
      goodFloor: -200,
    });
    const missBy = (count: number): number => {
      const found = weightsOf(
        tunePolicy(knownHistory(count, "truth", chance), open, { thresholds: "keep", resamples: 20 }),
      );
      const misses = Object.entries(truth).map(([code, points]) => Math.abs((found[code] ?? 0) - points));
      return misses.reduce((sum, miss) => sum + miss, 0) / misses.length;
    };
    const [none, few, many] = [missBy(0), missBy(1_000), missBy(8_000)];
    expect(none).toBeGreaterThan(7);
    expect(few).toBeLessThan(none / 2);
    expect(many).toBeLessThan(few);
    expect(many).toBeLessThan(2);
  });

  it("finds more abuse on signups that it never saw", () => {
    expect(recallAt1(later, tuned)).toBeGreaterThan(recallAt1(later, untuned) + 0.1);
  });

  it("keeps what it knew of an attack that is absent from the labels", () => {
    const absent = ["tumbler", "catch-all"];
    const without = history.filter(({ group = "" }) => !absent.includes(group));
    const blind = tunePolicy(without, pinned);
    expect(weightsOf(blind)["domain-velocity.burst"]).toBe(expert("domain-velocity.burst"));
    expect(weightsOf(blind)["email-pattern.gmail-dots"]).toBe(expert("email-pattern.gmail-dots"));
    expect(recallAt1(later, blind, absent)).toBeGreaterThanOrEqual(recallAt1(later, untuned, absent) - 0.02);
  });

  it("changes no sign, moves nothing over its cap and revives nothing of weight 0", () => {
    const backwards = history.map(
      (record): HistoryRecord => ({ ...record, label: record.label === "abuse" ? "legitimate" : "abuse" }),
    );
    for (const records of [history, backwards]) {
      const { policy } = tunePolicy(records, pinned, { deviation: 1_000 });
      for (const [code, { group, points }] of Object.entries(pinned.resolved.reasons)) {
        const weight = policy.weights?.[code] ?? Number.NaN;
        const [lowest, highest] = pinned.resolved.caps[group] ?? [0, 0];
        expect(Math.sign(weight), code).toBe(Math.sign(points));
        expect(weight, code).toBeLessThanOrEqual(Math.max(points, highest));
        expect(weight, code).toBeGreaterThanOrEqual(Math.min(points, lowest));
      }
    }
  });

  it("learns nothing of a reason from what its group's cap swallows", () => {
    // Any of the two fills the cap alone, so the other one was never heard.
    const both = { "email-pattern.gmail-dots": 1, "disposable-email.listed": 1 } as const;
    const random = createRandom("caps");
    const records = Array.from({ length: 1_000 }, (_, place) => {
      const isAbuse = place % 2 === 0;
      const seen = isAbuse ? { ...both, ...(random.chance(0.5) && { "form-behaviour.too-fast": 1 }) } : {};
      return recordOf(`${place}`, seen, { at: start + place, label: isAbuse ? "abuse" : "legitimate" });
    });
    const tight = definePolicy({ ...pinnedData, caps: { email: [-10, 25] } });
    const found = weightsOf(tunePolicy(records, tight, { thresholds: "keep" }));
    expect(found["email-pattern.gmail-dots"]).toBe(expert("email-pattern.gmail-dots"));
    expect(found["disposable-email.listed"]).toBe(expert("disposable-email.listed"));
    expect(found["form-behaviour.too-fast"]).not.toBe(expert("form-behaviour.too-fast"));
  });

  it("keeps the weights it is told to keep", () => {
    const moved = tuned.diff.map(({ path }) => path.replace("weights.", ""));
    const [code = ""] = moved;
    expect(expert(code)).not.toBeNaN();
    expect(weightsOf(tunePolicy(history, pinned, { keep: [code] }))[code]).toBe(expert(code));
  });

  it("pulls less hard towards the policy where labels are fewer", () => {
    const of = (labels: number, options = {}) =>
      weightsOf(tunePolicy(history.slice(0, labels), pinned, { thresholds: "keep", ...options }));
    expect(of(200)).toEqual(of(200, { deviation: 20 }));
    expect(of(1_000)).toEqual(of(1_000, { deviation: 10 }));
    expect(of(200)).not.toEqual(of(200, { deviation: 10 }));
  });

  it("moves no weight by reasons that were hardly seen", () => {
    const rare = { "phone.line-type": 1 };
    const seen = (times: number): HistoryRecord[] =>
      Array.from({ length: times }, (_, place) =>
        recordOf(`rare-${place}`, rare, { at: start, label: "abuse" }),
      );
    const of = (times: number) =>
      weightsOf(tunePolicy([...history, ...seen(times)], pinned))["phone.line-type"];
    expect(of(4)).toBe(expert("phone.line-type"));
    expect(of(5)).not.toBe(expert("phone.line-type"));
  });

  it("makes the same of a history in any order, byte for byte", () => {
    expect(JSON.stringify(tunePolicy([...history].reverse(), pinned))).toBe(JSON.stringify(tuned));
  });

  it("is plain JSON that makes a policy", () => {
    expect(JSON.parse(JSON.stringify(tuned))).toEqual(tuned);
    expect(definePolicy(tuned.policy).resolved.tiers.map(({ id }) => id)).toEqual(
      pinned.resolved.tiers.map(({ id }) => id),
    );
  });

  it("counts the last revision of an id, and only labels that were known by then", () => {
    const twice = history.flatMap((record) => {
      const { assessment } = recordOf(record.assessment.id, { "user-agent.automation": 1 });
      return [{ ...record, assessment: { ...assessment, at: record.assessment.at, revision: 0 } }, record];
    });
    expect(tunePolicy(twice, pinned).policy).toEqual(tuned.policy);
    const early = history.slice(0, 500);
    const known = history.map((record, place) => ({ ...record, labelledAt: start + (place < 500 ? 0 : 9) }));
    expect(tunePolicy(known, pinned, { knownBy: start }).policy).toEqual(tunePolicy(early, pinned).policy);
  });

  it("counts a weight as so many signups, and a heavy few not as many labels", () => {
    const few = history.slice(0, 300);
    const heavy = few.map((record) => ({ ...record, weight: 1_000 }));
    expect(tunePolicy(heavy, pinned).policy.weights).toEqual(tunePolicy(few, pinned).policy.weights);
  });

  describe("chooses thresholds", () => {
    const limits = ({ policy }: TunedPolicy): readonly (number | undefined)[] =>
      policy.tiers.map(({ maxPoints }) => maxPoints);
    const before = limits(untuned);

    it("by what mistakes cost, from 1,000 labels or when asked", () => {
      expect(limits(tunePolicy(history.slice(0, 600), pinned))).toEqual(before);
      const dear = { thresholds: "choose", costs: { personValueUsd: 1_000 } } as const;
      const cheap = { thresholds: "choose", costs: { personValueUsd: 0.1 } } as const;
      const starter = (options: typeof dear | typeof cheap): number =>
        limits(tunePolicy(history, pinned, options))[1] ?? Number.NaN;
      expect(starter(dear)).toBeGreaterThan(starter(cheap));
      expect(limits(tunePolicy(history, pinned, { ...dear, thresholds: "keep" }))).toEqual(before);
    });

    it("within 15 points, in order", () => {
      const found = limits(tunePolicy(history, pinned, { thresholds: "choose", abuseShare: 0.2 }));
      for (const [place, limit] of found.entries()) {
        if (limit === undefined) continue;
        expect(Math.abs(limit - (before[place] ?? 0))).toBeLessThanOrEqual(15);
        expect(limit).toBeGreaterThan(found[place - 1] ?? Number.NEGATIVE_INFINITY);
      }
    });
  });

  it("takes the share of abuse from the policy's prior unless it is told another", () => {
    expect(tuned.policy.prior).toBe(pinned.resolved.prior);
    const half = [...history, ...historyOf(kinds, 6_000, "more").filter(({ label }) => label === "abuse")];
    const told = tunePolicy(half, pinned, { abuseShare: 0.5 });
    expect(told.policy.prior).toBe(0.5);
    expect(told.warnings.filter((warning) => warning.startsWith("abuse-share: "))).toEqual([]);
    const silent = tunePolicy(half, pinned);
    expect(silent.warnings.filter((warning) => warning.startsWith("abuse-share: "))).toHaveLength(1);
  });

  it("takes the curve of the old weights along to another share, where labels are too few for a new one", () => {
    const knots = [[20, 0.05] as const, [60, 0.8] as const];
    const calibration = { prior: pinnedData.prior, knots };
    const few = [
      ...history.filter(({ label }) => label === "abuse").slice(0, 15),
      ...history.filter(({ label }) => label === "legitimate").slice(0, 25),
    ];
    const { policy, report, warnings } = tunePolicy(few, definePolicy({ ...pinnedData, calibration }), {
      abuseShare: 0.02,
    });
    expect(report.calibration.method).toBe("none");
    expect(warnings.filter((warning) => warning.startsWith("calibration-old: "))).toHaveLength(1);
    const there = definePolicy({ ...pinnedData, calibration, prior: 0.02 }).resolved.calibration;
    expect(definePolicy(policy).resolved.calibration).toEqual(there);
    expect(there).not.toEqual(knots);
  });

  it("reports what it gained on later signups, never on those it learned from", () => {
    const { folds, heldOut, labels } = tuned.report;
    expect(folds).toHaveLength(4);
    const seen = new Set<number>();
    for (const { trainedOn, triedOn, from, to } of folds) {
      expect(from).toBeLessThanOrEqual(to);
      expect(history.filter(({ assessment }) => assessment.at < from)).toHaveLength(trainedOn);
      expect(history.filter(({ assessment: { at } }) => at >= from && at <= to)).toHaveLength(triedOn);
      seen.add(from);
    }
    expect(seen.size).toBe(4);
    expect(labels.abuse + labels.people).toBe(1_500);
    expect(heldOut?.recallAt1?.difference.low).toBeGreaterThan(0);
    expect(heldOut?.lossPer1000?.difference.high).toBeLessThan(0);
  });

  it("weighs abuse once over all that was tried, whatever a fold holds", () => {
    // The last fold has no abuse in it: its people stand for as many as those of other folds.
    const quiet = history.filter(({ label }, place) => place < 1_000 || label === "legitimate");
    const { folds, heldOut } = tunePolicy(quiet, pinned, { abuseShare: 0.4, resamples: 20 }).report;
    const last = folds.at(-1);
    const ofLast = quiet.filter(({ assessment: { at } }) => at >= (last?.from ?? 0));
    expect(ofLast.every(({ label }) => label === "legitimate")).toBe(true);
    const tested = quiet.filter(({ assessment: { at } }) => at >= (folds[0]?.from ?? 0));
    const judged = [...replay(tested, pinned)];
    const loss = (wanted: string): number => {
      const losses = judged.flatMap(({ label, decision, grant }) =>
        label === wanted && label !== undefined
          ? [lossOf({ label, decision, credits: grant.credits }, standardCosts)]
          : [],
      );
      return losses.reduce((sum, one) => sum + one, 0) / losses.length;
    };
    const expected = 1_000 * (0.4 * loss("abuse") + 0.6 * loss("legitimate"));
    expect(heldOut?.lossPer1000?.current.value).toBeCloseTo(expected, 6);
  });

  it("says so when labels make it worse later", () => {
    // What was abuse is people from the middle on: nothing that was learned holds.
    const turned = historyOf(kinds, 1_200, "turned").map(
      (record, place): HistoryRecord =>
        place < 600 ? record : { ...record, label: record.label === "abuse" ? "legitimate" : "abuse" },
    );
    const { warnings } = tunePolicy(turned, pinned, { folds: 3, thresholds: "choose" });
    expect(warnings.filter((warning) => warning.startsWith("no-gain: "))).toHaveLength(1);
    expect(tuned.warnings.filter((warning) => warning.startsWith("no-gain: "))).toEqual([]);
  });

  it("says so when a reason seems to come from the label", () => {
    const leaking = history.map((record) =>
      record.label === "abuse"
        ? recordOf(record.assessment.id, { "history.abuse": 1 }, { ...record, at: record.assessment.at })
        : record,
    );
    const leaks = (one: TunedPolicy): readonly string[] =>
      one.warnings.filter((warning) => warning.startsWith("label-leak: history.abuse"));
    expect(leaks(tunePolicy(leaking, pinned))).toHaveLength(1);
    expect(leaks(tuned)).toEqual([]);
  });

  it("says so when those who were held back have fewer labels", () => {
    const selected = history.map((record) => {
      const { label: _, ...unlabelled } = record;
      return record.assessment.verdict.tier === "starter" ? record : unlabelled;
    });
    const selection = (one: TunedPolicy): readonly string[] =>
      one.warnings.filter((warning) => warning.startsWith("label-selection: "));
    expect(selection(tunePolicy(selected, pinned))).toHaveLength(1);
    expect(selection(tuned)).toEqual([]);
  });

  it("refuses records that cannot be judged, and says which", () => {
    const good = recordOf("good", {}, { label: "abuse" });
    const finding = { code: "phone.reused", strength: Number.NaN };
    const results = [{ signal: "phone", status: "ok" as const, evidence: [finding], without: [] }];
    const cases: readonly (readonly [unknown, string])[] = [
      [null, "history.1"],
      [{ label: "abuse" }, "history.1.assessment"],
      [{ ...good, label: "bad" }, "history.1.label"],
      [{ ...good, weight: Number.NaN }, "history.1.weight"],
      [{ ...good, weight: -1 }, "history.1.weight"],
      [{ ...good, assessment: { ...good.assessment, at: Number.NaN } }, "history.1.assessment.at"],
      [{ ...good, assessment: { ...good.assessment, results: undefined } }, "history.1.assessment.results"],
      [
        { ...good, assessment: { ...good.assessment, results } },
        "history.1.assessment.results.0.evidence.0.strength",
      ],
    ];
    for (const [bad, path] of cases) {
      const error = caught(() => tunePolicy([good, bad as HistoryRecord], pinned));
      expect(error).toMatchObject({ code: "invalid_input", problems: [{ path }] });
    }
  });

  it("refuses wrong options, all at once, with what was probably meant", () => {
    const wrong = {
      keep: ["ip-reputation.hostin"],
      thresholds: "all",
      abuseShare: 1,
      deviation: 0,
      folds: 2,
      knownBy: Number.NaN,
      threshold: "keep",
    };
    const error = caught(() => tunePolicy([], pinned, wrong as object));
    expect(error).toMatchObject({ code: "invalid_config" });
    expect((error as { problems: { path: string }[] }).problems.map(({ path }) => path).sort()).toEqual([
      "abuseShare",
      "deviation",
      "folds",
      "keep.0",
      "knownBy",
      "threshold",
      "thresholds",
    ]);
    expect(String(error)).toContain('did you mean "ip-reputation.hosting"?');
    expect(String(error)).toContain('did you mean "thresholds"?');
  });

  it("tunes a policy with signals of one's own, and leaves reasons that were not adopted at 0", () => {
    const ours = defineSignal({
      id: "ours",
      group: "email",
      needs: ["email"],
      reasons: {
        seen: { points: 12, text: "Ours" },
        later: { points: 9, text: "Too new", since: "2027-03" },
      },
      evaluate: () => [],
    });
    const signals = [...standardSignals(), ours];
    const policy = definePolicy(pinnedData, { signals });
    expect(policy.resolved.unadopted).toEqual(["ours.later"]);
    const same = tunePolicy([], policy, { signals }).policy;
    expect(definePolicy(same, { signals }).version).toBe(policy.version);
    const records = history.map((record): HistoryRecord => {
      const { assessment, label } = record;
      const codes = label === "abuse" ? ["ours.seen", "ours.later"] : [];
      const evidence = codes.map((code) => ({ code, strength: 1 }));
      const result = { signal: "ours", status: "ok" as const, evidence, without: [] };
      return { ...record, assessment: { ...assessment, results: [...assessment.results, result] } };
    });
    const { resolved } = definePolicy(tunePolicy(records, policy, { signals }).policy, { signals });
    expect(resolved.reasons["ours.seen"]?.points).toBeGreaterThan(12);
    expect(resolved.reasons["ours.later"]?.points).toBe(0);
    expect(caught(() => tunePolicy(records, policy))).toMatchObject({ problems: [{ path: "signals" }] });
  });

  it("refuses a policy that was made with other signals", () => {
    const { reasons, ...resolved } = pinned.resolved;
    const own = { group: "email", points: 9, text: "Ours" };
    const ours = openPolicy({ ...resolved, reasons: { ...reasons, "ours.seen": own } });
    expect(caught(() => tunePolicy([], ours))).toMatchObject({ problems: [{ path: "signals" }] });
  });
});

function caught(attempt: () => unknown): unknown {
  try {
    attempt();
  } catch (error) {
    if (isTrialgateError(error)) return error;
    throw error;
  }
  return undefined;
}
