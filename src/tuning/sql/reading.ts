import type { SqlDialect } from "./dialect.js";
import { type Step, selectColumns } from "./statement.js";

/** From the table to the signups, the answers of their signals, and the evidence in them. */
export function readingSteps(
  { json, field, textField, holds, each, eachWithPlace, double }: SqlDialect,
  from: { readonly table: string; readonly id: string; readonly assessment: string },
): readonly Step[] {
  const stored = "stored.assessment";
  return [
    {
      name: "signups",
      comment: "One row a stored assessment, but for signups that could not be read: nobody judged those.",
      sql: selectColumns(
        [
          // Ids may come more than once: each new fact makes a revision.
          "row_number() over () as n",
          "stored.id",
          `${textField(stored, "channel")} as channel`,
          `coalesce(${textField(stored, "fallback")} = 'true', false) as by_fallback`,
          `${field(stored, "results")} as results`,
        ],
        `from (select ${from.id} as id, ${json(from.assessment)} as assessment from ${from.table}) as stored
where not ${holds(field(stored, "degraded"), "input")}`,
      ),
    },
    {
      name: "results",
      comment: "One row a signal of a signup.",
      sql: selectColumns(
        [
          "signups.n",
          "signups.channel",
          "listed.place",
          `${textField("listed.item", "signal")} as signal`,
          `${textField("listed.item", "status")} as status`,
          `coalesce(${textField("listed.item", "degrades")} = 'true', false) as degrades`,
          `${field("listed.item", "evidence")} as evidence`,
          `${field("listed.item", "without")} as without`,
        ],
        `from signups, ${eachWithPlace("signups.results", "listed")}`,
      ),
    },
    {
      name: "evidence",
      comment: "One row a reason that a signal saw.",
      sql: selectColumns(
        [
          "results.n",
          `${textField("listed.item", "code")} as code`,
          `cast(${textField("listed.item", "strength")} as ${double}) as strength`,
        ],
        `from results, ${each("results.evidence", "listed")}
where results.status = 'ok'`,
      ),
    },
  ];
}
