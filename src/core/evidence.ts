import type { Detail, Finding, Signal } from "./signal.js";

const mostDetails = 16;
const longestText = 200;

/**
 * What a signal answered, checked and completed, in the order it was given: full codes, strengths spelled out, the
 * strongest kept where a code comes twice. Undefined when the answer is not evidence (a code that was not declared,
 * a strength outside 0..1, a detail that is not flat and small): a signal that answers garbage has failed.
 */
export function findings(signal: Signal<never>, answer: unknown): readonly Finding[] | undefined {
  try {
    if (!Array.isArray(answer) || answer.length > Object.keys(signal.reasons).length * 2) return undefined;
    const byCode = new Map<string, Finding>();
    for (const item of answer as readonly unknown[]) {
      const finding = toFinding(signal, item);
      if (finding === undefined) return undefined;
      const earlier = byCode.get(finding.code);
      if (earlier === undefined || earlier.strength < finding.strength) byCode.set(finding.code, finding);
    }
    return [...byCode.values()];
  } catch {
    // A getter or a proxy in the answer may throw.
    return undefined;
  }
}

function toFinding(signal: Signal<never>, item: unknown): Finding | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const { code, strength = 1, detail } = item as { code?: unknown; strength?: unknown; detail?: unknown };
  if (typeof code !== "string" || !Object.hasOwn(signal.reasons, code)) return undefined;
  if (typeof strength !== "number" || !(strength >= 0 && strength <= 1)) return undefined;
  const full = { code: `${signal.id}.${code}`, strength };
  if (detail === undefined) return full;
  const flat = toDetail(detail);
  return flat === undefined ? undefined : { ...full, detail: flat };
}

function toDetail(detail: unknown): Detail | undefined {
  if (typeof detail !== "object" || detail === null || Array.isArray(detail)) return undefined;
  const entries = Object.entries(detail);
  const small = entries.every(
    ([, value]) =>
      typeof value === "boolean" ||
      (typeof value === "number" && Number.isFinite(value)) ||
      (typeof value === "string" && value.length <= longestText),
  );
  return small && entries.length <= mostDetails ? Object.fromEntries(entries) : undefined;
}
