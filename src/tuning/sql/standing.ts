import type { Decision, ResolvedPolicy } from "trialgate";
import { pointsOf, TrialgateError } from "trialgate/core";
import type { SqlDialect } from "./dialect.js";
import { numberLiteral } from "./literal.js";
import type { Flag } from "./points.js";
import { columnName, firstOf, type Step, selectColumns } from "./statement.js";

/** The questions that a ladder asks of the evidence: its rules, and the facts that its tiers need or open by. */
export interface LadderFlags {
  readonly all: readonly Flag[];
  /** In the order of the rules. */
  readonly rules: readonly Flag[];
  /** A condition: whether all, or any, of these facts are true. */
  every(facts: readonly string[]): string;
  some(facts: readonly string[]): string;
}

/** The columns in which the questions of a policy's ladder are answered. */
export function ladderFlags({ rules, tiers, facts }: ResolvedPolicy): LadderFlags {
  const asked = new Set(tiers.flatMap(({ needs = [], unlock }) => [...needs, ...(unlock?.with ?? [])]));
  const byFact = new Map(
    [...asked].map((fact, place): readonly [string, Flag] => {
      const codes = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
      return [fact, { column: columnName("f", place, fact), codes: codes ?? [fact] }];
    }),
  );
  const ruleFlags = rules.map(({ id, when }, place) => ({
    column: columnName("r", place, id),
    codes: [when],
  }));
  const isTrue = (fact: string): string => `${byFact.get(fact)?.column ?? ""} = 1`;
  return {
    all: [...byFact.values(), ...ruleFlags],
    rules: ruleFlags,
    every: (needed) => (needed.length === 0 ? "1 = 1" : needed.map(isTrue).join(" and ")),
    some: (opening) => (opening.length === 0 ? "1 = 0" : `(${opening.map(isTrue).join(" or ")})`),
  };
}

const severity: readonly Decision[] = ["allow", "challenge", "review", "block"];

/** From `judged` to `placed`: for each signup the place of its tier, 0 being the most generous, and how strict the decision is. */
export function standingSteps(
  policy: ResolvedPolicy,
  { rules: ruleFlags, every, some }: LadderFlags,
  { text }: SqlDialect,
): readonly Step[] {
  const { tiers, rules, channels, whenDegraded } = policy;
  const last = tiers.length - 1;
  const placeOf = (tier: string): number => {
    const place = tiers.findIndex(({ id }) => id === tier);
    if (place < 0) refuse("names a tier that it does not have");
    return place;
  };
  const strictness = (decision: Decision): string => {
    const place = severity.indexOf(decision);
    if (place < 0) refuse(`knows no decision but ${severity.join(", ")}`);
    return String(place);
  };
  /** The first place from `start` on that fits; the last takes the rest. */
  const lowered = (start: string, fits: (tier: (typeof tiers)[number]) => string): string =>
    firstOf(
      tiers.slice(0, -1).map((tier, place) => [`${start} <= ${place} and ${fits(tier)}`, String(place)]),
      String(last),
    );
  const step = (name: string, from: string, comment: string, columns: readonly string[]): Step => ({
    name,
    comment,
    sql: selectColumns([`${from}.*`, ...columns], `from ${from}`),
  });

  const byPoints = tiers.slice(0, -1).map(({ maxPoints }, place): readonly [string, string] => {
    return [maxPoints === undefined ? "1 = 1" : `points <= ${numberLiteral(maxPoints)}`, String(place)];
  });
  const ceilings = Object.entries(channels).map(([channel, { ceiling }]): readonly [string, string] => {
    const place = placeOf(ceiling);
    return [`short_of = 1 and channel = ${text(channel)} and by_needs < ${place}`, String(place)];
  });
  const unlocks = tiers.flatMap(({ decision, unlock }, place): readonly (readonly [string, string])[] => {
    if (decision === "allow" || unlock === undefined) return [];
    const above = placeOf(unlock.to);
    const needed = tiers[above]?.needs ?? [];
    return [[`by_channel = ${place} and ${some(unlock.with)} and ${every(needed)}`, String(above)]];
  });
  const ruled = (then: (rule: (typeof rules)[number]) => string): readonly (readonly [string, string])[] =>
    rules.map((rule, at) => [`${ruleFlags[at]?.column} = 1`, then(rule)]);
  const limit = placeOf(whenDegraded);
  const tierStrictness = tiers.map(({ decision }): string => strictness(decision));
  const limitStrictness = tierStrictness[limit] ?? "0";

  return [
    step(
      "placed_by_points",
      "judged",
      "The tier of the points alone, as its place; 0 is the most generous.",
      [`${firstOf(byPoints, String(last))} as by_points`],
    ),
    step("placed_by_coverage", "placed_by_points", "Down where too little could be looked at.", [
      `${lowered("by_points", ({ minCoverage = 0 }) => `coverage >= ${numberLiteral(minCoverage)}`)} as by_coverage`,
    ]),
    step("placed_by_needs", "placed_by_coverage", "Down where a fact is not there that the tier needs.", [
      `${lowered("by_coverage", ({ needs = [] }) => every(needs))} as by_needs`,
    ]),
    step(
      "placed_by_channel",
      "placed_by_needs",
      "Down where something is missing that the channel always sends.",
      [`${firstOf(ceilings, "by_needs")} as by_channel`],
    ),
    step("placed_by_unlock", "placed_by_channel", "Up where a proof was given that the tier asks for.", [
      `${firstOf(unlocks, "by_channel")} as by_unlock`,
    ]),
    step(
      "ruled",
      "placed_by_unlock",
      "The first rule that applies decides, whatever the points. Decisions: 0 allow to 3 block.",
      [
        `${firstOf(
          ruled(({ tier }) => String(placeOf(tier))),
          "by_unlock",
        )} as by_rule`,
        `${firstOf(
          [
            ...ruled(({ tier, decision }) =>
              decision === undefined ? (tierStrictness[placeOf(tier)] ?? "0") : strictness(decision),
            ),
            ...tierStrictness.map((strict, place): readonly [string, string] => [
              `by_unlock = ${place}`,
              strict,
            ]),
          ],
          "0",
        )} as strictness`,
      ],
    ),
    step("placed", "ruled", "While something is degraded, nobody stands higher and no decision is milder.", [
      `case when degraded = 1 and by_rule < ${limit} then ${limit} else by_rule end as place`,
      `case when degraded = 1 and by_rule < ${limit} and strictness < ${limitStrictness} then ${limitStrictness} else strictness end as strict`,
    ]),
  ];
}

/** The verdict of each signup, by names. */
export function verdictColumns(
  { tiers, calibration = [] }: ResolvedPolicy,
  { text }: SqlDialect,
): readonly string[] {
  const names = (column: string, all: readonly string[]): string =>
    firstOf(
      all.slice(0, -1).map((name, place) => [`${column} = ${place}`, text(name)]),
      text(all.at(-1) ?? ""),
    );
  return [
    "id",
    "points",
    "coverage",
    `${names(
      "place",
      tiers.map(({ id }) => id),
    )} as tier`,
    `${names("strict", severity)} as decision`,
    `${probability(calibration)} as probability`,
  ];
}

/** To four decimals. Exponents are bounded, where engines refuse what JavaScript calls infinite: the answer is 0 or 1 long before. */
function probability(knots: NonNullable<ResolvedPolicy["calibration"]>): string {
  const exponent = `(-(${calibrated(knots)} - 50) / 10)`;
  const odds = `power(2e0, case when ${exponent} > 1000 then 1000 when ${exponent} < -1000 then -1000 else ${exponent} end)`;
  return `floor(1 / (1 + ${odds}) * 10000 + 0.5) / 10000e0`;
}

/** The segment around the points; the first and the last one run on. */
function calibrated(knots: NonNullable<ResolvedPolicy["calibration"]>): string {
  const segments = knots.slice(1).map(([until, probability], place): readonly [string, string] => {
    const [start = 0, before = 0] = knots[place] ?? [];
    const from = pointsOf(before);
    const rise = numberLiteral(pointsOf(probability) - from);
    const line = `${numberLiteral(from)} + (${rise} * (points - ${numberLiteral(start)})) / ${numberLiteral(until - start)}`;
    return [`points <= ${numberLiteral(until)}`, line];
  });
  const [, beyond] = segments.at(-1) ?? [];
  return beyond === undefined ? "points" : firstOf(segments.slice(0, -1), beyond);
}

function refuse(message: string): never {
  throw new TrialgateError("invalid_config", [{ path: "policy", message }]);
}
