import type { Problem } from "../../core/errors.js";
import { problemUnless } from "../../core/problems.js";
import { suggestion } from "../../core/suggest.js";
import { mostChallengers } from "../challengers.js";
import { mostHeldOut } from "../holdout.js";
import type { SignupPolicy } from "../policy/open-policy.js";
import { hasMethods } from "./has-methods.js";

/** Options as JavaScript may hand them over: anything. */
type AnyOptions = Readonly<Record<string, unknown>>;

/** Everything that is wrong with the policies of a scorer, and with the tiers that stand beside them. */
export function policiesProblems(filled: AnyOptions): readonly Problem[] {
  const { policy, rollout, holdout, challengers } = filled;
  return [
    ...problemUnless(isPolicy(policy), "policy", "must be a policy, like definePolicy({ … })"),
    ...shadowProblems(filled),
    ...(rollout === undefined ? [] : rolloutProblems(rollout, policy)),
    ...(holdout === undefined ? [] : holdoutProblems(holdout, policy, Object(rollout).policy)),
    ...challengersProblems(challengers),
  ];
}

function isPolicy(value: unknown): value is SignupPolicy {
  return hasMethods(value, "decide");
}

/** The names of the tiers, most generous first; none where a policy in code does not say. */
function tiersOf(policy: unknown): readonly string[] {
  return isPolicy(policy) ? Object.keys(policy.grants ?? {}) : [];
}

function shadowProblems({ policy, mode, shadowTier }: AnyOptions): readonly Problem[] {
  const tiers = tiersOf(policy);
  return [
    ...problemUnless(mode === "enforce" || mode === "shadow", "mode", 'must be "enforce" or "shadow"'),
    ...problemUnless(
      mode !== "shadow" || (typeof shadowTier === "string" && tiers.includes(shadowTier)),
      "shadowTier",
      shadowTier === undefined
        ? `is required in shadow mode: the tier you grant today, one of the policy's ${tiers.join(", ") || "grants"}`
        : `is no tier of the policy; known are ${tiers.join(", ")}`,
    ),
    ...problemUnless(
      mode === "shadow" || shadowTier === undefined,
      "shadowTier",
      'only has a meaning with mode: "shadow"',
    ),
  ];
}

function rolloutProblems(rollout: unknown, policy: unknown): readonly Problem[] {
  const { policy: next, share }: AnyOptions = Object(rollout);
  return [
    ...fieldProblems(rollout, "rollout", ["policy", "share"], "{ policy: definePolicy({ … }), share: 0.05 }"),
    ...standInProblems(next, policy, "rollout.policy"),
    ...shareProblems(share, "rollout.share", 1, "the share of subjects that it judges"),
  ];
}

/** What is wrong with a policy that is to stand in for another: it has the same tiers, as far as both say theirs. */
export function standInProblems(next: unknown, policy: unknown, path: string): readonly Problem[] {
  if (!isPolicy(next)) return [{ path, message: "must be a policy, like definePolicy({ … })" }];
  const [known, own] = [tiersOf(policy), tiersOf(next)];
  if (known.length === 0 || own.length === 0) return [];
  const missing = known.filter((tier) => !own.includes(tier));
  const strange = own.filter((tier) => !known.includes(tier));
  const message = "must have the same tiers as the policy that it stands in for";
  return [
    ...problemUnless(missing.length === 0, path, `${message}: it lacks ${missing.join(", ")}`),
    ...problemUnless(strange.length === 0, path, `${message}: nobody else has ${strange.join(", ")}`),
  ];
}

function holdoutProblems(holdout: unknown, ...policies: readonly unknown[]): readonly Problem[] {
  const { share, tier }: AnyOptions = Object(holdout);
  const judging = policies.filter(isPolicy);
  return [
    ...fieldProblems(holdout, "holdout", ["share", "tier"], '{ share: 0.02, tier: "starter" }'),
    ...shareProblems(share, "holdout.share", mostHeldOut, "whoever is in it gets its tier, abuse and all"),
    ...problemUnless(
      judging.every(({ resolved }) => resolved !== undefined),
      "holdout",
      "needs policies made by definePolicy: of one in code nobody can tell a rule from a judgement",
    ),
    ...judging.slice(0, 1).flatMap((policy) => heldTierProblems(tier, policy)),
    ...judging
      .slice(1)
      .flatMap((policy) => (tiersOf(policy).includes(String(tier)) ? heldTierProblems(tier, policy) : [])),
  ];
}

function heldTierProblems(tier: unknown, { resolved }: SignupPolicy): readonly Problem[] {
  const path = "holdout.tier";
  const tiers = resolved?.tiers ?? [];
  const place = tiers.findIndex(({ id }) => id === tier);
  const names = tiers.map(({ id }) => id);
  if (tiers.length === 0) return [];
  if (place < 0) return [{ path, message: `is no tier of the policy; ${suggestion(String(tier), names)}` }];
  const { needs = [] } = tiers[place] ?? {};
  return [
    ...problemUnless(place < tiers.length - 1, path, "is the last tier: nobody could be lifted to it"),
    ...problemUnless(
      needs.length === 0,
      path,
      `needs ${needs.join(", ")}, which chance cannot stand in for; name a tier without needs`,
    ),
  ];
}

function challengersProblems(challengers: unknown): readonly Problem[] {
  const path = "challengers";
  if (!Array.isArray(challengers)) return [{ path, message: "must be a list of policies" }];
  return [
    ...problemUnless(
      challengers.length <= mostChallengers,
      path,
      `must be at most ${mostChallengers}: each judges every signup`,
    ),
    ...challengers.flatMap((challenger: unknown, place) =>
      problemUnless(isPolicy(challenger), `${path}.${place}`, "must be a policy, like definePolicy({ … })"),
    ),
  ];
}

function shareProblems(share: unknown, path: string, most: number, why: string): readonly Problem[] {
  const fine = typeof share === "number" && share >= 0 && share <= most;
  return problemUnless(fine, path, `must be a number from 0 to ${most}: ${why}`);
}

/** The object is none, or has fields that there are not. */
function fieldProblems(
  given: unknown,
  path: string,
  known: readonly string[],
  like: string,
): readonly Problem[] {
  if (typeof given !== "object" || given === null)
    return [{ path, message: `must be an object, like ${like}` }];
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: `${path}.${name}`, message: `is no field; ${suggestion(name, known)}` }));
}
