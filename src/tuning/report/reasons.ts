import { abuse, person } from "./judgements.js";
import type { SampleRow } from "./sample.js";

/** How often a reason was seen. */
export interface ReasonUse {
  readonly code: string;
  /** Signups it was seen in, by weight and label: the places are those of `labels`. */
  readonly seen: readonly number[];
  /** Its mean strength where it was seen, 0..1. */
  readonly strength: number;
}

/** Every reason of a history, those seen most first. */
export function reasonUses(signups: readonly SampleRow[]): readonly ReasonUse[] {
  const uses = new Map<string, { seen: [number, number, number]; strength: number }>();
  for (const { results, label, weight } of signups) {
    for (const result of results) {
      if (result.status !== "ok") continue;
      for (const { code, strength } of result.evidence) {
        if (strength === 0) continue;
        const use = uses.get(code) ?? { seen: [0, 0, 0], strength: 0 };
        uses.set(code, use);
        use.seen[label as 0 | 1 | 2] += weight;
        use.strength += weight * strength;
      }
    }
  }
  return [...uses]
    .map(([code, { seen, strength }]) => ({ code, seen, strength: strength / (total(seen) || 1) }))
    .sort((a, b) => total(b.seen) - total(a.seen) || (a.code < b.code ? -1 : 1));
}

const total = (seen: readonly number[]): number => seen.reduce((sum, size) => sum + size, 0);

/**
 * The points that this history alone would give a reason: how much more often abuse shows it than people do. Half a
 * signup is added to each side, so that a reason seen once proves little. Undefined without people or without abuse.
 */
export function observedPoints({ seen }: ReasonUse, people: number, attackers: number): number | undefined {
  if (people === 0 || attackers === 0) return undefined;
  const rate = (size = 0, all: number): number => (size + 0.5) / (all + 1);
  return 10 * Math.log2(rate(seen[abuse], attackers) / rate(seen[person], people));
}
