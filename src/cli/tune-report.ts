import type { TunedPolicy } from "trialgate/tuning";
import { headlineRows } from "./headline-rows.js";
import { count, plural, printable, share, wrap } from "./words.js";

const width = 100;

/** What tuning changed and what it gained, for people. Names in it may be somebody else's. */
export function tuneReport({ policy, diff, report }: TunedPolicy): string {
  const { labels, folds, heldOut = {}, calibration } = report;
  const tried = folds.reduce((sum, { triedOn }) => sum + triedOn, 0);
  const rows = headlineRows(heldOut, ["before", "after"]);
  const lines = [
    `learned from ${count(labels.abuse)} of abuse and ${plural(labels.people, "person", "people")}`,
    "",
    ...(diff.length === 0
      ? ["the labels change nothing"]
      : [plural(diff.length, "change"), ...diff.map(({ text }) => `  ${text}`)]),
    "",
    ...(rows.length === 0
      ? ["too few labels to try it on signups that it did not learn from"]
      : [
          `tried on ${count(tried)} later ones, in ${plural(folds.length, "fold")} split by time`,
          ...rows,
          // The labels may hold more abuse or less, and `compare` takes them as they are.
          ...(policy.prior === undefined || heldOut.lossPer1000 === undefined
            ? []
            : [
                `loss and PR-AUC are told for ${share(policy.prior, 1)} abuse, the prior of the tuned policy`,
              ]),
        ]),
    "",
    ...wrap(
      `probabilities: ${calibration.method}, by the ${count(calibration.labels.abuse)} of abuse and ${plural(calibration.labels.people, "person", "people")} among the later ones. ${calibration.because}`,
      width,
    ),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}
