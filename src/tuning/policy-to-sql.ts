import type { DataPolicy, Problem, ResolvedPolicy } from "trialgate";
import { problemUnless, suggestion, TrialgateError, unknownOptions } from "trialgate/core";
import { coverageSteps } from "./sql/coverage.js";
import { type SqlDialect, sqlDialects } from "./sql/dialect.js";
import { ladderFlags } from "./sql/ladder-flags.js";
import { unwritable } from "./sql/literal.js";
import { pointSteps } from "./sql/points.js";
import { readingSteps } from "./sql/reading.js";
import { standingSteps, verdictColumns } from "./sql/standing.js";
import { selectColumns, withClause } from "./sql/statement.js";

/** Where the assessments lie, and whose SQL is spoken there. */
export interface SqlOptions {
  readonly dialect: keyof typeof sqlDialects;
  /**
   * The table or view that holds one assessment a row: `"signups"`, `"risk.signups"`, or its parts one by one where a
   * name has a dot in it. Quoted, so written as it stands in the catalogue (PostgreSQL: usually lower case).
   */
  readonly table: string | readonly string[];
  /** Columns by other names than `id` and `assessment`. The second holds the assessment as JSON, or as text with JSON in it. */
  readonly columns?:
    | { readonly id?: string | undefined; readonly assessment?: string | undefined }
    | undefined;
}

/**
 * A policy as one SELECT: judges stored assessments where they lie, as `replay` would, for histories that outgrow one
 * machine. Answers `id`, `points`, `coverage`, `tier`, `decision` and `probability`, one row an assessment in no order;
 * assessments of signups that could not be read have none. Every name of the policy is quoted.
 * @throws TrialgateError `invalid_config` for a policy of code, a dialect that there is not, or a name that cannot be one.
 */
export function policyToSql(policy: Pick<DataPolicy, "resolved">, options: SqlOptions): string {
  const resolved = resolvedOf(policy);
  const { dialect, table, assessment, id } = checked(options);
  const flags = ladderFlags(resolved);
  const steps = [
    ...readingSteps(dialect, { table, id, assessment }),
    ...coverageSteps(resolved, dialect),
    ...pointSteps(resolved, flags.all, dialect),
    ...standingSteps(resolved, flags, dialect),
  ];
  const verdict = selectColumns(verdictColumns(resolved, dialect), "from calibrated");
  return `${withClause(steps, dialect.materialized)}\n${verdict}\n`;
}

/** Typed as there, and not there in a policy of code that JavaScript hands over. */
function resolvedOf({ resolved }: { readonly resolved?: ResolvedPolicy }): ResolvedPolicy {
  if (resolved !== undefined) return resolved;
  const message = "is written in code, which no SQL can run; make it of data, with definePolicy";
  throw new TrialgateError("invalid_config", [{ path: "policy", message }]);
}

interface Checked {
  readonly dialect: SqlDialect;
  readonly table: string;
  readonly id: string;
  readonly assessment: string;
}

function checked(options: SqlOptions): Checked {
  const { dialect: name, table, columns = {} } = options;
  const known = Object.keys(sqlDialects);
  const dialect = Object.hasOwn(sqlDialects, name) ? sqlDialects[name] : undefined;
  if (dialect === undefined) {
    const message = `is none that is spoken here; ${suggestion(String(name), known)}`;
    throw new TrialgateError("invalid_config", [{ path: "dialect", message }]);
  }
  const parts = typeof table === "string" ? table.split(".") : Array.isArray(table) ? table : [];
  const { id = "id", assessment = "assessment" } = columns;
  const problems = [
    ...unknownOptions(Object.keys(options), ["dialect", "table", "columns"]),
    ...unknownOptions(Object.keys(columns), ["id", "assessment"]).map((problem) => ({
      ...problem,
      path: `columns.${problem.path}`,
    })),
    ...problemUnless(parts.length > 0, "table", "must name a table"),
    ...parts.flatMap((part) => nameProblems(part, "table", dialect)),
    ...nameProblems(id, "columns.id", dialect),
    ...nameProblems(assessment, "columns.assessment", dialect),
  ];
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
  return {
    dialect,
    table: parts.map(quotedName).join("."),
    id: quotedName(id),
    assessment: quotedName(assessment),
  };
}

function nameProblems(name: unknown, path: string, { mostNameBytes }: SqlDialect): readonly Problem[] {
  const bytes = typeof name === "string" ? new TextEncoder().encode(name).length : 0;
  return [
    ...problemUnless(bytes > 0, path, "must be a name, and none of its parts empty"),
    ...problemUnless(
      bytes <= mostNameBytes,
      path,
      `is longer than ${mostNameBytes} bytes, the most for a name`,
    ),
    ...problemUnless(!unwritable.test(String(name)), path, "has NUL or half a surrogate pair in it"),
  ];
}

const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
