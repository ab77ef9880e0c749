import type { Decision } from "trialgate";
import type { SimulatedSignup } from "trialgate/simulate";
import type { Answer } from "./endpoint.js";
import type { Label } from "./entry.js";
import { count, plural, share, usd } from "./words.js";

/** What became of the signups of one kind of person or attack. */
export interface GroupOutcome {
  readonly group: string;
  readonly label: Label;
  readonly signups: number;
  /** How often each was decided. */
  readonly decisions: Readonly<Record<Decision, number>>;
  /** How many of each tier, where the answers told. */
  readonly tiers: Readonly<Record<string, number>>;
  readonly unanswered: number;
  /** US dollars of free credit, where the answers told. */
  readonly credits?: number;
}

/** Counts what an endpoint let through, group by group. */
export interface GotThrough {
  add(signup: SimulatedSignup, answer: Answer): void;
  /** Attacks first, and what went worst before the rest: the attack that got through most, the people that got through least. */
  outcomes(): readonly GroupOutcome[];
  /** What the endpoint said instead of an answer, and how often. */
  complaints(): readonly (readonly [message: string, times: number])[];
}

interface Counted {
  readonly group: string;
  readonly label: Label;
  signups: number;
  readonly decisions: Record<Decision, number>;
  readonly tiers: Map<string, number>;
  unanswered: number;
  credits: number | undefined;
}

/** Counts of nothing yet. */
export function createGotThrough(): GotThrough {
  const groups = new Map<string, Counted>();
  const said = new Map<string, number>();
  const groupOf = ({ group, label }: SimulatedSignup): Counted => {
    const known = groups.get(group) ?? {
      group,
      label,
      signups: 0,
      decisions: { allow: 0, challenge: 0, review: 0, block: 0 },
      tiers: new Map<string, number>(),
      unanswered: 0,
      credits: undefined,
    };
    groups.set(group, known);
    return known;
  };
  return {
    add(signup, answer) {
      const counted = groupOf(signup);
      counted.signups += 1;
      if (!answer.ok) {
        counted.unanswered += 1;
        said.set(answer.message, (said.get(answer.message) ?? 0) + 1);
        return;
      }
      const { decision, tier, credits } = answer;
      counted.decisions[decision] += 1;
      if (tier !== undefined) counted.tiers.set(tier, (counted.tiers.get(tier) ?? 0) + 1);
      if (credits !== undefined) counted.credits = (counted.credits ?? 0) + credits;
    },
    outcomes: () =>
      [...groups.values()].sort(byHarm).map(({ tiers, credits, ...counted }) => ({
        ...counted,
        tiers: Object.fromEntries([...tiers].sort()),
        ...(credits !== undefined && { credits: Math.round(credits * 1e6) / 1e6 }),
      })),
    complaints: () => [...said].sort(([, a], [, b]) => b - a),
  };
}

function byHarm(a: Counted, b: Counted): number {
  if (a.label !== b.label) return a.label === "abuse" ? -1 : 1;
  const harm = ({ label, signups, decisions: { allow } }: Counted): number =>
    (label === "abuse" ? allow : signups - allow) / signups;
  return harm(b) - harm(a) || a.group.localeCompare(b.group, "en");
}

const widths = [9, 9, 8, 10, 8, 8, 11] as const;
const headings = ["signups", "allow", "share", "challenge", "review", "block", "credit"] as const;

/** The outcomes as a table for people, a sum below each label. */
export function outcomeTable(outcomes: readonly GroupOutcome[]): string {
  const nameWidth = Math.max(...outcomes.map(({ group }) => group.length), "all people".length) + 2;
  const row = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(nameWidth)}${cells.map((cell, place) => cell.padStart(widths[place] ?? 0)).join("")}`;
  const line = (name: string, outcome: Omit<GroupOutcome, "group" | "label" | "tiers">): string => {
    const { signups, decisions, unanswered, credits } = outcome;
    const { allow, challenge, review, block } = decisions;
    const answered = signups - unanswered;
    const cells = [count(signups), count(allow), share(allow, answered)];
    const others = [challenge, review, block].map(count);
    return row(name, [...cells, ...others, credits === undefined ? "–" : usd(credits)]);
  };
  const kinds = [
    ["abuse", "all attacks"],
    ["legitimate", "all people"],
  ] as const;
  const parts = kinds.flatMap(([label, name]) => {
    const own = outcomes.filter((outcome) => outcome.label === label);
    if (own.length === 0) return [];
    return ["", ...own.map((outcome) => line(outcome.group, outcome)), line(name, sumOf(own))];
  });
  const unanswered = outcomes.reduce((sum, outcome) => sum + outcome.unanswered, 0);
  return `${[
    row("simulated", headings),
    ...parts,
    ...(unanswered === 0 ? [] : ["", `${plural(unanswered, "signup")} without an answer, in no share.`]),
  ].join("\n")}\n`;
}

function sumOf(outcomes: readonly GroupOutcome[]): Omit<GroupOutcome, "group" | "label" | "tiers"> {
  const sum = (of: (outcome: GroupOutcome) => number): number =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const told = outcomes.some(({ credits }) => credits !== undefined);
  return {
    signups: sum(({ signups }) => signups),
    decisions: {
      allow: sum(({ decisions }) => decisions.allow),
      challenge: sum(({ decisions }) => decisions.challenge),
      review: sum(({ decisions }) => decisions.review),
      block: sum(({ decisions }) => decisions.block),
    },
    unanswered: sum(({ unanswered }) => unanswered),
    ...(told && { credits: sum(({ credits = 0 }) => credits) }),
  };
}
