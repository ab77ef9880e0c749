import type { PolicyData, ResolvedPolicy } from "trialgate";

/** A resolved policy as somebody would write it, with nothing left to defaults: `definePolicy` makes the same of it. */
export function policyDataOf({ signals: _, unadopted, reasons, ...rest }: ResolvedPolicy): PolicyData {
  const weights = Object.entries(reasons).map(([code, { points }]) => [code, points] as const);
  return { ...rest, weights: Object.fromEntries(weights) };
}
