import type { Compared, HeadlineDifferences } from "trialgate/tuning";
import { share, usd } from "./words.js";

/** The headline figures of two policies as the rows of a table, below what the two are called; nothing without figures. */
export function headlineRows(
  { lossPer1000, recallAt1, prAuc, peopleAtStart }: HeadlineDifferences,
  [current, next]: readonly [current: string, next: string],
): readonly string[] {
  const percent = (value: number): string => share(value, 1);
  const rows = [
    ...row("loss per 1,000 signups", lossPer1000, usd),
    ...row("recall at 1 % false positives", recallAt1, percent),
    ...row("PR-AUC (average precision)", prAuc, (value) => value.toFixed(3)),
    ...row("people at the starting tier or better", peopleAtStart, percent),
  ];
  if (rows.length === 0) return [];
  return [`${"".padEnd(38)}${current.padStart(11)}${next.padStart(11)}   difference (95 %)`, ...rows];
}

function row(
  name: string,
  compared: Compared | undefined,
  show: (value: number) => string,
): readonly string[] {
  if (compared === undefined) return [];
  const { current, next, difference } = compared;
  const delta = (value: number): string => `${value < 0 ? "−" : "+"}${show(Math.abs(value))}`;
  const { value, low, high } = difference;
  const cells = [current, next].map((figure) => show(figure.value).padStart(11)).join("");
  return [`${name.padEnd(38)}${cells}   ${delta(value)} (${delta(low)} to ${delta(high)})`];
}
