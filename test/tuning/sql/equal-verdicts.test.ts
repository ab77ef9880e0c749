import { standardPolicy } from "trialgate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policyToSql } from "../../../src/tuning/policy-to-sql.js";
import { storedAssessments } from "./assessments.js";
import { openDuck, openPostgres, type Engine } from "./engines.js";
import { differences, replayed } from "./verdicts.js";

const stored = [...storedAssessments(standardPolicy.resolved, 100_000, "standard")];
describe.each([["postgres", openPostgres], ["duckdb", openDuck]] as const)("%s", (dialect, open) => {
  let engine: Engine;
  beforeAll(async () => { engine = await open(); });
  afterAll(() => engine.stop());
  it("same", { timeout: 60000 }, async () => {
    console.time("replay");
    const expected = replayed(stored, standardPolicy);
    console.timeEnd("replay");
    console.time("fill");
    await engine.fill("signups", { id: "id", assessment: "assessment" }, stored);
    console.timeEnd("fill");
    console.time("query");
    const rows = await engine.query(policyToSql(standardPolicy, { dialect, table: "signups" }));
    console.timeEnd("query");
    const tally: Record<string, number> = {};
    for (const v of expected.values()) tally[v.tier + v.decision] = (tally[v.tier + v.decision] ?? 0) + 1;
    console.log(rows.length, tally, rows.slice(0, 3), JSON.stringify(stored[5]).length);
    expect(differences(rows, expected)).toEqual([]);
  });
});
