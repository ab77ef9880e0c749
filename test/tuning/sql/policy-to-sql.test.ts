import { type DataPolicy, openPolicy, type ResolvedPolicy, standardPolicy, TrialgateError } from "trialgate";
import { policyToSql, type SqlOptions } from "trialgate/tuning";
import { describe, expect, it } from "vitest";

const options: SqlOptions = { dialect: "postgres", table: "signups" };

/** What is refused, as `path: message`. */
function refusal(policy: unknown, given: unknown = options): string {
  try {
    policyToSql(policy as DataPolicy, given as SqlOptions);
  } catch (error) {
    if (error instanceof TrialgateError && error.code === "invalid_config") return error.message;
    throw error;
  }
  throw new Error("expected invalid_config");
}

describe("the statement", () => {
  it("is one SELECT, the same each time", () => {
    const sql = policyToSql(standardPolicy, options);
    expect(policyToSql(standardPolicy, options)).toBe(sql);
    expect(sql).toMatch(/^with\n/);
    expect(sql.replace(/^ *--.*$/gm, "")).not.toContain(";");
    expect(sql.match(/from "signups"/g)).toHaveLength(1);
  });

  it("reads the table and the columns that are named", () => {
    const columns = { id: "Account", assessment: "a.b" };
    const sql = policyToSql(standardPolicy, { dialect: "duckdb", table: "lake.risk.signups", columns });
    expect(sql).toContain('from "lake"."risk"."signups"');
    expect(sql).toContain('"Account" as id, cast("a.b" as json) as assessment');
    expect(policyToSql(standardPolicy, { ...options, table: ["risk", "sign.ups"] })).toContain(
      'from "risk"."sign.ups"',
    );
  });

  it("has every step on lines of its own, whatever the policy is called", () => {
    const resolved = { ...standardPolicy.resolved, id: "x\n; drop table signups; --" };
    expect(policyToSql(openPolicy(resolved), options)).toBe(policyToSql(standardPolicy, options));
  });
});

describe("refuses", () => {
  it("a policy of code", () => {
    const code = { id: "mine", version: "1", decide: standardPolicy.decide };
    expect(refusal(code)).toBe(
      "policy: is written in code, which no SQL can run; make it of data, with definePolicy",
    );
  });

  it("a dialect that there is not, with what was meant", () => {
    const given = { ...options, dialect: "postgre" };
    expect(refusal(standardPolicy, given)).toMatch(/^dialect: .*did you mean "postgres"\?/);
    expect(refusal(standardPolicy, { ...options, dialect: "constructor" })).toMatch(/^dialect: /);
  });

  it("an option that there is not", () => {
    expect(refusal(standardPolicy, { ...options, tabel: "x" })).toMatch(/^tabel: .*did you mean "table"\?/);
    expect(refusal(standardPolicy, { ...options, columns: { assesment: "x" } })).toMatch(
      /^columns\.assesment: .*did you mean "assessment"\?/,
    );
  });

  it.each([
    ["table", { table: "" }],
    ["table", { table: "risk." }],
    ["table", { table: [] }],
    ["table", { table: 5 }],
    ["table", { table: "a\0b" }],
    ["table", { table: "a\ud800" }],
    ["table", { table: "é".repeat(32) }],
    ["columns.id", { columns: { id: "" } }],
    ["columns.assessment", { columns: { assessment: "x".repeat(64) } }],
  ])("a name that cannot be one: %s of %j", (path, given) => {
    expect(refusal(standardPolicy, { ...options, ...given })).toMatch(new RegExp(`^${path}: `));
  });

  it("takes a name at the limit", () => {
    expect(policyToSql(standardPolicy, { ...options, table: "x".repeat(63) })).toContain("x".repeat(63));
  });

  const { resolved } = standardPolicy;
  const [first] = resolved.tiers;
  it.each<[what: string, changed: object]>([
    ["points that are SQL", { reasons: { "a.b": { group: "g", points: "1) or (1=1", text: "" } } }],
    ["a limit that is SQL", { tiers: [{ ...first, maxPoints: "0 then 0 end; --" }, ...resolved.tiers] }],
    ["a cap that is SQL", { caps: { ...resolved.caps, email: ["0", "1"] } }],
    ["a base that is SQL", { offset: "0; --" }],
    [
      "a knot that is SQL",
      {
        calibration: [
          [0, 0.1],
          ["1; --", 0.9],
        ],
      },
    ],
    ["a name with NUL", { whenDegraded: "x\0", tiers: [{ ...first, id: "x\0" }] }],
    ["a code that is no text", { facts: { strongFact: [{ toString: () => "'; --" }], card: [], proof: [] } }],
    ["a tier that it does not have", { whenDegraded: "nowhere" }],
    ["a decision that there is not", { rules: [{ ...resolved.rules[0], decision: "3; --" }] }],
  ])("what an opened policy holds in place of plain data: %s", (_, changed) => {
    const opened = openPolicy({ ...resolved, ...changed } as ResolvedPolicy);
    expect(refusal(opened)).toMatch(/^policy: /);
  });
});
