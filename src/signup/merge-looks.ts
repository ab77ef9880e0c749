import type { Finding, SignalResult } from "../core/signal.js";

/** What has to be known of a code to decide whether what was seen of it before still stands. */
export interface CodeFacts {
  /** Whether it speaks against the person. */
  readonly isAgainst: (code: string) => boolean;
  /** Whether it repeats the operator's own word, which may have been taken back since. */
  readonly isOperatorsWord: (code: string) => boolean;
}

type Seen = Extract<SignalResult, { readonly status: "ok" }>;

/**
 * Two looks at one signup made one. What speaks against the person is the stronger of both: a burst stays a burst when
 * its hour has slid past. What speaks for them, and what the operator says of them, is as it stands now. A signal that
 * fails now stands by what it said before; one that lacks its facts now, by what it said against the person. Pure, and
 * the same when done twice.
 */
export function mergeLooks(
  before: readonly SignalResult[],
  now: readonly SignalResult[],
  { isAgainst, isOperatorsWord }: CodeFacts,
): readonly SignalResult[] {
  const earlier = new Map(before.map((result) => [result.signal, result]));
  const lasting = ({ evidence }: Seen): readonly Finding[] =>
    evidence.filter(({ code }) => isAgainst(code) && !isOperatorsWord(code));
  return now.map((result) => {
    const then = earlier.get(result.signal);
    if (then?.status !== "ok") return result;
    if (result.status === "failed") return then;
    if (result.status === "skipped") return { ...then, evidence: lasting(then) };
    return { ...result, evidence: stronger(lasting(then), result.evidence) };
  });
}

/** Every code once, at its greater strength; in the order of the newer findings, then of the older ones. */
function stronger(then: readonly Finding[], now: readonly Finding[]): readonly Finding[] {
  const byCode = new Map(now.map((finding) => [finding.code, finding]));
  for (const finding of then) {
    const newer = byCode.get(finding.code);
    if (newer === undefined || newer.strength < finding.strength) byCode.set(finding.code, finding);
  }
  return [...byCode.values()];
}
