import type { Decision, ResolvedPolicy } from "trialgate";
import { decisions, TrialgateError } from "trialgate/core";
import type { SqlDialect } from "./dialect.js";
import type { LadderFlags } from "./ladder-flags.js";
import { numberLiteral } from "./literal.js";
import { plainPoints, probabilitySql } from "./probability.js";
import { firstOf, type Step, selectColumns } from "./statement.js";

/** From `judged` to `calibrated`: for each signup the place of its tier, 0 being the most generous, and how strict the decision is. */
export function standingSteps(
  policy: ResolvedPolicy,
  { rules: ruleFlags, every, some }: LadderFlags,
  { text }: SqlDialect,
): readonly Step[] {
  const { tiers, rules, channels, whenDegraded, calibration = [] } = policy;
  const last = tiers.length - 1;
  /** The first place from `start` on that fits; the last takes the rest. */
  const lowered = (start: string, fits: (tier: (typeof tiers)[number]) => string): string =>
    firstOf(
      tiers.slice(0, -1).map((tier, place) => [`${start} <= ${place} and ${fits(tier)}`, String(place)]),
      String(last),
    );
  const byPoints = tiers.slice(0, -1).map(({ maxPoints }, place): readonly [string, string] => {
    return [maxPoints === undefined ? "1 = 1" : `points <= ${numberLiteral(maxPoints)}`, String(place)];
  });
  const ceilings = Object.entries(channels).map(([channel, { ceiling }]): readonly [string, string] => {
    const place = placeOf(ceiling, policy);
    return [`short_of = 1 and channel = ${text(channel)} and by_needs < ${place}`, String(place)];
  });
  const unlocks = tiers.flatMap(({ decision, unlock }, place): readonly (readonly [string, string])[] => {
    if (decision === "allow" || unlock === undefined) return [];
    const above = placeOf(unlock.to, policy);
    const needed = tiers[above]?.needs ?? [];
    return [[`by_channel = ${place} and ${some(unlock.with)} and ${every(needed)}`, String(above)]];
  });
  const ruled = (then: (rule: (typeof rules)[number]) => string): readonly (readonly [string, string])[] =>
    rules.map((rule, at) => [`${ruleFlags[at]?.column} = 1`, then(rule)]);
  const limit = placeOf(whenDegraded, policy);
  const tierStrictness = tiers.map(({ decision }): string => strictnessOf(decision));
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
          ruled(({ tier }) => String(placeOf(tier, policy))),
          "by_unlock",
        )} as by_rule`,
        `${firstOf(
          [
            ...ruled(({ tier, decision }) =>
              decision === undefined
                ? (tierStrictness[placeOf(tier, policy)] ?? "0")
                : strictnessOf(decision),
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
    step(
      "calibrated",
      "placed",
      "The points as the policy's curve reads them, on the scale where 50 are even odds.",
      [`${plainPoints(calibration)} as plain_points`],
    ),
  ];
}

/** The verdict of each signup, by names. */
export function verdictColumns({ tiers }: ResolvedPolicy, { text }: SqlDialect): readonly string[] {
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
    `${names("strict", decisions)} as decision`,
    `${probabilitySql} as probability`,
  ];
}

function step(name: string, from: string, comment: string, columns: readonly string[]): Step {
  return { name, comment, sql: selectColumns([`${from}.*`, ...columns], `from ${from}`) };
}

function placeOf(tier: string, { tiers }: ResolvedPolicy): number {
  const place = tiers.findIndex(({ id }) => id === tier);
  return place < 0 ? refuse("names a tier that it does not have") : place;
}

function strictnessOf(decision: Decision): string {
  const place = decisions.indexOf(decision);
  return place < 0 ? refuse(`knows no decision but ${decisions.join(", ")}`) : String(place);
}

function refuse(message: string): never {
  throw new TrialgateError("invalid_config", [{ path: "policy", message }]);
}
