import type { ResolvedPolicy } from "trialgate";
import { basePoints } from "trialgate/core";
import type { SqlDialect } from "./dialect.js";
import { numberLiteral } from "./literal.js";
import { bit, columnName, firstOf, hundredths, type Step, selectColumns } from "./statement.js";

/** A question about a signup, each a column of 0 and 1: was one of these reasons seen? */
export interface Flag {
  readonly column: string;
  /** Reason codes; none where it can never be true. */
  readonly codes: readonly string[];
}

/** Two of the engine's own constants, as `weigh` of `trialgate/core` has them: a test compares the verdicts. */
const loudPoints = 11;
const defaultCap = 40;

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

/** From the evidence to `judged`: for each signup its `points`, its `coverage` and its flags. */
export function pointSteps(
  policy: ResolvedPolicy,
  flags: readonly Flag[],
  dialect: SqlDialect,
): readonly Step[] {
  const groups = groupsOf(policy);
  return [
    ...weightSteps(policy, dialect),
    {
      name: "seen",
      comment:
        "What the reasons of each group add, in hundredths of a point; which facts and rules were seen.",
      sql: selectColumns(
        [
          "evidence.n",
          ...groups.map(
            ({ name, column }) => `sum(case when weights.grp = ${dialect.text(name)} then
  ${hundredths("weights.points * evidence.strength")}
end) as ${column}`,
          ),
          ...flags.map(({ column, codes }) => `max(${bit(seenOf(codes, dialect))}) as ${column}`),
        ],
        "from evidence\nleft join weights on weights.code = evidence.code\ngroup by evidence.n",
      ),
    },
    ...coverageSteps(policy, dialect),
    ...absentSteps(policy, dialect),
    {
      name: "summed",
      comment: "All of it in one row a signup. A group without evidence is null.",
      sql: selectColumns(
        [
          "signups.n",
          "signups.id",
          "signups.channel",
          ...groups.map(({ column }) => `seen.${column} / 100e0 as ${column}`),
          ...flags.map(({ column }) => `coalesce(seen.${column}, 0) as ${column}`),
          // With nothing left to look at because all of it failed, nothing was held back from us.
          `case when coalesce(covered.possible, 0) = 0 then coalesce(answers.failed, 0)
  else ${hundredths("(covered.looked_at / covered.possible)")} / 100e0 end as coverage`,
          `${bit("signups.by_fallback or answers.degraded = 1")} as degraded`,
          `${expectsAnything(policy) ? "coalesce(absent.short_of, 0)" : "0"} as short_of`,
        ],
        `from signups
left join seen on seen.n = signups.n
left join answers on answers.n = signups.n
left join covered on covered.n = signups.n${expectsAnything(policy) ? "\nleft join absent on absent.n = signups.n" : ""}`,
      ),
    },
    ...addingSteps(policy, groups, dialect),
  ];
}

interface Group {
  readonly name: string;
  readonly column: string;
}

/** In the order in which the engine adds them. */
function groupsOf({ reasons }: ResolvedPolicy): readonly Group[] {
  const names = new Set(Object.values(reasons).map(({ group }) => group));
  return [...names].sort().map((name, place) => ({ name, column: columnName("g", place, name) }));
}

function weightSteps(
  { reasons, signals, caps }: ResolvedPolicy,
  { text, double }: SqlDialect,
): readonly Step[] {
  const weights = Object.entries(reasons).map(
    ([code, { group, points }]) => `(${text(code)}, ${text(group)}, ${numberLiteral(points)})`,
  );
  const counted = Object.entries(signals)
    .filter(([, { optional }]) => !optional)
    .map(([signal, { group }]) => {
      const cap = (Object.hasOwn(caps, group) ? caps[group]?.[1] : undefined) ?? defaultCap;
      return `(${text(signal)}, ${text(group)}, ${numberLiteral(cap)})`;
    });
  return [
    {
      name: "weights",
      comment: "The points of each reason at full strength.",
      sql: listed(weights, ["code", "grp", "points"], double),
    },
    {
      name: "signals",
      comment: "The signals that count for coverage, and the most that their group can say against somebody.",
      sql: listed(counted, ["signal", "grp", "cap"], double),
    },
  ];
}

/** Rows of two texts and a number; perhaps none. */
function listed(
  rows: readonly string[],
  [key, group, number]: readonly [string, string, string],
  double: string,
): string {
  const values = rows.length > 0 ? rows : ["('', '', 0e0)"];
  const none = rows.length > 0 ? "" : "\nwhere 1 = 0";
  return `select ${key}, ${group}, cast(${number} as ${double}) as ${number}
from (values\n  ${values.join(",\n  ")}\n) as listed (${key}, ${group}, ${number})${none}`;
}

const seenOf = (codes: readonly string[], { text }: SqlDialect): string =>
  codes.length === 0
    ? "1 = 0"
    : `evidence.strength > 0 and evidence.code in (${codes.map((code) => text(code)).join(", ")})`;

function coverageSteps(_: ResolvedPolicy, { double }: SqlDialect): readonly Step[] {
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
  ];
}

const expectsAnything = ({ channels }: ResolvedPolicy): boolean =>
  Object.values(channels).some(({ expects }) => expects.length > 0);

/** Whether a signup lacks what its channel always sends. */
function absentSteps(policy: ResolvedPolicy, { text, plainText, each }: SqlDialect): readonly Step[] {
  if (!expectsAnything(policy)) return [];
  const lacking = Object.entries(policy.channels)
    .filter(([, { expects }]) => expects.length > 0)
    .map(
      ([channel, { expects }]) =>
        `(results.channel = ${text(channel)} and ${plainText("listed.item")} in (${expects.map((fact) => text(fact)).join(", ")}))`,
    );
  return [
    {
      name: "absent",
      comment: "Whether something was not there that the channel always sends.",
      sql: selectColumns(
        ["results.n", `max(${bit(`\n  ${lacking.join("\n  or ")}\n`)}) as short_of`],
        `from results, ${each("results.without", "listed")}
where results.status <> 'failed'
group by results.n`,
      ),
    },
  ];
}

function addingSteps(
  policy: ResolvedPolicy,
  groups: readonly Group[],
  { double }: SqlDialect,
): readonly Step[] {
  const capped = ({ column }: Group): string => `${column}_capped`;
  const total = (terms: readonly string[]): string => (terms.length === 0 ? "0" : terms.join("\n  + "));
  const corroborated = hundredths(`(${numberLiteral(policy.corroboration)} * (loud - 1))`);
  const floor = numberLiteral(policy.goodFloor);
  return [
    {
      name: "capped",
      comment: "What each group may add up to.",
      sql: selectColumns(
        ["summed.*", ...groups.map((group) => `${cappedSum(group, policy)} as ${capped(group)}`)],
        "from summed",
      ),
    },
    {
      name: "good_and_loud",
      comment: "What speaks for somebody in all, and how many groups point to abuse.",
      sql: selectColumns(
        [
          "capped.*",
          `cast(${total(groups.map((group) => `case when ${capped(group)} < 0 then ${capped(group)} else 0 end`))} as ${double}) as good`,
          `cast(${total(groups.map((group) => bit(`${capped(group)} > ${loudPoints}`)))} as ${double}) as loud`,
        ],
        "from capped",
      ),
    },
    {
      name: "judged",
      comment: "Whole hundredths are added, so no order of the reasons matters.",
      sql: selectColumns(
        [
          "good_and_loud.*",
          `cast(${total([
            `${Math.round(basePoints(policy) * 100)}`,
            ...groups.map(
              (group) =>
                `coalesce(floor(${group.column} * 100 + 0.5) + ${hundredths(`(${capped(group)} - ${group.column})`)}, 0)`,
            ),
            `case when good < ${floor} then ${hundredths(`(${floor} - good)`)} else 0 end`,
            `case when loud > 1 then ${corroborated} else 0 end`,
          ])} as ${double}) / 100e0 as points`,
        ],
        "from good_and_loud",
      ),
    },
  ];
}

/** Null where the group has no evidence: a comparison with null is not true. */
function cappedSum({ name, column }: Group, { caps }: ResolvedPolicy): string {
  const [low, high] = (Object.hasOwn(caps, name) ? caps[name] : undefined) ?? [];
  if (low === undefined || high === undefined) return column;
  // The engine lets the highest win where somebody wrote them the wrong way round.
  const [lowest, highest] = [numberLiteral(Math.min(low, high)), numberLiteral(high)];
  return firstOf(
    [
      [`${column} > ${highest}`, highest],
      [`${column} < ${lowest}`, lowest],
    ],
    column,
  );
}
