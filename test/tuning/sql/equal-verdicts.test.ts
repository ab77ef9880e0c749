import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createScorer,
  definePolicy,
  judgeAgain,
  memoryStore,
  openPolicy,
  type SignalResult,
  standardPolicy,
  standardPolicyData,
} from "trialgate";
import { policyToSql } from "trialgate/tuning";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { describeWithDuckdb } from "../../duckdb/open-duckdb.js";
import { describeWith } from "../../servers/needs.js";
import { postgresBinary } from "../../servers/postgres.js";
import { storedAssessments } from "./assessments.js";
import { type Engine, openDuck, openPostgres } from "./engines.js";
import { randomPolicy } from "./random-policy.js";
import { differences, replayed } from "./verdicts.js";

// Two engines with a lot to read, and other suites beside them.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const columns = { id: "id", assessment: "assessment" };

const seeds: readonly string[] = Array.from({ length: 12 }, (_, place) => `seed ${place}`);

/** Made once, for both engines. */
const manyAssessments = once(() => {
  const stored = [...storedAssessments(standardPolicy.resolved, 100_000, "standard")];
  return { stored, expected: replayed(stored, standardPolicy) };
});

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function equalVerdicts(dialect: "postgres" | "duckdb", open: () => Promise<Engine>): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.stop());

  it("of 100,000 assessments, by the standard policy", async () => {
    const { stored, expected } = manyAssessments();
    // As many kinds of verdict as there can be, and signups that nobody judged.
    expect(new Set([...expected.values()].map(({ tier, decision }) => `${tier} ${decision}`)).size).toBe(6);
    expect(expected.size).toBeLessThan(stored.length);

    await engine.fill("signups", columns, stored);
    const rows = await engine.query(policyToSql(standardPolicy, { dialect, table: "signups" }));
    expect(differences(rows, expected)).toEqual([]);
  });

  it("by a policy of another form: few tiers, no rules, no channels, calibrated", async () => {
    const policy = definePolicy({
      ...standardPolicyData,
      id: "two-tiers",
      calibration: {
        prior: 0.05,
        knots: [
          [20, 0.02],
          [50, 0.4],
          [80, 0.97],
        ],
      },
      tiers: [
        { id: "in", decision: "allow", maxPoints: 45.25, credits: 5 },
        { id: "out", decision: "block", credits: 0 },
      ],
      channels: {},
      rules: [],
      whenDegraded: "out",
    });
    const stored = [...storedAssessments(policy.resolved, 3_000, "two-tiers")];
    await engine.fill("results", columns, stored);
    const rows = await engine.query(policyToSql(policy, { dialect, table: "results" }));
    expect(differences(rows, replayed(stored, policy))).toEqual([]);
  });

  it.each(seeds)("by any policy, with hostile names: %s", async (seed) => {
    const policy = randomPolicy(seed);
    const stored = [...storedAssessments(policy.resolved, 1_000, seed)];
    const table = `${seed}'s "signups"; drop table signups; --\\`;
    const own = { id: 'the "id"', assessment: "as'sess.ment" };
    await engine.fill(table, own, stored);
    const sql = policyToSql(policy, { dialect, table: [table], columns: own });
    expect(differences(await engine.query(sql), replayed(stored, policy))).toEqual([]);
  });

  it("where the order in which groups are added decides how half of a hundredth is rounded", async () => {
    const { resolved } = standardPolicy;
    const policy = openPolicy({
      ...resolved,
      caps: { a: [0, 2.4], b: [0, 8.3], c: [0, 8.5] },
      signals: Object.fromEntries(["a", "b", "c"].map((name) => [name, { group: name, optional: false }])),
    });
    const stored = ["abc", "acb", "bac", "bca", "cab", "cba"].map((order) => ({
      id: order,
      degraded: [],
      results: [...order].map(
        (signal): SignalResult =>
          signal === "a"
            ? { signal, status: "skipped", because: "missing", without: [] }
            : { signal, status: "ok", evidence: [], without: [] },
      ),
    }));
    const expected = replayed(stored, policy);
    expect(new Set([...expected.values()].map(({ coverage }) => coverage))).toEqual(new Set([0.87, 0.88]));
    await engine.fill("halves", columns, stored);
    const rows = await engine.query(policyToSql(policy, { dialect, table: "halves" }));
    expect(differences(rows, expected)).toEqual([]);
  });

  it("from a column of text, in a schema, for one id with several revisions", async () => {
    const stored = [...storedAssessments(standardPolicy.resolved, 200, "text")];
    await engine.query("create schema risk");
    await engine.query("create table risk.judged (id text, assessment text)");
    const twice = [...stored, ...stored].map((one) => JSON.stringify(one).replaceAll("'", "''"));
    const values = twice.map((json) => `('same', '${json}')`);
    await engine.query(`insert into risk.judged values ${values.join(", ")}`);
    const sql = policyToSql(standardPolicy, { dialect, table: "risk.judged" });
    const points = (await engine.query(sql)).map((row) => row.points).sort();
    const expected = [...replayed(stored, standardPolicy).values()].map((verdict) => verdict.points);
    expect(points).toEqual([...expected, ...expected].sort());
  });

  it("of nothing", async () => {
    await engine.query("create table nothing (id text, assessment json)");
    const sql = policyToSql(standardPolicy, { dialect, table: "nothing" });
    expect(await engine.query(sql)).toEqual([]);
  });
}

describeWith(postgresBinary, "policyToSql in PostgreSQL answers what replay answers", () => {
  equalVerdicts("postgres", openPostgres);
});

describeWithDuckdb("policyToSql in DuckDB answers what replay answers", () => {
  equalVerdicts("duckdb", openDuck);

  it("from the lines of a history, with the types that DuckDB finds in them by itself", async () => {
    const folder = mkdtempSync(join(tmpdir(), "trialgate-history-"));
    const engine = await openDuck();
    try {
      const score = createScorer({ store: memoryStore(), clock: () => 1_790_000_000_000 });
      const emails = [
        "ann.lee@example.com",
        "kx71@mailinator.com",
        "a.n.n.lee@gmail.com",
        "annlee+2@gmail.com",
      ];
      const stored = await Promise.all(
        emails.map((email, place) => score({ id: `s${place}`, email, ip: "81.2.69.14" })),
      );
      const file = join(folder, "history.jsonl");
      writeFileSync(
        file,
        stored.map((assessment) => JSON.stringify({ assessment, label: "abuse" })).join("\n"),
      );
      await engine.query(`create view signups as select assessment.id, assessment from read_json('${file}')`);
      const rows = await engine.query(policyToSql(standardPolicy, { dialect: "duckdb", table: "signups" }));
      expect(rows).toHaveLength(4);
      expect(differences(rows, replayed(stored, standardPolicy))).toEqual([]);
    } finally {
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("the comparison", () => {
  it("comes by everything that a policy can do", () => {
    const lines = seeds.flatMap((seed) => {
      const policy = randomPolicy(seed);
      const stored = [...storedAssessments(policy.resolved, 1_000, seed)];
      return stored.flatMap((one) => judgeAgain(one, policy).reasons.map(({ code }) => code));
    });
    const all = "good-floor corroboration coverage needs channel degraded unlocked".split(" ");
    const seen = new Set(lines);
    expect(all.filter((line) => !seen.has(`policy.${line}`))).toEqual([]);
  });

  it("would see a wrong row, a lost one and one that comes twice", () => {
    const verdict = { id: "a", points: 1, coverage: 1, tier: "full", decision: "allow", probability: 0.1 };
    const expected = new Map([["a", verdict]]);
    expect(differences([verdict], expected)).toEqual([]);
    expect(differences([{ ...verdict, points: 1.0000000000000002 }], expected)).toHaveLength(1);
    expect(differences([{ ...verdict, tier: "none" }], expected)).toHaveLength(1);
    expect(differences([], expected)).toEqual([{ lost: "a" }]);
    expect(differences([verdict, verdict], expected)).toEqual([{ twice: 1 }]);
  });
});
