import {
  definePolicy,
  openPolicy,
  type ResolvedPolicy,
  standardPolicy,
  standardPolicyData,
  standardSignals,
} from "trialgate";
import { decisions } from "trialgate/core";
import { type HistoryRecord, replay, standardCosts } from "trialgate/tuning";
import { beforeAll, describe, expect, it } from "vitest";
import { lastRevisions } from "../../../src/tuning/last-revisions.js";
import { drawSample } from "../../../src/tuning/report/draw-sample.js";
import { abuse, person, sizeOf, unlabelled } from "../../../src/tuning/report/judgements.js";
import { prepareRejudge } from "../../../src/tuning/report/rejudge.js";
import { packSample, unpackSample } from "../../../src/tuning/report/sample.js";
import { followers, type Setting, withSettings, writtenWith } from "../../../src/tuning/report/sliders.js";
import { survey } from "../../../src/tuning/report/survey.js";
import { policyDataOf } from "../../../src/tuning/tune/policy-data-of.js";
import { smallWorld } from "./small-world.js";

const resolved: ResolvedPolicy = standardPolicy.resolved;
const unmoved: Setting = { policy: resolved, costs: standardCosts, startingTier: "starter" };
const world: HistoryRecord[] = [];
beforeAll(async () => {
  const made = await smallWorld("rejudge", 400);
  // What only happens on bad days: a signal that failed, a store that was away.
  const [first, second] = made;
  world.push(...made);
  if (first === undefined || second === undefined) return;
  const { results } = first.assessment;
  const failed = results.map((result, place) =>
    place === 0
      ? ({ signal: result.signal, status: "failed", because: "threw", degrades: true } as const)
      : result,
  );
  world.push({ ...first, assessment: { ...first.assessment, id: "failed", results: failed } });
  world.push({ ...second, assessment: { ...second.assessment, id: "fallback", fallback: true } });
});

const settings: readonly (readonly [string, Readonly<Record<string, number>>])[] = [
  ["none", {}],
  ["limits", { "limit:0": 10, "limit:1": 22, "limit:2": 63 }],
  ["limits that let anybody in", { "limit:0": 200, "limit:1": 201, "limit:2": 202 }],
  ["weights", { "weight:device-reuse.reused": 5, "weight:ip-reputation.hosting": 60 }],
  ["all", { "limit:1": 40, "credit:1": 3, "weight:disposable-email.listed": 12 }],
];

describe("judging in the page", () => {
  it.each(settings)("says what a replay says: %s", (_, moved) => {
    const { signups } = survey(world, standardPolicy, undefined);
    // Through JSON, as it reaches the page.
    const sample = unpackSample(JSON.parse(JSON.stringify(packSample(signups))));
    const setting = withSettings(unmoved, moved);
    const rows = prepareRejudge(sample, resolved).judge(setting.policy);
    const expected = [...replay(lastRevisions(world), openPolicy(setting.policy))];
    const tiers = resolved.tiers.map(({ id }) => id);
    expect(Array.from(rows.points)).toEqual(expected.map(({ points }) => points));
    expect(Array.from(rows.tier)).toEqual(expected.map(({ tier }) => tiers.indexOf(tier)));
    expect(Array.from(rows.decision)).toEqual(expected.map(({ decision }) => decisions.indexOf(decision)));
    expect(new Set(expected.map(({ tier }) => tier)).size).toBeGreaterThan(1);
  });

  it("judges as before when the sliders are back", () => {
    const { signups } = survey(world, standardPolicy, undefined);
    const rejudge = prepareRejudge(signups, resolved);
    const before = rejudge.judge(resolved);
    const moved = rejudge.judge(withSettings(unmoved, { "weight:device-reuse.reused": 0 }).policy);
    expect(moved.points).not.toEqual(before.points);
    expect(rejudge.judge(resolved)).toEqual(before);
  });
});

describe("the policy that is copied", () => {
  it.each(settings)("is the one that judged: %s", (_, moved) => {
    const setting = withSettings(unmoved, moved);
    const written = writtenWith(policyDataOf(resolved, standardSignals()), setting.policy, moved);
    const policy = definePolicy(JSON.parse(JSON.stringify(written)));
    const points = (one: typeof resolved) =>
      Object.fromEntries(Object.entries(one.reasons).map(([code, reason]) => [code, reason.points]));
    expect(points(policy.resolved)).toEqual(points(setting.policy));
    expect(policy.resolved.tiers).toEqual(setting.policy.tiers);
  });

  it("has no limits that cross and no credit that grows with risk, whatever one slider does", () => {
    for (const [key, value] of [
      ["limit:0", 90],
      ["limit:2", 20],
      ["credit:3", 6],
      ["credit:0", 0],
    ] as const) {
      const moved = { ...followers(key, value, resolved, {}), [key]: value };
      const { policy } = withSettings(unmoved, moved);
      expect(() => definePolicy(writtenWith(standardPolicyData, policy, moved))).not.toThrow();
    }
  });
});

describe("a sample", () => {
  it("stands for the history that it was drawn from, label by label", () => {
    const { signups, rows } = survey(world, standardPolicy, undefined);
    const sample = drawSample(signups, 90);
    expect(sample).toHaveLength(90);
    const columns = prepareRejudge(sample, resolved).judge(resolved);
    for (const label of [person, abuse, unlabelled]) {
      expect(sizeOf(columns, label)).toBeCloseTo(sizeOf(rows, label), 6);
    }
    expect(drawSample(signups, 90)).toEqual(sample);
  });

  it("holds the whole history when there is room", () => {
    const { signups } = survey(world, standardPolicy, undefined);
    expect(drawSample(signups, signups.length)).toBe(signups);
  });
});

describe("a survey", () => {
  it("counts the last revision of an id, and keeps a label that an earlier one carries", () => {
    const [record] = world;
    if (record === undefined) throw new Error("the world is empty");
    const { assessment } = record;
    const earlier = { ...record, label: "abuse" as const };
    const later = { assessment: { ...assessment, revision: 2, results: [] } };
    for (const history of [
      [earlier, later],
      [later, earlier],
    ]) {
      const seen = survey(history, standardPolicy, undefined);
      expect(seen.judged.map(({ revision, label }) => [revision, label])).toEqual([[2, "abuse"]]);
      expect(seen.signups.map(({ label, results }) => [label, results])).toEqual([[abuse, []]]);
    }
  });
});
