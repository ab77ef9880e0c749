import type { Problem } from "../../core/errors.js";
import { basePoints } from "../../core/scorecard.js";
import { closest } from "../../core/suggest.js";
import type { SignupSignal } from "../signal.js";
import type { PolicyData } from "./policy-data.js";
import type { ResolvedPolicy } from "./resolve-policy.js";
import { standardPolicyData } from "./standard-policy-data.js";

/** Everything in a policy that has the right form and still makes no sense: misspelt names, tiers nobody can reach. */
export function checkPolicy(
  data: PolicyData,
  resolved: ResolvedPolicy,
  signals: readonly SignupSignal[],
): readonly Problem[] {
  const codes = Object.keys(resolved.reasons);
  const groups = [
    ...new Set([...signals.map(({ group }) => group), ...Object.keys(standardPolicyData.caps)]),
  ];
  const inputs = [...new Set(signals.flatMap(({ needs, uses }) => [...needs, ...uses]))];
  const tiers = resolved.tiers.map(({ id }) => id);
  const facts = Object.keys(resolved.facts);

  return [
    ...unknown("reason code", codes, Object.keys(data.weights ?? {}), (code) => `weights.${code}`),
    ...unknown("group", groups, Object.keys(data.caps ?? {}), (group) => `caps.${group}`),
    ...Object.entries(data.caps ?? {})
      .filter(([, [lowest, highest]]) => lowest > highest)
      .map(([group]) => ({
        path: `caps.${group}`,
        message: "must be [lowest, highest], the lower one first",
      })),
    ...Object.entries(data.facts ?? {}).flatMap(([fact, listed]) =>
      unknown("reason code", codes, listed, (_, place) => `facts.${fact}.${place}`),
    ),
    ...Object.entries(resolved.channels).flatMap(([channel, { expects, ceiling }]) => [
      ...unknown(
        "field that a signal looks at",
        inputs,
        expects,
        (_, place) => `channels.${channel}.expects.${place}`,
      ),
      ...unknown("tier", tiers, [ceiling], () => `channels.${channel}.ceiling`),
    ]),
    ...resolved.tiers.flatMap(({ needs = [], unlock }, place) => [
      ...unknown("fact or reason code", [...facts, ...codes], needs, (_, at) => `tiers.${place}.needs.${at}`),
      ...(unlock === undefined
        ? []
        : [
            ...unknown(
              "fact or reason code",
              [...facts, ...codes],
              unlock.with,
              (_, at) => `tiers.${place}.unlock.with.${at}`,
            ),
            ...unknown("tier", tiers, [unlock.to], () => `tiers.${place}.unlock.to`),
            ...(tiers.indexOf(unlock.to) >= place
              ? [
                  {
                    path: `tiers.${place}.unlock.to`,
                    message: "must lead up: name a tier that stands before this one",
                  },
                ]
              : []),
          ]),
    ]),
    ...resolved.rules.flatMap(({ id, when, tier }, place) => [
      ...(ownLines.has(id) || !/^[a-z][a-z0-9-]*$/.test(id)
        ? [
            {
              path: `rules.${place}.id`,
              message: `"${id}" must be kebab-case, and not a line of the policy's own`,
            },
          ]
        : []),
      ...unknown("reason code", codes, [when], () => `rules.${place}.when`),
      ...unknown("tier", tiers, [tier], () => `rules.${place}.tier`),
    ]),
    ...unknown("tier", tiers, [resolved.whenDegraded], () => "whenDegraded"),
    ...thresholdProblems(resolved),
  ];
}

// A rule stands in `reasons` as `policy.<id>`, beside what the policy adds itself.
const ownLines: ReadonlySet<string> = new Set(
  "base good-floor corroboration coverage needs channel degraded unlocked".split(" "),
);

function unknown(
  what: string,
  known: readonly string[],
  names: readonly string[],
  pathOf: (name: string, place: number) => string,
): readonly Problem[] {
  return names.flatMap((name, place) => {
    if (known.includes(name)) return [];
    const meant = closest(name, known);
    const hint =
      meant === undefined
        ? `known are ${known.slice(0, 12).join(", ")}${known.length > 12 ? " …" : ""}`
        : `did you mean "${meant}"?`;
    return [{ path: pathOf(name, place), message: `"${name}" is not a known ${what}; ${hint}` }];
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
