import type { PolicyData, ResolvedPolicy, SignupSignal } from "trialgate";

/**
 * The data of which `definePolicy` makes exactly this policy again. Every weight is spelled out, so an upgrade of the library
 * moves none; `catalogue` keeps reasons that come later, and those not adopted yet, at 0.
 */
export function policyDataOf<Tier extends string>(
  resolved: ResolvedPolicy<Tier>,
  signals: readonly SignupSignal[],
): PolicyData<Tier> {
  const { id, prior, offset, reasons, caps, corroboration, goodFloor, calibration } = resolved;
  const { facts, channels, tiers, rules, whenDegraded, unadopted } = resolved;
  const adopted = Object.entries(reasons).filter(([code]) => !unadopted.includes(code));
  const catalogue = catalogueOf(signals, unadopted);
  return {
    id,
    prior,
    offset,
    weights: Object.fromEntries(adopted.map(([code, { points }]) => [code, points])),
    ...(catalogue !== undefined && { catalogue }),
    caps,
    corroboration,
    goodFloor,
    ...(calibration && { calibration: { prior, knots: calibration } }),
    facts,
    channels,
    tiers,
    rules,
    // A resolved policy has it from such data.
    whenDegraded: whenDegraded as Tier,
  };
}

/** The last month in which a reason came that is not among the unadopted, nor younger than one of them. */
function catalogueOf(signals: readonly SignupSignal[], unadopted: readonly string[]): string | undefined {
  const months = signals.flatMap(({ id, reasons }) =>
    Object.entries(reasons).map(([name, { since = "" }]) => ({ code: `${id}.${name}`, since })),
  );
  const unknown = months.filter(({ code }) => unadopted.includes(code)).map(({ since }) => since);
  const firstUnknown = unknown.sort()[0] ?? "9999-12";
  const known = months.map(({ since }) => since).filter((since) => since !== "" && since < firstUnknown);
  // With nothing known before it: any month that is earlier.
  return known.sort().at(-1) ?? (unknown.length > 0 ? "0000-01" : undefined);
}
