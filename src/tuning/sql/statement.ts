/** One step of a query: a CTE with a sentence about it. */
export interface Step {
  readonly name: string;
  /** Ours alone: what a policy says could end the comment. */
  readonly comment: string;
  readonly sql: string;
}

/** `with a as (…), b as (…)`, each step below its comment. */
export function withClause(steps: readonly Step[], materialized: string): string {
  const written = steps.map(
    ({ name, comment, sql }) => `-- ${comment}\n${name} as ${materialized}(\n${indented(sql, 2)}\n)`,
  );
  return `with\n${written.join(",\n")}`;
}

/** One choice of several, the first that fits: `case when … then … else … end`, or the last alone where there are no others. */
export function firstOf(
  choices: readonly (readonly [when: string, then: string])[],
  otherwise: string,
): string {
  if (choices.length === 0) return otherwise;
  const lines = choices.map(([when, then]) => `  when ${when} then ${then}`);
  return `case\n${lines.join("\n")}\n  else ${otherwise}\nend`;
}

/** `select` with one column a line. */
export function selectColumns(columns: readonly string[], from: string): string {
  return `select\n${columns.map((column) => indented(column, 2)).join(",\n")}\n${from}`;
}

/** A table of rows of two texts and a number, written out; perhaps without a row. */
export function listedRows(
  rows: readonly string[],
  [key, group, number]: readonly [string, string, string],
  double: string,
): string {
  const [values, where] = rows.length > 0 ? [rows, ""] : [["('', '', 0e0)"], "\nwhere 1 = 0"];
  return `select ${key}, ${group}, cast(${number} as ${double}) as ${number}
from (values\n  ${values.join(",\n  ")}\n) as listed (${key}, ${group}, ${number})${where}`;
}

/** 1 where a condition holds, else 0, also where it is neither true nor false. */
export const bit = (condition: string): string => `case when ${condition} then 1 else 0 end`;

/**
 * Hundredths of a value as a whole number, the way `Math.round` rounds: halves upwards. The two differ for one double,
 * the last before 0.5.
 */
export const hundredths = (value: string): string => `floor(${value} * 100 + 0.5)`;

/** A column's name for the `place`-th of something: readable as far as a policy's name is harmless, and its own in any case. */
export function columnName(kind: string, place: number, name: string): string {
  const tail = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .slice(0, 30);
  return `${kind}${place + 1}_${tail}`;
}

/** No text of a policy has an end of line in it: see `textLiteral`. */
function indented(text: string, by: number): string {
  const lines = text.split("\n");
  return lines.map((line) => (line === "" ? line : `${" ".repeat(by)}${line}`)).join("\n");
}
