import type { StoreFailure } from "../core/attempt.js";
import { createBreaker } from "../core/breaker.js";
import type { Clock } from "../core/clock.js";
import { startDeadline } from "../core/deadline.js";
import { isTrialgateError, TrialgateError } from "../core/errors.js";
import { fingerprint } from "../core/fingerprint.js";
import type { Memory } from "../core/memory.js";
import type { Verdict } from "../core/policy.js";
import { version } from "../core/version.js";
import { createKeyedHash, type KeyedHash } from "../identifiers/hash.js";
import { sealsOf } from "../identifiers/seal.js";
import type { BudgetEvent } from "../tiers/grant-budget.js";
import { type Assessment, assess, type PolicyName, type Shadow } from "./assessment.js";
import { challenge } from "./challengers.js";
import { createHoldOut, type HoldOut } from "./holdout.js";
import type { SignupInput } from "./input.js";
import { oldListsWarning } from "./list-age.js";
import type { Look } from "./look.js";
import { notify } from "./notify.js";
import { parseSignup } from "./parse/parse-signup.js";
import { inForce } from "./policy/in-force.js";
import type { SignupOutcome, SignupPolicy } from "./policy/open-policy.js";
import { createReserve, type Reserve } from "./reserve-grant.js";
import { createPolicyFor } from "./rollout.js";
import type { ResolvedOptions } from "./scorer-options.js";
import type { SignupSignal } from "./signal.js";

/** Reads a signup, looks at it and lets the policy decide. Rejects like a scorer does. */
export type Judge<Tier extends string> = (input: SignupInput, look: Look) => Promise<Assessment<Tier>>;

/** Prepares what every judgement under these options shares, what is known of failures of the store included. */
export function createJudge<Tier extends string>(options: ResolvedOptions<Tier>): Judge<Tier> {
  const { store, fallback, namespace, signals, lists, clock, onEvent } = options;
  const hash = createKeyedHash(options.secret);
  const seals = sealsOf(options.secrets);
  const onFailure = (failure: StoreFailure): void => notify(onEvent, { type: "store", ...failure });
  const memory: Memory = { store, fallback, namespace, breaker: createBreaker(), seals, onFailure };
  const codes = signals.flatMap(({ id, reasons }) => Object.keys(reasons).map((code) => `${id}.${code}`));
  const versions = { trialgate: version, signals: fingerprint(codes.join()), lists: lists.version };
  const shadow = (): Shadow<Tier> | undefined => shadowOf(inForce(options.policy), options.shadowTier);
  const policyFor = createPolicyFor(options.policy, options.rollout, hash);
  const prepared = createPrepared(options, memory);
  const holdOut = holdOutFor(options, hash);

  const judge: Judge<Tier> = async (input, look) => {
    const now = timeBy(clock);
    const parsed = await parseSignup(input, { lists, now, hash });
    const { signup } = parsed;
    // One policy from here to the end, whatever is swapped in meanwhile.
    const today = shadow();
    const policy = await policyFor(signup.subject);
    const { strangers, reserve } = prepared(policy);
    const deadline = startDeadline(options.deadlineMs);
    const seen = await look(parsed, { ...options, policy, memory, hash, now });
    const circumstances = { channel: signup.channel, degraded: seen.fallback };
    const challenged = challenge(options.challengers, seen.results, circumstances);
    const warnings = [
      ...[parsed.warnings, seen.warnings, strangers].flat(),
      ...oldListsWarning(lists, seen.at),
      ...challenged.warnings,
    ];
    const assessment = assess(policy.decide(seen.results, circumstances), today, {
      policy: nameOf(policy),
      versions,
      id: signup.subject,
      at: seen.at,
      revision: seen.revision,
      results: seen.results,
      degraded: seen.degraded,
      warnings,
      channel: signup.channel,
      fallback: seen.fallback,
      challengers: options.challengers.length === 0 ? undefined : challenged.challengers,
    });
    const granted = holdOut === undefined ? assessment : await holdOut(assessment, policy);
    if (reserve === undefined || seen.counted === undefined) return granted;
    const { subject, status } = seen.counted;
    return reserve(granted, {
      signup,
      subject,
      now,
      storeFailed: seen.fallback || status === "unavailable",
      leftMs: () => Math.min(options.timeoutMs, deadline.leftMs()),
    });
  };

  return async (input, look) => {
    try {
      return await judge(input, look);
    } catch (error) {
      const known = isTrialgateError(error) ? error : notOurs(error);
      const today = shadow();
      if (today === undefined) throw known;
      // Shadow mode changes nothing for anybody, not even for an address that would have been refused.
      return assess(unjudged(today), today, {
        policy: nameOf(inForce(options.policy)),
        versions,
        id: "unjudged",
        at: timeOr0(clock),
        revision: 1,
        results: [],
        degraded: ["input"],
        warnings: [`${known.code}: ${known.message}`],
      });
    }
  };
}

/** What judging by one policy needs beside it. */
interface Prepared<Tier extends string> {
  /** A warning for each signal that it does not know. */
  readonly strangers: readonly string[];
  readonly reserve: Reserve<Tier> | undefined;
}

/** Prepares each policy once, when it first judges; one that nobody holds any more is forgotten. */
function createPrepared<Tier extends string>(
  { signals, grantBudget, abortSignal, onEvent, shadowTier }: ResolvedOptions<Tier>,
  memory: Memory,
): (policy: SignupPolicy<Tier>) => Prepared<Tier> {
  const known = new WeakMap<SignupPolicy<Tier>, Prepared<Tier>>();
  const onBudget = (event: BudgetEvent): void => notify(onEvent, event);
  // A breaker of its own: a store that counts and keeps no money must not look as if it were well.
  const money = { ...memory, breaker: createBreaker() };
  return (policy) => {
    const before = known.get(policy);
    if (before !== undefined) return before;
    // Shadow mode hands out what is handed out without it: there is nothing to reserve.
    const reserve =
      grantBudget === undefined || shadowTier !== undefined
        ? undefined
        : createReserve({ grantBudget, policy, memory: money, abortSignal, onBudget });
    const prepared = { strangers: unknownSignals(policy, signals), reserve };
    known.set(policy, prepared);
    return prepared;
  };
}

/** Shadow mode gives everybody the same: whoever is in a holdout stands out by nothing. */
function holdOutFor<Tier extends string>(
  { holdout, shadowTier }: ResolvedOptions<Tier>,
  hash: KeyedHash,
): HoldOut<Tier> | undefined {
  return holdout === undefined || shadowTier !== undefined ? undefined : createHoldOut(holdout, hash);
}

const nameOf = ({ id, version }: SignupPolicy): PolicyName => ({ id, version });

/** A warning for each signal that a policy of data does not know: its evidence weighs nothing there. */
function unknownSignals(policy: SignupPolicy, signals: readonly SignupSignal[]): readonly string[] {
  if (policy.resolved === undefined) return [];
  const known = policy.resolved.signals;
  return signals
    .filter(({ id }) => !Object.hasOwn(known, id))
    .map(
      ({ id }) =>
        `unknown-signal: ${id} weighs nothing; make the policy with definePolicy(data, { signals })`,
    );
}

/** What shadow mode hands out; the options were checked to have a grant for the tier. */
function shadowOf<Tier extends string>(
  { grants }: SignupPolicy<Tier>,
  tier: Tier | undefined,
): Shadow<Tier> | undefined {
  return tier === undefined || grants === undefined ? undefined : { tier, grant: grants[tier] };
}

/** Code that the caller passed in (a policy, lists, a clock) and that must not fail did. */
function notOurs(cause: unknown): TrialgateError {
  const message = "a policy, lists or clock that was passed in threw (see cause); these must always answer";
  return new TrialgateError("invalid_config", [{ path: "", message }], { cause });
}

function timeBy(clock: Clock): number {
  const at = clock();
  if (Number.isFinite(at)) return at;
  throw new TrialgateError("invalid_config", [{ path: "clock", message: "must answer epoch milliseconds" }]);
}

/** 0 by a clock that fails: even then shadow mode must answer. */
function timeOr0(clock: Clock): number {
  try {
    return timeBy(clock);
  } catch {
    return 0;
  }
}

/** No verdict at all: somebody should look. */
function unjudged<Tier extends string>(shadow: Shadow<Tier>): Verdict<SignupOutcome<Tier>> {
  return { points: 50, probability: 0.5, coverage: 0, decision: "review", reasons: [], outcome: shadow };
}
