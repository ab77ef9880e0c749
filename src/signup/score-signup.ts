import { createBreaker } from "../core/breaker.js";
import type { Clock } from "../core/clock.js";
import { startDeadline } from "../core/deadline.js";
import { isTrialgateError, TrialgateError } from "../core/errors.js";
import { fingerprint } from "../core/fingerprint.js";
import type { Memory } from "../core/memory.js";
import { runSignals, type SignalsSeen } from "../core/pipeline.js";
import type { Verdict } from "../core/policy.js";
import type { SignalResult } from "../core/signal.js";
import { version } from "../core/version.js";
import { createKeyedHash } from "../identifiers/hash.js";
import { sealsOf } from "../identifiers/seal.js";
import type { CreditTier } from "../tiers/grant.js";
import { type Assessment, assess, type Shadow } from "./assessment.js";
import type { SignupInput } from "./input.js";
import { oldListsWarning } from "./list-age.js";
import { type ParsedSignup, parseSignup } from "./parse/parse-signup.js";
import type { SignupOutcome, SignupPolicy } from "./policy.js";
import { type ResolvedOptions, resolveOptions, type ScorerOptions } from "./scorer-options.js";
import type { SignupSignal } from "./signal.js";

/**
 * Scores one signup. Rejects with a TrialgateError: `invalid_input`, or `invalid_config` where a policy, lists or a clock
 * that you passed in throws. In shadow mode it never rejects.
 */
export type Scorer<Tier extends string = CreditTier> = (input: SignupInput) => Promise<Assessment<Tier>>;

/**
 * Makes a scorer: checks the options once and keeps what can be prepared. Make it at module scope.
 * @throws TrialgateError `invalid_config` with every problem at once.
 * @example
 * const score = createScorer({ store: memoryStore() });
 * const { tier, decision, grant } = await score({ email, ip, userAgent, deviceId });
 */
export function createScorer<Tier extends string = CreditTier>(options: ScorerOptions<Tier>): Scorer<Tier> {
  const resolved = resolveOptions(options);
  const hash = createKeyedHash(resolved.secret);
  const { store, fallback, namespace, policy, signals, lists, clock, onEvent } = resolved;
  const seals = sealsOf(resolved.secrets);
  const memory: Memory = { store, fallback, namespace, breaker: createBreaker(), seals };
  const shadow = shadowOf(policy, resolved.shadowTier);
  const codes = signals.flatMap(({ id, reasons }) => Object.keys(reasons).map((code) => `${id}.${code}`));
  const versions = { trialgate: version, signals: fingerprint(codes.join()), lists: lists.version };
  const strangers = unknownSignals(policy, signals);
  const fixed = { policy: { id: policy.id, version: policy.version }, versions };

  const judge = async (input: SignupInput): Promise<Assessment<Tier>> => {
    const now = timeBy(clock);
    const parsed = await parseSignup(input, { lists, now, hash });
    const { signup, warnings } = parsed;
    const seen = await look(parsed, now, memory, resolved);
    const circumstances = { channel: signup.channel, degraded: seen.fallback };
    return assess(policy.decide(seen.results, circumstances), shadow, {
      ...fixed,
      id: signup.subject,
      at: seen.at,
      revision: seen.revision,
      results: seen.results,
      degraded: degradedBy(seen),
      warnings: [
        ...warnings,
        ...(seen.idReused ? [idReused] : []),
        ...(seen.fallback ? [storeFallback] : []),
        ...strangers,
        ...oldListsWarning(lists, seen.at),
      ],
      channel: signup.channel,
    });
  };

  return async (input) => {
    const assessment = await judge(input).catch((error: unknown) => {
      const known = isTrialgateError(error) ? error : notOurs(error);
      if (shadow === undefined) throw known;
      // Shadow mode changes nothing for anybody, not even for an address that would have been refused.
      return assess(unjudged(shadow), shadow, {
        ...fixed,
        id: "unjudged",
        at: timeOr0(clock),
        revision: 1,
        results: [],
        degraded: ["input"],
        warnings: [`${known.code}: ${known.message}`],
      });
    });
    notify(onEvent, assessment);
    return assessment;
  };
}

/** The same for one call. Checks the options each time and knows nothing of earlier failures of the store: prefer `createScorer`. */
export async function scoreSignup<Tier extends string = CreditTier>(
  input: SignupInput,
  options: ScorerOptions<Tier>,
): Promise<Assessment<Tier>> {
  return createScorer(options)(input);
}

const idReused = "id-reused: this id was used by somebody else before; the signup was judged on its own";

const storeFallback =
  "store-fallback: the store did not answer; the counts are those of the fallback, which knows less";

type Seen = SignalsSeen & { readonly idReused: boolean };

async function look<Tier extends string>(
  { signup, malformed, identity, fingerprint: question }: ParsedSignup,
  now: number,
  memory: Memory,
  { signals, timeoutMs, deadlineMs, abortSignal }: ResolvedOptions<Tier>,
): Promise<Seen> {
  const deadline = startDeadline(deadlineMs);
  const run = (subject: string): Promise<SignalsSeen> => {
    const facts = subject === signup.subject ? signup : { ...signup, subject };
    return runSignals({
      signals,
      facts,
      absence: (fact) => {
        if (Reflect.get(facts, fact) !== undefined) return undefined;
        return malformed.has(fact) ? "malformed" : "missing";
      },
      at: signup.at,
      now,
      once: { key: subject, identity, fingerprint: question },
      memory,
      limits: { timeoutMs, deadlineMs: deadline.leftMs(), abortSignal },
    });
  };
  const first = await run(signup.subject);
  if (first.counted !== "conflict") return { ...first, idReused: false };
  // Somebody else under the same id: counted under a subject of their own, which only they can meet again.
  const own = await run(`${signup.subject}/${identity.join("/")}`);
  // A store that sees a conflict there, too, is out of its mind: as good as down.
  const results = own.counted === "conflict" ? signals.map(({ id }) => storeFailure(id)) : own.results;
  return { ...own, results, idReused: true };
}

function storeFailure(signal: string): SignalResult {
  return { signal, status: "failed", because: "store", degrades: true };
}

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

/** The ids of the signals whose failure capped the tier; `store` stands for all that needed its counts. */
function degradedBy({ results, fallback }: SignalsSeen): readonly string[] {
  const failed = results.flatMap((result) => (result.status === "failed" && result.degrades ? [result] : []));
  const names = failed.map(({ signal, because }) => (because === "store" ? "store" : signal));
  return [...new Set([...(fallback ? ["store"] : []), ...names])];
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

function notify<Tier extends string>(
  onEvent: ScorerOptions<Tier>["onEvent"],
  assessment: Assessment<Tier>,
): void {
  try {
    // An async listener answers a promise, whatever its type says.
    const answer: unknown = onEvent?.({ type: "assessed", assessment });
    if (answer instanceof Promise) answer.catch(() => {});
  } catch {
    // A listener is not part of the decision.
  }
}
