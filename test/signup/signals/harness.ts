import { createBreaker } from "../../../src/core/breaker.js";
import { hours } from "../../../src/core/clock.js";
import { counterProblem } from "../../../src/core/counter.js";
import { findings } from "../../../src/core/evidence.js";
import { runSignals } from "../../../src/core/pipeline.js";
import type { Finding } from "../../../src/core/signal.js";
import { parseEmail } from "../../../src/identifiers/email.js";
import { createKeyedHash } from "../../../src/identifiers/hash.js";
import { parseIp } from "../../../src/identifiers/ip.js";
import { builtinLists } from "../../../src/lists/builtin.js";
import type { DomainKnowledge } from "../../../src/lists/lists.js";
import type { SignupInput } from "../../../src/signup/input.js";
import { parseSignup } from "../../../src/signup/parse/parse-signup.js";
import type { SignupSignal } from "../../../src/signup/signal.js";
import type { Signup, SignupEmail } from "../../../src/signup/signup.js";
import { memoryStore } from "../../../src/stores/memory.js";

/** When the first signup happens, unless a test says otherwise. */
export const start: number = Date.UTC(2026, 10, 2, 9);

/** The fact of an address, with what the lists know of its domain unless `known` says otherwise. */
export function emailOf(address: string, known: Partial<DomainKnowledge> = {}): SignupEmail {
  const parsed = parseEmail(address);
  if (!parsed.ok) throw new Error(`${address}: ${parsed.message}`);
  return { ...parsed.value, known: { ...builtinLists().domain(parsed.value), ...known } };
}

/** The fact of a network address. */
export function ipOf(address: string): NonNullable<Signup["ip"]> {
  const parsed = parseIp(address);
  if (!parsed.ok) throw new Error(`${address}: ${parsed.message}`);
  return parsed.value;
}

/**
 * What a signal says to these facts and counts (1 where a count is not given). Throws when it lacks a fact it needs,
 * reads one it did not declare, declares a counter that cannot be, or answers something that is no evidence.
 */
export async function look(
  signal: SignupSignal,
  facts: Partial<Signup>,
  counts: Readonly<Record<string, number>> = {},
): Promise<readonly Finding[]> {
  const signup: Signup = { id: "s1", subject: "s1", at: start, ...facts };
  for (const need of signal.needs) {
    if (!(need in signup)) throw new Error(`${signal.id} is skipped without ${need}`);
  }
  const declared = ["id", "subject", "at", ...signal.needs, ...signal.uses];
  const seen = new Proxy(signup, {
    get(target, fact) {
      if (!declared.includes(String(fact))) throw new Error(`${signal.id} does not declare ${String(fact)}`);
      return Reflect.get(target, fact);
    },
  });
  const counters = signal.counts?.(seen) ?? {};
  for (const [name, counter] of Object.entries(counters)) {
    const problem = counter && counterProblem(counter);
    if (problem !== undefined) throw new Error(`${signal.id} counts ${name}: ${problem}`);
  }
  const unknown = Object.keys(counts).filter((name) => !(name in counters));
  if (unknown.length > 0) throw new Error(`${signal.id} does not count ${unknown.join()}`);
  const context = {
    counts: {
      ...Object.fromEntries(
        Object.entries(counters).map(([name, counter]) => [name, counter === undefined ? 0 : 1]),
      ),
      ...counts,
    },
    at: signup.at,
    abortSignal: new AbortController().signal,
  };
  const evidence = findings(signal, await signal.evaluate(seen, context));
  if (evidence === undefined) throw new Error(`${signal.id} answered something that is no evidence`);
  return evidence;
}

/**
 * What a signal says to each of several signups, the way a scorer asks it: parsed, one after the other, with one memory
 * store. A signup without `at` comes a second after the one before it. Empty where the signal is skipped.
 */
export async function lookAt(
  signal: SignupSignal,
  inputs: readonly SignupInput[],
): Promise<readonly (readonly Finding[])[]> {
  const memory = { store: memoryStore(), breaker: createBreaker(), namespace: "test" };
  const limits = { timeoutMs: hours(1), deadlineMs: hours(1) };
  const context = {
    lists: builtinLists(),
    hash: createKeyedHash({ id: "test", key: "only for these tests" }),
  };
  const seen: (readonly Finding[])[] = [];
  let now = start;
  for (const input of inputs) {
    const { signup, malformed, identity, fingerprint } = await parseSignup(input, { ...context, now });
    now = signup.at + 1000;
    const { results } = await runSignals({
      signals: [signal],
      facts: signup,
      absence: (fact) => (fact in signup ? undefined : malformed.has(fact) ? "malformed" : "missing"),
      at: signup.at,
      now: signup.at,
      once: { key: signup.subject, identity, fingerprint },
      memory,
      limits,
    });
    const [result] = results;
    if (result?.status === "failed") throw new Error(`${signal.id} failed: ${result.because}`);
    seen.push(result?.status === "ok" ? result.evidence : []);
  }
  return seen;
}

/** The strength of a reason among findings, by its own code; 0 when it is not there. */
export function strengthOf(found: readonly Finding[] | undefined, code: string): number {
  return found?.find((finding) => finding.code.endsWith(`.${code}`))?.strength ?? 0;
}

/** The problems that making a signal is refused with, as `path: message`; fails when it is not refused. */
export function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "code") === "invalid_config") return error.message;
    throw error;
  }
  throw new Error("expected invalid_config");
}
