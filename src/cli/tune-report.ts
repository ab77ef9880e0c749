import type { TunedPolicy } from "../tuning/tune-policy.js";
import { count, plural, printable, share, usd } from "./words.js";

type HeldOut = NonNullable<TunedPolicy["report"]["heldOut"]>;
type Compared = NonNullable<HeldOut["recallAt1"]>;

/** What tuning changed and what it gained, for people. */
export function tuneReport({ diff, report }: TunedPolicy): string {
  const { abuse, people } = report.labels;
  return `${[
    `Labels: ${count(abuse)} abuse, ${count(people)} people`,
    "",
    diff.length === 0 ? "The labels change nothing." : `${plural(diff.length, "change")}:`,
    ...diff.map(({ text }) => `  ${printable(text)}`),
    "",
    ...heldOutLines(report),
    `Probabilities: ${report.calibration.method}. ${report.calibration.because}`,
  ].join("\n")}\n`;
}

function heldOutLines({ folds, heldOut }: TunedPolicy["report"]): readonly string[] {
  if (heldOut === undefined) return ["Too few labels to try it on signups that it did not learn from.", ""];
  const tried = folds.reduce((sum, { triedOn }) => sum + triedOn, 0);
  const { lossPer1000, recallAt1, peopleAtStart } = heldOut;
  return [
    `Tried on ${plural(tried, "later signup")} in ${plural(folds.length, "fold")} (before → after, and the 95 % interval of the gain):`,
    ...figureLine("loss per 1,000 signups", lossPer1000, usd),
    ...figureLine("recall at 1 % false positives", recallAt1, (value) => share(value, 1)),
    ...figureLine("people who start at once", peopleAtStart, (value) => share(value, 1)),
    "",
  ];
}

function figureLine(
  name: string,
  figure: Compared | undefined,
  shown: (value: number) => string,
): readonly string[] {
  if (figure === undefined) return [];
  const { current, next, difference } = figure;
  const change = (value: number): string => `${value < 0 ? "−" : "+"}${shown(Math.abs(value))}`;
  return [
    `  ${name.padEnd(30)} ${shown(current.value).padStart(8)} → ${shown(next.value).padStart(8)}   ${change(difference.low)} … ${change(difference.high)}`,
  ];
}
