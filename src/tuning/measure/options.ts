import { days } from "trialgate";
import { type Problem, problemUnless, suggestion, TrialgateError, unknownOptions } from "trialgate/core";
import type { Judged } from "../replay.js";
import { type CostOptions, type Costs, costsOf, standardCosts } from "./costs.js";
import { type TierGrants, tierOrder } from "./tier-order.js";

/** How to measure. */
export interface MeasureOptions<Tier extends string = string> {
  /** What mistakes cost; those left out are the defaults of `Costs`. */
  readonly costs?: CostOptions | undefined;
  /** The tier that people should get at once. Default: the second most generous one, `starter` in the standard policy. */
  readonly startingTier?: NoInfer<Tier> | undefined;
  /** Length of a block of time, in milliseconds. Default 30 days. At least a minute. */
  readonly blockMs?: number | undefined;
  /** How many samples are drawn again for the intervals, 20..10,000. Default 200. */
  readonly resamples?: number | undefined;
  /** Another whole number draws other samples. Default 1. */
  readonly seed?: number | undefined;
  /**
   * What stands or falls together: signups with an equal text are drawn together, equally often. By default each id stands
   * for itself, so intervals do not cover that attackers come in campaigns; give a campaign, or the group and the day, if
   * you can tell.
   */
  readonly cluster?: ((signup: Omit<Judged<Tier>, "reasons" | "labelledAt">) => string) | undefined;
}

/** The options with defaults filled in. */
export interface MeasurePlan<Tier extends string> {
  readonly costs: Costs;
  readonly grants: TierGrants<Tier>;
  /** Most generous first. */
  readonly tiers: readonly Tier[];
  readonly startingTier: Tier;
  readonly blockMs: number;
  readonly resamples: number;
  readonly seed: number;
  readonly cluster: NonNullable<MeasureOptions<Tier>["cluster"]>;
}

/**
 * Fills in defaults.
 * @throws TrialgateError `invalid_config`, with everything that is wrong.
 */
export function measurePlan<Tier extends string>(
  grants: TierGrants<Tier> | undefined,
  options: MeasureOptions<Tier> = {},
): MeasurePlan<Tier> {
  const tiers = grants === undefined ? [] : tierOrder(grants);
  const plan = {
    costs: costsOf(options.costs),
    grants: grants as TierGrants<Tier>,
    tiers,
    startingTier: options.startingTier ?? tiers[1] ?? (tiers[0] as Tier),
    blockMs: options.blockMs ?? days(30),
    resamples: options.resamples ?? 200,
    seed: options.seed ?? 1,
    cluster: options.cluster ?? (({ id }) => id),
  };
  const problems = [...misspelt(options), ...planProblems(plan)];
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
  return plan;
}

const optionNames = ["costs", "startingTier", "blockMs", "resamples", "seed", "cluster"] as const;

function misspelt(options: Pick<MeasureOptions, "costs">): readonly Problem[] {
  const unknown = (place: string, known: readonly string[], given: object = {}): readonly Problem[] =>
    unknownOptions(Object.keys(given), known).map(({ path, message }) => ({ path: place + path, message }));
  return [
    ...unknown("", optionNames, options),
    ...unknown("costs.", Object.keys(standardCosts), options.costs),
    ...unknown("costs.friction.", Object.keys(standardCosts.friction), options.costs?.friction),
  ];
}

function planProblems<Tier extends string>(plan: MeasurePlan<Tier>): readonly Problem[] {
  const { costs, tiers, startingTier, blockMs, resamples, seed } = plan;
  const { takenShare, personValueUsd, friction } = costs;
  const isShare = (value: number): boolean => value >= 0 && value <= 1;
  if (tiers.length === 0) {
    return [
      { path: "grants", message: "must name at least one tier; a policy that definePolicy makes has them" },
    ];
  }
  return [
    ...problemUnless(isShare(takenShare), "costs.takenShare", "must be a share, 0..1"),
    ...problemUnless(
      personValueUsd >= 0 && personValueUsd < Number.POSITIVE_INFINITY,
      "costs.personValueUsd",
      "must be US dollars, 0 or more",
    ),
    ...Object.entries(friction).flatMap(([decision, share]) =>
      problemUnless(isShare(share), `costs.friction.${decision}`, "must be a share of people, 0..1"),
    ),
    ...problemUnless(
      tiers.includes(startingTier),
      "startingTier",
      `"${startingTier}" is not a tier; ${suggestion(startingTier, tiers)}`,
    ),
    ...problemUnless(blockMs >= 60_000, "blockMs", "must be at least a minute, in milliseconds"),
    ...problemUnless(
      Number.isInteger(resamples) && resamples >= 20 && resamples <= 10_000,
      "resamples",
      "must be a whole number, 20..10000",
    ),
    ...problemUnless(Number.isInteger(seed), "seed", "must be a whole number"),
  ];
}
