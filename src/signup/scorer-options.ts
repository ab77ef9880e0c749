import type { StoreFailure } from "../core/attempt.js";
import { type Clock, systemClock } from "../core/clock.js";
import { TrialgateError } from "../core/errors.js";
import type { Store } from "../core/store.js";
import type { Secret } from "../identifiers/hash.js";
import { builtinLists } from "../lists/builtin.js";
import type { Lists } from "../lists/lists.js";
import type { CreditTier } from "../tiers/grant.js";
import type { BudgetEvent, GrantBudget } from "../tiers/grant-budget.js";
import type { Assessment } from "./assessment.js";
import type { Holdout } from "./holdout.js";
import { checkScorerOptions, isSignal } from "./options/check-scorer-options.js";
import { openPolicy, type SignupPolicy } from "./policy/open-policy.js";
import { resolvePolicy } from "./policy/resolve-policy.js";
import { standardPolicyData } from "./policy/standard-policy-data.js";
import type { Rollout } from "./rollout.js";
import type { SignupSignal } from "./signal.js";
import { standardPolicy } from "./standard-policy.js";
import { standardSignals } from "./standard-signals.js";

export type { Secret } from "../identifiers/hash.js";

/** How to score. Only `store` is required. */
export interface ScorerOptions<Tier extends string = CreditTier> {
  /** Where counts are remembered: `memoryStore()` for one process. */
  readonly store: Store;
  /**
   * Keys for hashing identifiers, at least 16 bytes each. The first is written under, all are read: to change it, put the
   * new one in front and keep the old one for as long as the longest window lasts, a year. Default ids are hashed under the
   * last one: when it goes, they change. Required for a store that outlives the process.
   */
  readonly secrets?: readonly Secret[] | undefined;
  /** Answers when `store` does not, such as `memoryStore()`; the assessment then is `degraded` all the same, and says `store-fallback`. */
  readonly fallback?: Store | undefined;
  /** Stands before every key in the store: tenant, environment, region. Default `default`. */
  readonly namespace?: string | undefined;
  /** Default: `standardSignals()`. */
  readonly signals?: readonly SignupSignal[] | undefined;
  /** Default: `standardPolicy`. A `policySwitch` can be exchanged at run time. */
  readonly policy?: SignupPolicy<Tier> | undefined;
  /**
   * Judges a share of all subjects by another policy instead: the same ones each time and on every instance, by a hash of
   * the subject under your secret. `policy` of an assessment says which of the two it was.
   */
  readonly rollout?: Rollout<NoInfer<Tier>> | undefined;
  /** At most five further policies: each judges what the signals found, and `challengers` of an assessment tells what it said. Changes no answer, and asks nobody anything. */
  readonly challengers?: readonly SignupPolicy<string>[] | undefined;
  /** Gives a share of all subjects, taken by chance, at least a tier, so that labels tell what the policy would never see. No effect in shadow mode. */
  readonly holdout?: Holdout<NoInfer<Tier>> | undefined;
  /** What is known of domains and networks. Default: the lists that come with the package. */
  readonly lists?: Lists | undefined;
  /** Bounds what all free credit together can cost, whoever comes; the store must be able to keep money (`claim`). Nothing is claimed in shadow mode. */
  readonly grantBudget?: GrantBudget | undefined;
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /** `shadow` tells the verdict and grants what you grant today (`shadowTier`). Default `enforce`. */
  readonly mode?: "enforce" | "shadow" | undefined;
  /** The tier you grant today; required in shadow mode. */
  readonly shadowTier?: NoInfer<Tier> | undefined;
  /** Most time for the store's answer, and for each signal, in milliseconds. Default 100. */
  readonly timeoutMs?: number | undefined;
  /** Most time for the store and all signals together, in milliseconds. Default 250. The first phone number also loads the numbering plans, once a process. */
  readonly deadlineMs?: number | undefined;
  /** Ends the call early with what it has; the answer is then `degraded`. */
  readonly abortSignal?: AbortSignal | undefined;
  /**
   * Called with each assessment, after it is decided; with why, when the store was asked and gave no answer to lean on; and
   * when a budget fills up. What it throws or rejects with is ignored.
   */
  readonly onEvent?: ((event: ScorerEvent<Tier>) => void) | undefined;
}

/** What happened inside a scorer. More kinds may be added: look at `type` first. */
export type ScorerEvent<Tier extends string = CreditTier> =
  | { readonly type: "assessed"; readonly assessment: Assessment<Tier> }
  | ({ readonly type: "store" } & StoreFailure)
  | BudgetEvent;

/** Options with every default filled in. */
export type ResolvedOptions<Tier extends string> = {
  readonly [Name in
    | "store"
    | "namespace"
    | "signals"
    | "lists"
    | "clock"
    | "timeoutMs"
    | "deadlineMs"
    | "challengers"]: NonNullable<ScorerOptions<Tier>[Name]>;
} & Pick<
  ScorerOptions<Tier>,
  "abortSignal" | "onEvent" | "fallback" | "grantBudget" | "rollout" | "holdout"
> & {
    readonly policy: SignupPolicy<Tier>;
    /** Makes default ids. */
    readonly secret: Secret;
    readonly secrets: readonly Secret[];
    readonly shadowTier: Tier | undefined;
  };

// Without a secret of yours the default id is a hash that anybody can compute from the address: fine in a test and
// in the memory of one process, and refused for a store that is written to disk.
const publicSecret: Secret = { id: "none", key: "trialgate without a secret" };

/**
 * Fills in the defaults and checks the whole.
 * @throws TrialgateError `invalid_config` with every problem at once.
 */
export function resolveOptions<Tier extends string>(options: ScorerOptions<Tier>): ResolvedOptions<Tier> {
  if (typeof options !== "object" || options === null) {
    const message = "pass options, at least { store: memoryStore() }";
    throw new TrialgateError("invalid_config", [{ path: "", message }]);
  }
  const {
    store,
    fallback,
    secrets = [],
    namespace = "default",
    signals = standardSignals(),
    policy = defaultPolicy<Tier>(options.signals),
    rollout,
    challengers = [],
    holdout,
    lists = builtinLists(),
    grantBudget,
    clock = systemClock,
    mode = "enforce",
    shadowTier,
    timeoutMs = 100,
    deadlineMs = 250,
    abortSignal,
    onEvent,
  } = options;
  const limits = { timeoutMs, deadlineMs, abortSignal };
  const filled = {
    store,
    fallback,
    namespace,
    signals,
    policy,
    rollout,
    challengers,
    holdout,
    lists,
    grantBudget,
    clock,
    shadowTier,
    onEvent,
    ...limits,
  };
  const problems = checkScorerOptions(Object.keys(options), { ...filled, secrets, mode });
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
  // The oldest that is still there: a change of secrets must not change who somebody is.
  return { ...filled, secrets, secret: secrets.at(-1) ?? publicSecret };
}

/** The standard policy; over the caller's own signals, if there are some, so that theirs weigh what they say. */
function defaultPolicy<Tier extends string>(
  signals: readonly SignupSignal[] | undefined,
): SignupPolicy<Tier> {
  const own = Array.isArray(signals) && signals.every(isSignal);
  const policy = own ? openPolicy(resolvePolicy<CreditTier>(standardPolicyData, signals)) : standardPolicy;
  // Without a policy of the caller's, `Tier` is `CreditTier`.
  return policy as unknown as SignupPolicy<Tier>;
}
