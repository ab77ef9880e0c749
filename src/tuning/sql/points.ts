import type { ResolvedPolicy } from "trialgate";
import { basePoints, loudPoints } from "trialgate/core";
import type { SqlDialect } from "./dialect.js";
import { numberLiteral } from "./literal.js";
import { bit, columnName, firstOf, hundredths, listedRows, type Step, selectColumns } from "./statement.js";

/** A question about a signup, each a column of 0 and 1: was one of these reasons seen? */
export interface Flag {
  readonly column: string;
  /** Reason codes; none where it can never be true. */
  readonly codes: readonly string[];
}

/** From the evidence and what could be looked at to `judged`: for each signup its `points`, its `coverage` and its flags. */
export function pointSteps(
  policy: ResolvedPolicy,
  flags: readonly Flag[],
  dialect: SqlDialect,
): readonly Step[] {
  const groups = groupsOf(policy);
  return [
    {
      name: "weights",
      comment: "The points of each reason at full strength.",
      sql: listedRows(weightRows(policy, dialect), ["code", "grp", "points"], dialect.double),
    },
    {
      name: "weighed",
      comment: "What each reason adds, in hundredths of a point: 0 where the policy does not know it.",
      sql: selectColumns(
        [
          "evidence.n",
          "evidence.code",
          "evidence.strength",
          "weights.grp",
          `coalesce(${hundredths("weights.points * evidence.strength")}, 0) as adds`,
        ],
        "from evidence\nleft join weights on weights.code = evidence.code",
      ),
    },
    {
      name: "seen",
      comment: "What the reasons of each group add up to; which facts and rules were seen.",
      sql: selectColumns(
        [
          "n",
          ...groups.map(
            ({ name, column }) => `sum(case when grp = ${dialect.text(name)} then adds end) as ${column}`,
          ),
          ...flags.map(({ column, codes }) => `max(${bit(seenOf(codes, dialect))}) as ${column}`),
        ],
        "from weighed\ngroup by n",
      ),
    },
    joined(groups, flags),
    ...addingSteps(policy, groups, flags, dialect),
  ];
}

interface Group {
  readonly name: string;
  /** Its sum in points; null without evidence. */
  readonly column: string;
  readonly capped: string;
}

/** In the order in which the engine adds them. */
function groupsOf({ reasons }: ResolvedPolicy): readonly Group[] {
  const names = new Set(Object.values(reasons).map(({ group }) => group));
  return [...names].sort().map((name, place) => {
    const column = columnName("g", place, name);
    return { name, column, capped: `${column}_capped` };
  });
}

function weightRows({ reasons }: ResolvedPolicy, { text }: SqlDialect): readonly string[] {
  return Object.entries(reasons).map(
    ([code, { group, points }]) => `(${text(code)}, ${text(group)}, ${numberLiteral(points)})`,
  );
}

function seenOf(codes: readonly string[], { text }: SqlDialect): string {
  if (codes.length === 0) return "1 = 0";
  return `strength > 0 and code in (${codes.map((code) => text(code)).join(", ")})`;
}

function joined(groups: readonly Group[], flags: readonly Flag[]): Step {
  // With nothing left to look at because all of it failed, nothing was held back from us.
  const coverage = `case
  when coalesce(covered.possible, 0) = 0 then coalesce(answers.failed, 0)
  else ${hundredths("(covered.looked_at / covered.possible)")} / 100e0
end`;
  return {
    name: "summed",
    comment: "All of it in one row a signup.",
    sql: selectColumns(
      [
        "signups.n",
        "signups.id",
        "signups.channel",
        `${bit("signups.by_fallback or answers.degraded = 1")} as degraded`,
        "coalesce(absent.short_of, 0) as short_of",
        `${coverage} as coverage`,
        ...groups.map(({ column }) => `seen.${column} / 100e0 as ${column}`),
        ...flags.map(({ column }) => `coalesce(seen.${column}, 0) as ${column}`),
      ],
      `from signups
left join seen on seen.n = signups.n
left join answers on answers.n = signups.n
left join covered on covered.n = signups.n
left join absent on absent.n = signups.n`,
    ),
  };
}

function addingSteps(
  policy: ResolvedPolicy,
  groups: readonly Group[],
  flags: readonly Flag[],
  { double }: SqlDialect,
): readonly Step[] {
  const floor = numberLiteral(policy.goodFloor);
  const corroborated = hundredths(`(${numberLiteral(policy.corroboration)} * (loud - 1))`);
  const sum = (terms: readonly string[]): string => `cast(${["0", ...terms].join("\n  + ")} as ${double})`;
  return [
    {
      name: "capped",
      comment: "What each group may add up to; null where it has no evidence.",
      sql: selectColumns(
        ["summed.*", ...groups.map((group) => `${cappedSum(group, policy)} as ${group.capped}`)],
        "from summed",
      ),
    },
    {
      name: "good_and_loud",
      comment: "What speaks for somebody in all, and how many groups point to abuse.",
      sql: selectColumns(
        [
          "capped.*",
          `${sum(groups.map(({ capped }) => `case when ${capped} < 0 then ${capped} else 0 end`))} as good`,
          `${sum(groups.map(({ capped }) => bit(`${capped} > ${loudPoints}`)))} as loud`,
        ],
        "from capped",
      ),
    },
    {
      name: "judged",
      comment: "The points. Every term is a whole number of hundredths, so their order does not matter.",
      sql: selectColumns(
        [
          ...["id", "channel", "degraded", "short_of", "coverage"],
          ...flags.map(({ column }) => column),
          `${sum([
            numberLiteral(Math.round(basePoints(policy) * 100)),
            ...groups.map(({ column, capped }) => {
              const cut = hundredths(`(${capped} - ${column})`);
              return `coalesce(${hundredths(column)} + ${cut}, 0)`;
            }),
            `case when good < ${floor} then ${hundredths(`(${floor} - good)`)} else 0 end`,
            `case when loud > 1 then ${corroborated} else 0 end`,
          ])} / 100e0 as points`,
        ],
        "from good_and_loud",
      ),
    },
  ];
}

/** Null stays null: a comparison with it is not true. */
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
