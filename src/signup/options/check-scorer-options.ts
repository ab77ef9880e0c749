import type { Problem } from "../../core/errors.js";
import { problemUnless, unknownOptions } from "../../core/problems.js";
import { suggestion } from "../../core/suggest.js";
import { secretProblem } from "../../identifiers/hash.js";
import { grantBudgetProblems } from "../../tiers/grant-budget.js";
import type { ResolvedPolicy } from "../policy/resolve-policy.js";
import type { SignupSignal } from "../signal.js";
import { policiesProblems } from "./check-policies.js";
import { hasMethods } from "./has-methods.js";

/** The options of a scorer with their defaults, as JavaScript may hand them over: anything. */
type AnyOptions = Readonly<Record<string, unknown>>;

/**
 * Everything that is wrong with the options of a scorer.
 * @param given The names that the caller wrote.
 * @param filled The options with their defaults; its names are all there are.
 */
export function checkScorerOptions(given: readonly string[], filled: AnyOptions): readonly Problem[] {
  return [
    ...unknownOptions(given, Object.keys(filled)),
    ...accessProblems(filled),
    ...signalProblems(filled.signals),
    ...simpleProblems(filled),
    ...policiesProblems(filled),
    ...budgetProblems(filled),
  ];
}

/** Everything that is wrong with a store and the names under which it is used. */
export function accessProblems(filled: AnyOptions): readonly Problem[] {
  const { namespace, clock } = filled;
  return [
    ...storeProblems(filled),
    ...problemUnless(
      typeof namespace === "string" && /^[\w.:-]{1,100}$/.test(namespace),
      "namespace",
      "must be 1 to 100 letters, digits, or any of _ . : -",
    ),
    ...problemUnless(
      typeof clock === "function",
      "clock",
      "must be a function that answers epoch milliseconds",
    ),
  ];
}

function storeProblems({ store, fallback, secrets }: AnyOptions): readonly Problem[] {
  const list: readonly unknown[] = Array.isArray(secrets) ? secrets : [];
  const persistent = [store, fallback].some(
    (one) => typeof one === "object" && one !== null && Reflect.get(one, "persistent") === true,
  );
  const ids = list.map((secret) => (typeof secret === "object" && secret && Reflect.get(secret, "id")) ?? "");
  return [
    ...problemUnless(
      isStore(store),
      "store",
      "must be a store, like memoryStore(), redisStore(client) or postgresStore(pool)",
    ),
    ...problemUnless(
      fallback === undefined || isStore(fallback),
      "fallback",
      "must be a store, like memoryStore(), or left out",
    ),
    ...problemUnless(
      new Set(ids).size === ids.length,
      "secrets",
      "must have an id of their own each; two have the same",
    ),
    ...problemUnless(Array.isArray(secrets), "secrets", 'must be a list, like [{ id: "2026", key: … }]'),
    ...list.flatMap((secret, place) => {
      const message = secretProblem(secret);
      return message === undefined ? [] : [{ path: `secrets.${place}`, message }];
    }),
    ...problemUnless(
      !persistent || list.length > 0,
      "secrets",
      'are required for a store that outlives the process: identifiers are hashed before they reach it. Pass [{ id: "2026", key: … }] with a random key of at least 16 bytes',
    ),
  ];
}

function signalProblems(signals: unknown): readonly Problem[] {
  const list: readonly unknown[] = Array.isArray(signals) ? signals : [];
  const ids = list.filter(isSignal).map(({ id }) => id);
  return [
    ...problemUnless(
      ids.length > 0 && ids.length === list.length,
      "signals",
      "must be a list of signals made by defineSignal, like [...standardSignals(), mySignal]",
    ),
    ...problemUnless(
      new Set(ids).size === ids.length,
      "signals",
      "must have an id of their own each; two have the same",
    ),
  ];
}

function budgetProblems({ grantBudget, store, policy, rollout }: AnyOptions): readonly Problem[] {
  if (grantBudget === undefined) return [];
  const judging = [
    { path: "policy", one: policy },
    ...(rollout === undefined ? [] : [{ path: "rollout.policy", one: Object(rollout).policy }]),
  ];
  return [
    ...grantBudgetProblems(grantBudget, "grantBudget"),
    ...problemUnless(
      !isStore(store) || hasMethods(store, "claim"),
      "store",
      "must be a ledger as well (it has no claim) for a grantBudget, like memoryStore()",
    ),
    ...judging.flatMap(({ path, one }) => grantsProblems(one, path)),
    ...exemptProblems(grantBudget, policy),
  ];
}

function grantsProblems(policy: unknown, path: string): readonly Problem[] {
  const grants = hasMethods(policy, "decide") ? Reflect.get(policy, "grants") : {};
  return problemUnless(
    typeof grants === "object" && grants !== null,
    path,
    "must say its grants for a grantBudget, so that there are tiers to step down to",
  );
}

/** Names of facts that a policy of data does not have. */
function exemptProblems(grantBudget: unknown, policy: unknown): readonly Problem[] {
  const exempt: unknown = Object(grantBudget).exempt;
  const { facts, reasons }: Partial<ResolvedPolicy> = Object(policy).resolved ?? {};
  if (!Array.isArray(exempt) || facts === undefined || reasons === undefined) return [];
  const known = [...Object.keys(facts), ...Object.keys(reasons)];
  return exempt.flatMap((fact: unknown, place) =>
    typeof fact === "string" && !known.includes(fact)
      ? [{ path: `grantBudget.exempt.${place}`, message: `is no fact; ${suggestion(fact, known, 5)}` }]
      : [],
  );
}

function simpleProblems(filled: AnyOptions): readonly Problem[] {
  const { lists, abortSignal, onEvent } = filled;
  return [
    ...problemUnless(
      hasMethods(lists, "domain", "network"),
      "lists",
      "must be lists, like the ones that are the default",
    ),
    ...["timeoutMs", "deadlineMs"].flatMap((name) => {
      const ms = filled[name];
      const fine = typeof ms === "number" && ms > 0 && ms <= 60_000;
      return problemUnless(fine, name, "must be a number of milliseconds above 0, at most 60000");
    }),
    ...problemUnless(
      abortSignal === undefined || hasMethods(abortSignal, "addEventListener"),
      "abortSignal",
      "must be an AbortSignal",
    ),
    ...problemUnless(onEvent === undefined || typeof onEvent === "function", "onEvent", "must be a function"),
  ];
}

function isStore(value: unknown): boolean {
  return hasMethods(value, "observe", "peek", "related", "forget");
}

/** Not what an author hands to `defineSignal`, but what comes out of it. */
export function isSignal(value: unknown): value is SignupSignal {
  return hasMethods(value, "evaluate") && Array.isArray(Reflect.get(value, "needs"));
}
