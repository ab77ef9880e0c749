import type { ResolvedPolicy } from "trialgate";
import { uncappedWeight } from "trialgate/core";
import type { SqlDialect } from "./dialect.js";
import { numberLiteral } from "./literal.js";
import { bit, listedRows, type Step, selectColumns } from "./statement.js";

/** What could be looked at and what could not: `answers`, `covered` and `absent`, each of them one row a signup. */
export function coverageSteps(policy: ResolvedPolicy, dialect: SqlDialect): readonly Step[] {
  const { double } = dialect;
  return [
    {
      name: "answers",
      comment: "Whether any signal of a signup failed, and whether one of those caps the tier.",
      sql: selectColumns(
        [
          "n",
          `max(${bit("status = 'failed'")}) as failed`,
          `max(${bit("status = 'failed' and degrades")}) as degraded`,
        ],
        "from results\ngroup by n",
      ),
    },
    {
      name: "signals",
      comment: "The signals that count for coverage, and the most that their group can say against somebody.",
      sql: listedRows(signalRows(policy, dialect), ["signal", "grp", "cap"], double),
    },
    {
      name: "asked",
      comment: "The share of each group's signals that could look.",
      sql: selectColumns(
        [
          "results.n",
          "signals.cap",
          "min(results.place) as place",
          `cast(sum(${bit("results.status = 'ok'")}) as ${double}) / count(*) as share`,
        ],
        `from results
join signals on signals.signal = results.signal
where results.status <> 'failed'
group by results.n, signals.grp, signals.cap`,
      ),
    },
    {
      name: "covered",
      comment: "Added in the order of the results, so that even the last bit is the library's.",
      sql: selectColumns(
        ["n", "sum(cap order by place) as possible", "sum(cap * share order by place) as looked_at"],
        "from asked\ngroup by n",
      ),
    },
    {
      name: "absent",
      comment: "Whether something was not there that the channel always sends.",
      sql: absentRows(policy, dialect),
    },
  ];
}

/** Optional signals do not count. */
function signalRows({ signals, caps }: ResolvedPolicy, { text }: SqlDialect): readonly string[] {
  return Object.entries(signals)
    .filter(([, { optional }]) => !optional)
    .map(([signal, { group }]) => {
      const cap = (Object.hasOwn(caps, group) ? caps[group]?.[1] : undefined) ?? uncappedWeight;
      return `(${text(signal)}, ${text(group)}, ${numberLiteral(cap)})`;
    });
}

function absentRows({ channels }: ResolvedPolicy, { text, plainText, each }: SqlDialect): string {
  const lacking = Object.entries(channels)
    .filter(([, { expects }]) => expects.length > 0)
    .map(([channel, { expects }]) => {
      const fields = expects.map((field) => text(field)).join(", ");
      return `(results.channel = ${text(channel)} and ${plainText("listed.item")} in (${fields}))`;
    });
  const isLacking = lacking.length === 0 ? "1 = 0" : lacking.join("\n    or ");
  return selectColumns(
    ["results.n", `max(${bit(isLacking)}) as short_of`],
    `from results, ${each("results.without", "listed")}
where results.status <> 'failed'
group by results.n`,
  );
}
