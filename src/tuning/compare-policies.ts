import type { Grant, SignupPolicy } from "trialgate";
import { type Problem, problemUnless, TrialgateError, unknownOptions } from "trialgate/core";
import { type Cause, causesOf } from "./compare/causes.js";
import { type Counts, countsOf } from "./compare/counts.js";
import { type HeadlineDifferences, headlineDifferences, type Plans } from "./compare/headline-differences.js";
import { type Flow, flowsOf, type GroupMoves, groupMovesOf, type Mover, moversOf } from "./compare/moves.js";
import { hasMoved, type Pair, pairsOf } from "./compare/pairs.js";
import { policyWarnings } from "./compare/policy-warnings.js";
import type { HistoryRecord } from "./history.js";
import { historyWarnings, leastLabels } from "./history-warnings.js";
import { labelProblems } from "./label-problems.js";
import { type MeasureOptions, measurePlan } from "./measure/options.js";
import type { ReplayOptions } from "./replay.js";

/** How to compare: what to measure with, which labels count, and when to dare a verdict. */
export interface CompareOptions extends Omit<MeasureOptions, "blockMs">, ReplayOptions {
  /** Labels of each kind below which no winner is called. Default 50 (assumed: intervals of fewer are too narrow). */
  readonly minLabels?: number | undefined;
  /** How many are named of people, of abuse and of the unlabelled that move. Default 10. */
  readonly most?: number | undefined;
}

/** A policy whose tiers say what they give, as every policy of data does. */
export type GrantingPolicy = SignupPolicy & { readonly grants: Readonly<Record<string, Grant>> };

/** Two policies over one history. Plain JSON. */
export interface Comparison {
  readonly policies: {
    readonly current: { readonly id: string; readonly version: string };
    readonly next: { readonly id: string; readonly version: string };
  };
  /** Signups that both judged, by weight; an id counts once. */
  readonly signups: Counts;
  /** Those who get another tier or another decision. */
  readonly moved: Counts;
  /** By expected loss; `undecided` where the interval of the difference contains 0, or labels are too few. */
  readonly winner: "current" | "next" | "undecided";
  readonly headline: HeadlineDifferences;
  /** How many go from which tier to which, staying included; the largest first. */
  readonly flows: readonly Flow[];
  /** Those who move and cost or save most by it. */
  readonly movers: Readonly<Record<keyof Counts, readonly Mover[]>>;
  /** What the policies write differently about those who move: what moves most by most points first. */
  readonly causes: readonly Cause[];
  /** The groups of the history, those with the largest share of stricter moves first. */
  readonly groups: readonly GroupMoves[];
  /** Why all this should not be believed as it stands, each as `code: sentence`. */
  readonly warnings: readonly string[];
}

/**
 * Judges a history by two policies: who gets another tier and why, what that is worth, and whether the history is enough to
 * say so. Runs no signal. Holds what it is given in memory; `replay` does not.
 * @throws TrialgateError `invalid_config` for an option or a policy of code without `grants`; `invalid_input` for a record
 * that cannot be measured.
 */
export function comparePolicies(
  history: Iterable<HistoryRecord>,
  current: GrantingPolicy,
  next: GrantingPolicy,
  { knownBy, minLabels = leastLabels, most = 10, ...measuring }: CompareOptions = {},
): Comparison {
  const problems = optionProblems({ knownBy, minLabels, most, ...measuring });
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
  const plans: Plans = {
    current: measurePlan(current.grants, measuring),
    next: measurePlan(next.grants, measuring),
  };
  const records = [...history];
  const pairs = pairsOf(records, current, next, { knownBy });
  const moved = pairs.filter(hasMoved);
  const headline = headlineDifferences(pairs, plans);
  const moversWith = (label: Pair["current"]["label"]): readonly Mover[] =>
    moversOf(
      moved.filter((pair) => pair.current.label === label),
      plans.current.costs,
      most,
    );
  return {
    policies: { current: nameOf(current), next: nameOf(next) },
    signups: countsOf(pairs),
    moved: countsOf(moved),
    winner: hasEnough(pairs, minLabels) ? winnerOf(headline) : "undecided",
    headline,
    flows: flowsOf(pairs),
    movers: {
      people: moversWith("legitimate"),
      abuse: moversWith("abuse"),
      unlabelled: moversWith(undefined),
    },
    causes: causesOf(moved),
    groups: groupMovesOf(pairs),
    warnings: [
      ...historyWarnings(records, { knownBy, minLabels }),
      ...policyWarnings(records, current, next),
    ],
  };
}

const nameOf = ({ id, version }: SignupPolicy): { id: string; version: string } => ({ id, version });

function winnerOf({ lossPer1000 }: HeadlineDifferences): Comparison["winner"] {
  if (lossPer1000 === undefined) return "undecided";
  const { low, high } = lossPer1000.difference;
  return high < 0 ? "next" : low > 0 ? "current" : "undecided";
}

/** Whether there are labels enough: signups that were looked at, however much each weighs. */
function hasEnough(pairs: readonly Pair[], minLabels: number): boolean {
  const labels = pairs.map(({ current }) => current.label);
  return (["abuse", "legitimate"] as const).every(
    (wanted) => labels.filter((label) => label === wanted).length >= minLabels,
  );
}

const optionNames = [
  "knownBy",
  "minLabels",
  "most",
  "costs",
  "startingTier",
  "resamples",
  "seed",
  "cluster",
] as const satisfies readonly (keyof CompareOptions)[];

function optionProblems(options: CompareOptions): readonly Problem[] {
  const { knownBy, minLabels, most = 0 } = options;
  return [
    ...unknownOptions(Object.keys(options), optionNames),
    ...labelProblems({ knownBy, minLabels }),
    ...problemUnless(Number.isInteger(most) && most >= 0, "most", "must be a whole number, 0 or more"),
  ];
}
