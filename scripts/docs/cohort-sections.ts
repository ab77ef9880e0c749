import { days, hours, minutes } from "trialgate";
import { type Cohort, habits, type Parameter, standardAttackers, standardPeople } from "trialgate/simulate";
import { table } from "./table.js";

/** The kinds of people of the simulated world, with their shares. */
export function peopleTable(): string {
  return cohortTable(standardPeople());
}

/** The attacks of the simulated world, with their shares. */
export function attackersTable(): string {
  return cohortTable(standardAttackers());
}

/** Every number that shapes a cohort, and its source. */
export function parametersTable(): string {
  const rows = [...standardPeople(), ...standardAttackers()].flatMap(({ name, parameters }) =>
    Object.entries(parameters).map(([parameter, it]) => [`\`${name}\``, ...cells(parameter, it)]),
  );
  return table(["Cohort", "Parameter", "Value", "What it is", "Source"], rows);
}

/** What people send along with a signup. */
export function habitsTable(): string {
  const rows = Object.entries(habits).map(([name, it]) => cells(name, it));
  return table(["Habit", "Value", "What it is", "Source"], rows);
}

function cohortTable(cohorts: readonly Cohort[]): string {
  const rows = cohorts.map(({ name, share, text }) => [
    `\`${name}\``,
    `${Number((share * 100).toFixed(1))} %`,
    text,
  ]);
  return table(["Group", "Share", "Who they are"], rows);
}

function cells(name: string, { value, text, source }: Parameter): readonly string[] {
  // The value stands there with a unit that people read.
  return [`\`${name}\``, shownValue(name, value), text.replace(/^milliseconds\b/, "time"), source];
}

const units = [
  [days(1), "d"],
  [hours(1), "h"],
  [minutes(1), "min"],
  [1000, "s"],
] as const;

/** Durations as people say them; everything else as it is. */
function shownValue(name: string, value: number): string {
  if (!name.endsWith("Ms")) return String(value);
  const [size, unit] = units.find(([size]) => value >= size) ?? [1, "ms"];
  return `${Number((value / size).toFixed(1))} ${unit}`;
}
