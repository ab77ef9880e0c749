import { type Clock, systemClock } from "../core/clock.js";
import { type Problem, TrialgateError } from "../core/errors.js";
import type { Store } from "../core/store.js";
import { closest } from "../core/suggest.js";
import { type Secret, secretProblem } from "../identifiers/hash.js";
import { builtinLists } from "../lists/builtin.js";
import type { Lists } from "../lists/lists.js";
import type { CreditTier } from "../tiers/grant.js";
import type { Assessment } from "./assessment.js";
import type { SignupPolicy } from "./policy.js";
import type { SignupSignal } from "./signal.js";
import { standardPolicy } from "./standard-policy.js";
import { standardSignals } from "./standard-signals.js";

/** How to score. Only `store` is required. */
export interface ScorerOptions<Tier extends string = CreditTier> {
  /** Where counts are remembered: `memoryStore()` for one process. */
  readonly store: Store;
  /** Keys for hashing identifiers, newest first; at least 16 bytes each. Required for a store that outlives the process. */
  readonly secrets?: readonly Secret[] | undefined;
  /** Stands before every key in the store: tenant, environment, region. Default `default`. */
  readonly namespace?: string | undefined;
  /** Default: `standardSignals()`. */
  readonly signals?: readonly SignupSignal[] | undefined;
  /** Default: `standardPolicy`. */
  readonly policy?: SignupPolicy<Tier> | undefined;
  /** What is known of domains and networks. Default: the lists that come with the package. */
  readonly lists?: Lists | undefined;
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /** `shadow` tells the verdict and grants what you grant today (`shadowTier`). Default `enforce`. */
  readonly mode?: "enforce" | "shadow" | undefined;
  /** The tier you grant today; required in shadow mode. */
  readonly shadowTier?: NoInfer<Tier> | undefined;
  /** Most time for the store's answer, and for each signal, in milliseconds. Default 100. */
  readonly timeoutMs?: number | undefined;
  /** Most time for the whole call, in milliseconds. Default 250. */
  readonly deadlineMs?: number | undefined;
  /** Ends the call early with what it has; the answer is then `degraded`. */
  readonly abortSignal?: AbortSignal | undefined;
  /** Called with each assessment, after it is decided. What it throws or rejects with is ignored. */
  readonly onEvent?: ((event: ScorerEvent<Tier>) => void) | undefined;
}

/** What happened inside a scorer. */
export type ScorerEvent<Tier extends string = CreditTier> = {
  readonly type: "assessed";
  readonly assessment: Assessment<Tier>;
};

/** Options with every default filled in. */
export type ResolvedOptions<Tier extends string> = {
  readonly [Name in
    | "store"
    | "namespace"
    | "signals"
    | "lists"
    | "clock"
    | "timeoutMs"
    | "deadlineMs"]: NonNullable<ScorerOptions<Tier>[Name]>;
} & Pick<ScorerOptions<Tier>, "abortSignal" | "onEvent"> & {
    readonly policy: SignupPolicy<Tier>;
    readonly secret: Secret;
    readonly shadowTier: Tier | undefined;
  };

const known = [
  "store",
  "secrets",
  "namespace",
  "signals",
  "policy",
  "lists",
  "clock",
  "mode",
  "shadowTier",
  "timeoutMs",
  "deadlineMs",
  "abortSignal",
  "onEvent",
] as const satisfies readonly (keyof ScorerOptions)[];

// Without a secret of yours the default id is a hash that anybody can compute from the address: fine in a test and
// in the memory of one process, and refused for a store that is written to disk.
const publicSecret: Secret = { id: "none", key: "trialgate without a secret" };

/**
 * Checks options and fills in the defaults.
 * @throws TrialgateError `invalid_config` with every problem at once.
 */
export function resolveOptions<Tier extends string>(options: ScorerOptions<Tier>): ResolvedOptions<Tier> {
  if (typeof options !== "object" || options === null) {
    throw new TrialgateError("invalid_config", [
      { path: "", message: "pass options, at least { store: memoryStore() }" },
    ]);
  }
  const {
    store,
    secrets = [],
    namespace = "default",
    signals = standardSignals(),
    // The default is only in force where `Tier` is the standard one.
    policy = standardPolicy as unknown as SignupPolicy<Tier>,
    lists = builtinLists(),
    clock = systemClock,
    mode = "enforce",
    shadowTier,
    timeoutMs = 100,
    deadlineMs = 250,
    abortSignal,
    onEvent,
  } = options;
  const problems: Problem[] = [];
  const check = (fine: boolean, path: string, message: string): void => {
    if (!fine) problems.push({ path, message });
  };
  for (const name of Object.keys(options)) {
    const meant = closest(name, known);
    const hint = meant === undefined ? `known are ${known.join(", ")}` : `did you mean "${meant}"?`;
    check((known as readonly string[]).includes(name), name, `is not an option; ${hint}`);
  }
  const isStore = hasMethods(store, "observe", "peek", "forget");
  check(isStore, "store", "must be a store, like memoryStore()");
  const secretList: readonly Secret[] = Array.isArray(secrets) ? secrets : [];
  check(secretList === secrets, "secrets", 'must be a list, like [{ id: "2026", key: … }]');
  for (const [place, secret] of secretList.entries()) {
    const problem = secretProblem(secret);
    check(problem === undefined, `secrets.${place}`, problem ?? "");
  }
  check(
    !isStore || !store.persistent || secretList.length > 0,
    "secrets",
    'are required for a store that outlives the process: identifiers are hashed before they reach it. Pass [{ id: "2026", key: … }] with a random key of at least 16 bytes',
  );
  check(
    typeof namespace === "string" && /^[\w.:-]{1,100}$/.test(namespace),
    "namespace",
    "must be 1 to 100 letters, digits, or any of _ . : -",
  );
  const signalList: readonly SignupSignal[] = Array.isArray(signals) ? signals.filter(isSignal) : [];
  check(
    signalList.length > 0 && signalList.length === signals.length,
    "signals",
    "must be a list of signals made by defineSignal, like [...standardSignals(), mySignal]",
  );
  check(
    new Set(signalList.map(({ id }) => id)).size === signalList.length,
    "signals",
    "must have an id of their own each; two have the same",
  );
  const isPolicy =
    hasMethods(policy, "decide") && typeof policy.grants === "object" && policy.grants !== null;
  check(isPolicy, "policy", "must be a policy, like definePolicy({ … })");
  check(hasMethods(lists, "domain", "network"), "lists", "must be lists, like the ones that are the default");
  check(typeof clock === "function", "clock", "must be a function that answers epoch milliseconds");
  for (const [name, ms] of Object.entries({ timeoutMs, deadlineMs })) {
    const fine = typeof ms === "number" && ms > 0 && ms <= 60_000;
    check(fine, name, "must be a number of milliseconds above 0, at most 60000");
  }
  check(
    abortSignal === undefined || hasMethods(abortSignal, "addEventListener"),
    "abortSignal",
    "must be an AbortSignal",
  );
  check(onEvent === undefined || typeof onEvent === "function", "onEvent", "must be a function");
  check(["enforce", "shadow"].includes(mode), "mode", 'must be "enforce" or "shadow"');
  const tiers = isPolicy ? Object.keys(policy.grants) : [];
  check(
    mode !== "shadow" || (shadowTier !== undefined && tiers.includes(shadowTier)),
    "shadowTier",
    `is required in shadow mode: the tier you grant today, one of ${tiers.join(", ")}`,
  );
  check(
    mode === "shadow" || shadowTier === undefined,
    "shadowTier",
    'only has a meaning with mode: "shadow"',
  );
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
  return {
    store,
    namespace,
    signals,
    policy,
    lists,
    clock,
    timeoutMs,
    deadlineMs,
    abortSignal,
    onEvent,
    secret: secrets[0] ?? publicSecret,
    shadowTier,
  };
}

function hasMethods(value: unknown, ...names: readonly string[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === "function");
}

/** Not what an author hands to `defineSignal`, but what comes out of it. */
function isSignal(value: unknown): value is SignupSignal {
  return hasMethods(value, "evaluate") && Array.isArray(Reflect.get(value as object, "needs"));
}
