import { startDeadline } from "../core/deadline.js";
import type { Memory } from "../core/memory.js";
import { runSignals, type SignalsSeen } from "../core/pipeline.js";
import type { SignalResult } from "../core/signal.js";
import type { Once } from "../core/store.js";
import type { KeyedHash } from "../identifiers/hash.js";
import type { ParsedSignup } from "./parse/parse-signup.js";
import type { SignupPolicy } from "./policy/open-policy.js";
import type { ResolvedOptions } from "./scorer-options.js";

/** What looking at a signup takes. */
export interface Looking
  extends Pick<ResolvedOptions<string>, "signals" | "timeoutMs" | "deadlineMs" | "abortSignal"> {
  /** The one that is going to judge. */
  readonly policy: SignupPolicy<string>;
  readonly memory: Memory;
  readonly hash: KeyedHash;
  /** Epoch ms by the scorer's clock. */
  readonly now: number;
}

/** What was seen of a signup, for a policy to weigh. */
export interface Seen extends Pick<SignalsSeen, "results" | "at" | "revision" | "fallback"> {
  /** The ids of the signals whose failure caps the tier; `store` stands for all that needed its counts. */
  readonly degraded: readonly string[];
  readonly warnings: readonly string[];
  /** Who was counted, and how; nobody on a second look. */
  readonly counted?: { readonly subject: string; readonly status: SignalsSeen["counted"] };
}

/** A way to look at a signup. Never rejects. */
export type Look = (parsed: ParsedSignup, looking: Looking) => Promise<Seen>;

/** Looks at a signup that happens: everybody is counted, once. */
export const lookAndCount: Look = async (parsed, looking) => {
  const { signup, identity, fingerprint } = parsed;
  const deadline = startDeadline(looking.deadlineMs);
  const run = (subject: string): Promise<SignalsSeen> =>
    runAt(parsed, looking, signup.at, deadline.leftMs(), { key: subject, identity, fingerprint });

  const first = await run(signup.subject);
  if (first.counted !== "conflict") {
    return { ...toSeen(first), counted: { subject: signup.subject, status: first.counted } };
  }
  // Somebody else under the same id: counted under a subject of their own, which only they can meet again. Hashed,
  // because whoever asks who is related is told the subject.
  const subject = `${signup.subject}/${await looking.hash.digest(identity.join("/"))}`;
  const own = await run(subject);
  // A store that sees a conflict there, too, is out of its mind: as good as down.
  const failed = looking.signals.map(({ id }) => storeFailure(id));
  const seen: SignalsSeen =
    own.counted === "conflict" ? { ...own, results: failed, counted: "unavailable" } : own;
  return { ...toSeen(seen, [idReused(subject)]), counted: { subject, status: seen.counted } };
};

/**
 * Looks at a signup of the past with the counts as they stand now, and counts nobody. A fallback is not asked: it knows
 * less than what was seen the first time.
 */
export const lookAgain: Look = async (parsed, looking) => {
  const memory = { ...looking.memory, fallback: undefined };
  return toSeen(await runAt(parsed, { ...looking, memory }, looking.now, looking.deadlineMs));
};

function runAt(
  { signup, malformed }: ParsedSignup,
  { signals, now, memory, timeoutMs, abortSignal }: Looking,
  at: number,
  deadlineMs: number,
  once?: Omit<Once, "label">,
): Promise<SignalsSeen> {
  const subject = once?.key ?? signup.subject;
  const facts = subject === signup.subject ? signup : { ...signup, subject };
  return runSignals({
    signals,
    facts,
    absence: (fact) => {
      if (Reflect.get(facts, fact) !== undefined) return undefined;
      return malformed.has(fact) ? "malformed" : "missing";
    },
    at,
    now,
    once,
    memory,
    limits: { timeoutMs, deadlineMs, abortSignal },
  });
}

function idReused(subject: string): string {
  return `id-reused: this id was used by somebody else before; the signup was judged on its own, as ${subject}`;
}

const storeFallback =
  "store-fallback: the store did not answer; the counts are those of the fallback, which knows less";

function toSeen({ results, at, revision, fallback }: SignalsSeen, warnings: readonly string[] = []): Seen {
  return {
    results,
    at,
    revision,
    fallback,
    degraded: degradedBy(results, fallback),
    warnings: fallback ? [...warnings, storeFallback] : warnings,
  };
}

/** The ids of the signals whose failure caps the tier; `store` stands for all that needed its counts. */
export function degradedBy(results: readonly SignalResult[], fallback: boolean): readonly string[] {
  const failed = results.flatMap((result) => (result.status === "failed" && result.degrades ? [result] : []));
  const names = failed.map(({ signal, because }) => (because === "store" ? "store" : signal));
  return [...new Set([...(fallback ? ["store"] : []), ...names])];
}

function storeFailure(signal: string): SignalResult {
  return { signal, status: "failed", because: "store", degrades: true };
}
