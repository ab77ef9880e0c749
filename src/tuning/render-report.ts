import type { DataPolicy } from "trialgate";
import { problemUnless, TrialgateError, unknownOptions } from "trialgate/core";
import type { HistoryRecord } from "./history.js";
import { historyWarnings } from "./history-warnings.js";
import type { CostOptions } from "./measure/costs.js";
import { measurePlan } from "./measure/options.js";
import { measureJudged } from "./measure.js";
import { reportDocument } from "./report/document.js";
import { drawSample } from "./report/draw-sample.js";
import { survey } from "./report/survey.js";

/** How to draw a report. */
export interface ReportOptions {
  /** The policy that the report is about. */
  readonly policy: DataPolicy;
  /** A second policy, to be drawn beside it. */
  readonly challenger?: DataPolicy | undefined;
  /** What stands above it all. Say it here if the history is simulated. Default: the policy's id. */
  readonly title?: string | undefined;
  /** What mistakes cost; those left out are the defaults of `Costs`. */
  readonly costs?: CostOptions | undefined;
  /** The tier that people should get at once. Default: the second most generous one of each policy. */
  readonly startingTier?: string | undefined;
  /** The most signups that the page holds for its sliders to judge again, 1..100,000; everything else is of the whole history. Default 5,000: about 300 KB. */
  readonly sample?: number | undefined;
}

const optionNames = [
  "policy",
  "challenger",
  "title",
  "costs",
  "startingTier",
  "sample",
] as const satisfies readonly (keyof ReportOptions)[];

/**
 * Draws a report on a policy: one HTML page that asks nobody for anything, to be opened from a file, attached to a pull
 * request or shown to somebody. In it, sliders judge a sample of the history again. It holds neither ids nor
 * details of reasons, but the names of groups and channels. The same history makes the same page.
 * @throws TrialgateError `invalid_config` for options, `invalid_input` for a history without a signup that could be read and counts.
 */
export function renderReport(history: Iterable<HistoryRecord>, options: ReportOptions): string {
  const { policy, challenger, title = `Policy ${policy.id}`, costs, startingTier, sample = 5000 } = options;
  const wrong = [
    ...unknownOptions(Object.keys(options), optionNames),
    ...problemUnless(
      Number.isInteger(sample) && sample >= 1 && sample <= 100_000,
      "sample",
      "must be a whole number, 1..100000",
    ),
  ];
  if (wrong.length > 0) throw new TrialgateError("invalid_config", wrong);
  const plan = measurePlan(policy.grants, { costs, startingTier });
  const records: readonly HistoryRecord[] = Array.isArray(history) ? history : [...history];
  const seen = survey(records, policy, challenger);
  if (seen.judged.length === 0) {
    const message = "has no signup that could be read and weighs something: nothing can be drawn of it";
    throw new TrialgateError("invalid_input", [{ path: "history", message }]);
  }
  return reportDocument({
    title,
    policy,
    challenger,
    costs: plan.costs,
    seen,
    quality: measureJudged(seen.judged, { grants: policy.grants, costs, startingTier }),
    rivalQuality:
      challenger &&
      seen.rival &&
      measureJudged(seen.rival.judged, { grants: challenger.grants, costs, startingTier }),
    warnings: historyWarnings(records, { minLabels: 0 }),
    sample: drawSample(seen.signups, sample),
  });
}
