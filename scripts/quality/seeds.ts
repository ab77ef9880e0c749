/** Worlds that figures are reported on. Nothing was ever tuned on them: not by `tunePolicy`, not by hand. */
export const reportSeeds: readonly string[] = ["report-1", "report-2", "report-3", "report-4", "report-5"];

/** Worlds that weights, caps and thresholds may be tuned on; never reported on. */
export const tuningSeeds: readonly string[] = ["tuning-1", "tuning-2", "tuning-3", "tuning-4", "tuning-5"];
