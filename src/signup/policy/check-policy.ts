import type { Problem } from "../../core/errors.js";
import type { Channel, Rule } from "../../core/ladder.js";
import { problemUnless } from "../../core/problems.js";
import { basePoints } from "../../core/scorecard.js";
import { suggestion } from "../../core/suggest.js";
import type { SignupSignal } from "../signal.js";
import type { PolicyData, TierData } from "./policy-data.js";
import type { ResolvedPolicy } from "./resolve-policy.js";
import { standardPolicyData } from "./standard-policy-data.js";

/** Every name that a policy may mention. */
interface Names {
  readonly codes: readonly string[];
  readonly groups: readonly string[];
  /** Named facts and reason codes: either may stand in `needs` and `unlock`. */
  readonly facts: readonly string[];
  /** Fields that some signal looks at. */
  readonly fields: readonly string[];
  readonly tiers: readonly string[];
}

/** Everything in a policy that has the right form and still makes no sense: misspelt names, tiers nobody can reach. */
export function checkPolicy(
  data: PolicyData,
  resolved: ResolvedPolicy,
  signals: readonly SignupSignal[],
): readonly Problem[] {
  const codes = Object.keys(resolved.reasons);
  const names: Names = {
    codes,
    groups: [...signals.map(({ group }) => group), ...Object.keys(standardPolicyData.caps)],
    facts: [...Object.keys(resolved.facts), ...codes],
    fields: signals.flatMap(({ needs, uses }) => [...needs, ...uses]),
    tiers: resolved.tiers.map(({ id }) => id),
  };
  return [
    ...Object.keys(data.weights ?? {}).flatMap((code) =>
      unknown("reason code", codes, code, `weights.${code}`),
    ),
    ...Object.entries(data.caps ?? {}).flatMap((cap) => capProblems(cap, names)),
    ...Object.entries(data.facts ?? {}).flatMap(([fact, listed]) =>
      listed.flatMap((code, place) => unknown("reason code", codes, code, `facts.${fact}.${place}`)),
    ),
    ...Object.entries(resolved.channels).flatMap((channel) => channelProblems(channel, names)),
    ...resolved.tiers.flatMap((tier, place) => tierProblems(tier, place, names)),
    ...resolved.rules.flatMap((rule, place) => ruleProblems(rule, place, names)),
    ...unknown("tier", names.tiers, resolved.whenDegraded, "whenDegraded"),
    ...calibrationProblems(data),
    ...thresholdProblems(resolved),
    ...creditProblems(resolved),
  ];
}

function capProblems(
  [group, [lowest, highest]]: readonly [string, readonly [number, number]],
  { groups }: Names,
): readonly Problem[] {
  const path = `caps.${group}`;
  return [
    ...unknown("group", groups, group, path),
    ...problemUnless(lowest <= highest, path, "must be [lowest, highest], the lower one first"),
  ];
}

function channelProblems(
  [channel, { expects, ceiling }]: readonly [string, Channel],
  { fields, tiers }: Names,
): readonly Problem[] {
  const path = `channels.${channel}`;
  return [
    ...expects.flatMap((field, place) =>
      unknown("field that a signal looks at", fields, field, `${path}.expects.${place}`),
    ),
    ...unknown("tier", tiers, ceiling, `${path}.ceiling`),
  ];
}

function tierProblems(
  { needs = [], unlock }: TierData,
  place: number,
  { facts, tiers }: Names,
): readonly Problem[] {
  const path = `tiers.${place}`;
  const what = "fact or reason code";
  const needed = needs.flatMap((fact, at) => unknown(what, facts, fact, `${path}.needs.${at}`));
  if (unlock === undefined) return needed;
  return [
    ...needed,
    ...unlock.with.flatMap((fact, at) => unknown(what, facts, fact, `${path}.unlock.with.${at}`)),
    ...unknown("tier", tiers, unlock.to, `${path}.unlock.to`),
    ...problemUnless(
      tiers.indexOf(unlock.to) < place,
      `${path}.unlock.to`,
      "must lead up: name a tier that stands before this one",
    ),
  ];
}

function ruleProblems({ id, when, tier }: Rule, place: number, { codes, tiers }: Names): readonly Problem[] {
  const path = `rules.${place}`;
  return [
    ...problemUnless(
      /^[a-z][a-z0-9-]*$/.test(id) && !ownLines.has(id),
      `${path}.id`,
      `"${id}" must be kebab-case, and not a line of the policy's own`,
    ),
    ...unknown("reason code", codes, when, `${path}.when`),
    ...unknown("tier", tiers, tier, `${path}.tier`),
  ];
}

// A rule stands in `reasons` as `policy.<id>`, beside what the policy adds itself.
const ownLines: ReadonlySet<string> = new Set(
  "base good-floor corroboration coverage needs channel degraded unlocked holdout".split(" "),
);

function unknown(what: string, known: readonly string[], name: string, path: string): readonly Problem[] {
  if (known.includes(name)) return [];
  const hint = suggestion(name, [...new Set(known)], 12);
  return [{ path, message: `"${name}" is not a known ${what}; ${hint}` }];
}

/** More points never mean less risk. */
function calibrationProblems({ calibration }: PolicyData): readonly Problem[] {
  const { knots = [] } = calibration ?? {};
  return knots.flatMap(([points, probability], place) => {
    const [before, lower] = knots[place - 1] ?? [Number.NEGATIVE_INFINITY, 0];
    const message = "must have more points than the knot before it, and no lower probability";
    return problemUnless(points > before && probability >= lower, `calibration.knots.${place}`, message);
  });
}

/** Tiers compare unclamped points: each but the last needs a limit of its own, above the one before. */
function thresholdProblems(policy: ResolvedPolicy): readonly Problem[] {
  const problems: Problem[] = [];
  const lowest = basePoints(policy) + policy.goodFloor;
  let previous = Number.NEGATIVE_INFINITY;
  const seen = new Set<string>();
  for (const [place, tier] of policy.tiers.entries()) {
    const path = `tiers.${place}`;
    const isLast = place === policy.tiers.length - 1;
    if (seen.has(tier.id)) problems.push({ path: `${path}.id`, message: `"${tier.id}" stands here twice` });
    seen.add(tier.id);
    if (isLast && tier.maxPoints !== undefined) {
      problems.push({
        path: `${path}.maxPoints`,
        message: "leave it out: the last tier takes whoever is left",
      });
    }
    if (isLast && (tier.needs?.length || tier.minCoverage)) {
      problems.push({
        path,
        message: "the last tier takes whoever is left: it can have no needs and no minCoverage",
      });
    }
    if (isLast) break;
    if (tier.maxPoints === undefined) {
      problems.push({
        path: `${path}.maxPoints`,
        message: "is missing: without it, no tier after this one can be reached",
      });
      continue;
    }
    const above = policy.tiers[place - 1];
    const selective = (above?.needs ?? []).length > 0 || (above?.minCoverage ?? 0) > (tier.minCoverage ?? 0);
    if (tier.maxPoints < previous || (tier.maxPoints === previous && !selective)) {
      const message = `must be above ${previous}, the maxPoints of the tier before: nobody would reach "${tier.id}"`;
      problems.push({ path: `${path}.maxPoints`, message });
    }
    if (tier.maxPoints < lowest) {
      const message = `is below ${Math.floor(lowest)}, the least points that prior, offset and goodFloor allow: nobody would reach "${tier.id}"`;
      problems.push({ path: `${path}.maxPoints`, message });
    }
    previous = Math.max(previous, tier.maxPoints);
  }
  return problems;
}

/** Who carries more risk gets no more credit. */
function creditProblems({ tiers }: ResolvedPolicy): readonly Problem[] {
  return tiers.flatMap(({ id, credits }, place) => {
    const { id: above, credits: most } = tiers[place - 1] ?? { id, credits };
    const message = `"${id}" must not give more than "${above}", which bears less risk`;
    return problemUnless(credits <= most, `tiers.${place}.credits`, message);
  });
}
