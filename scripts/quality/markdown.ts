import type { Estimate } from "trialgate/tuning";

/** A table; columns of figures stand on the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const areFigures = (column: number): boolean => rows.every((row) => /^[\d.$–*]/.test(row[column] ?? ""));
  return [
    line(head),
    line(head.map((_, column) => (areFigures(column) ? "--:" : "---"))),
    ...rows.map(line),
  ].join("\n");
}

/** Nothing to say: too few signups, or nobody there. */
export const nothing = "–";

/** A share as `.72`. */
export const fraction = (value: number | undefined): string =>
  value === undefined ? nothing : value.toFixed(2).replace(/^0(?=\.)/, "");

/** A share as `7.2 %`. */
export const percent = (value: number | undefined): string =>
  value === undefined ? nothing : `${(100 * value).toFixed(1)} %`;

/** US dollars: `$142`, and cents where they matter: `$0.25`. */
export const usd = (value: number | undefined): string =>
  value === undefined ? nothing : `$${value.toFixed(value < 20 && !Number.isInteger(value) ? 2 : 0)}`;

/** A figure with its interval: `.72 (.70–.74)`, the unit said once. */
export function estimate(found: Estimate | undefined, format: (value: number | undefined) => string): string {
  if (found === undefined) return nothing;
  const bare = (value: number): string => format(value).replace(/^\$| %$/, "");
  return `${format(found.value)} (${bare(found.low)}–${bare(found.high)})`;
}

/** Marks a figure that misses its target. */
export const marked = (text: string, meets: boolean): string => (meets ? text : `**${text}** missed`);
