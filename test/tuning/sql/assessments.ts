import type { Assessment, Finding, ResolvedPolicy, SignalResult } from "trialgate";
import { createRandom, type Random } from "trialgate/simulate";

/** What is judged again of an assessment, with the id to find it by. */
export type Stored = Pick<Assessment<string>, "id" | "degraded" | "results" | "channel" | "fallback">;

// Any fields do, as long as policies expect some of them.
const fields = ["ip", "userAgent", "deviceId", "formMs", "acceptLanguage", "paymentFingerprint", "phone"];

/**
 * Assessments that no scorer made: every status, strength, order and combination of what a policy knows, some of what it
 * does not, and signups that could not be read. The same seed, the same assessments.
 */
export function* storedAssessments(policy: ResolvedPolicy, count: number, seed: string): Generator<Stored> {
  const random = createRandom(seed);
  const signals = [...Object.keys(policy.signals), "own-signal"];
  const codes = new Map(
    signals.map((signal) => [
      signal,
      [...Object.keys(policy.reasons).filter((code) => code.startsWith(`${signal}.`)), `${signal}.unknown`],
    ]),
  );
  const channels = [...Object.keys(policy.channels), "elsewhere", "it's"];
  for (let place = 0; place < count; place += 1) {
    // Some know little, some much; some are good through and through.
    const density = random.next() ** 2;
    const loudness = random.next() ** 3;
    const seen = signals.filter(() => random.chance(density));
    if (random.chance(0.3)) seen.reverse();
    yield {
      id: `s${place}`,
      degraded: random.chance(0.01) ? ["input"] : [],
      results: seen.map((signal) => resultOf(signal, codes.get(signal) ?? [], loudness, random)),
      ...(random.chance(0.7) && { channel: random.pick(channels) }),
      ...(random.chance(0.03) && { fallback: true as const }),
    };
  }
}

function resultOf(signal: string, codes: readonly string[], loudness: number, random: Random): SignalResult {
  const without = fields.filter(() => random.chance(0.08));
  const fate = random.next();
  if (fate < 0.1) return { signal, status: "skipped", because: "missing", without };
  if (fate < 0.13) return { signal, status: "failed", because: "timeout", degrades: random.chance(0.3) };
  const evidence = codes.filter(() => random.chance(loudness)).map((code) => findingOf(code, random));
  return { signal, status: "ok", evidence, without };
}

function findingOf(code: string, random: Random): Finding {
  const kinds = [1, 0, Math.round(random.next() * 1000) / 1000, random.next()];
  return { code, strength: random.pick(kinds), ...(random.chance(0.1) && { detail: { text: "it's" } }) };
}
