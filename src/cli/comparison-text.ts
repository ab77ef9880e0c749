import type { Cause, Comparison, PolicyChange } from "trialgate/tuning";
import { headlineRows } from "./headline-rows.js";
import { count, plural, printable, signed, wrap } from "./words.js";

const width = 100;
const mostChanges = 12;
const mostFlows = 12;
const mostCauses = 6;
const mostGroups = 8;

/** A comparison for people. Names and texts in it may be somebody else's. */
export function comparisonText(comparison: Comparison, changes: readonly PolicyChange[]): string {
  const { policies, signups, flows, causes, groups, movers, warnings } = comparison;
  const { current, next } = policies;
  const sections: readonly (readonly string[])[] = [
    [
      `current  ${current.id}, version ${current.version}`,
      `next     ${next.id}, version ${next.version}`,
      `on ${plural(signups.people, "person", "people")}, ${count(signups.abuse)} of abuse and ${count(signups.unlabelled)} without a label`,
    ],
    section(
      "what the next policy does differently",
      changes.map(({ text }) => `  ${text}`),
      mostChanges,
    ),
    headlineRows(comparison.headline, ["current", "next"]),
    wrap(verdict(comparison), width),
    section(
      "moves                                       people       abuse  unlabelled",
      flows
        .filter(({ from, to }) => from !== to)
        .map(({ from, to, ...many }) => row(`  ${from} → ${to}`, [many.people, many.abuse, many.unlabelled])),
      mostFlows,
    ),
    section("why, among those who move", causes.map(causeRow), mostCauses),
    section(
      "groups                                     signups      kinder    stricter",
      groups
        .filter(({ kinder, stricter }) => kinder + stricter > 0)
        .map(({ group, label, ...many }) =>
          row(`  ${group} (${nameOf[label]})`, [many.signups, many.kinder, many.stricter]),
        ),
      mostGroups,
    ),
    moverRows("people who move, by what it costs or saves", movers.people),
    moverRows("abuse that moves, by what it costs or saves", movers.abuse),
    moverRows("without a label, moving, by points", movers.unlabelled),
    warnings.flatMap((warning) => wrap(`warning  ${warning}`, width)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(printable).join("\n"))
    .join("\n\n")}\n`;
}

const nameOf = { legitimate: "people", abuse: "abuse" } as const;

/** A heading and its lines; nothing without lines. */
function section(heading: string, lines: readonly string[], most: number): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length - most;
  return [heading, ...lines.slice(0, most), ...(more > 0 ? [`  … and ${count(more)} more`] : [])];
}

function verdict({ winner, headline, policies }: Comparison): string {
  if (headline.lossPer1000 === undefined) return "No verdict: it takes labels of people and of abuse.";
  if (winner === "next")
    return `The next policy, ${policies.next.id}, is better: it loses less, by more than chance.`;
  if (winner === "current")
    return `The next policy, ${policies.next.id}, is worse: it loses more, by more than chance.`;
  if (policies.current.version === policies.next.version) return "Both policies are the same.";
  return "Undecided: the difference may be chance, or labels are too few.";
}

function row(name: string, cells: readonly number[]): string {
  return `${name.padEnd(38)}${cells.map((cell) => count(Math.round(cell)).padStart(12)).join("")}`;
}

function causeRow({ code, text, points, people, abuse, unlabelled }: Cause): string {
  const many = plural(Math.round(people + abuse + unlabelled), "signup");
  const mark = points === 0 ? "→" : signed(points);
  return `  ${mark.padStart(4)}  ${code}: ${text} (${many})`;
}

function moverRows(heading: string, movers: Comparison["movers"]["people"]): readonly string[] {
  const lines = movers.map(({ id, group, from, to, because: [first] }) => {
    const who = group === undefined ? id : `${id} (${group})`;
    const why =
      first === undefined ? "" : `  ${first.points === 0 ? "" : `${signed(first.points)} `}${first.code}`;
    return `  ${who}: ${from.tier} → ${to.tier}${from.tier === to.tier ? ` (${from.decision} → ${to.decision})` : ""}, ${from.points} → ${to.points} points${why}`;
  });
  return section(heading, lines, lines.length);
}
