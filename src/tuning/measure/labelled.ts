import { type Problem, problemUnless, suggestion, TrialgateError } from "trialgate/core";
import type { Label } from "../history.js";
import { lastJudgements } from "../last-judgements.js";
import type { Judged } from "../replay.js";
import { standardCosts } from "./costs.js";

/** A signup with a label, as far as figures need it. */
export interface Labelled<Tier extends string = string> extends Omit<Judged<Tier>, "reasons" | "labelledAt"> {
  readonly label: Label;
}

/** The signups of a history that figures are made of, and how many records are not among them. */
export interface LabelledHistory<Tier extends string> {
  readonly signups: readonly Labelled<Tier>[];
  readonly unlabelled: number;
  readonly superseded: number;
}

/**
 * Keeps one judgement of each id, as `lastJudgements` finds it, of those that have a label.
 * @throws TrialgateError `invalid_input` at the first that cannot be measured.
 */
export function labelledOf<Tier extends string>(
  judged: Iterable<Judged<Tier>>,
  tiers: readonly Tier[],
): LabelledHistory<Tier> {
  const { last, superseded } = lastJudgements(measurable(judged, tiers), (one) => one);
  const signups: Labelled<Tier>[] = [];
  let unlabelled = 0;
  for (const { label, labelledAt: _, ...one } of last) {
    if (label === undefined) unlabelled += 1;
    // One that stands for nobody is in no figure.
    else if (one.weight > 0) signups.push({ ...one, label });
  }
  return { signups, unlabelled, superseded };
}

/** Checked, and without the reasons, which would be most of what is held. */
function* measurable<Tier extends string>(
  judged: Iterable<Judged<Tier>>,
  tiers: readonly Tier[],
): Generator<Omit<Judged<Tier>, "reasons">> {
  let place = 0;
  for (const { reasons: _, ...one } of judged) {
    checkMeasurable(one, place, tiers);
    place += 1;
    yield one;
  }
}

const decisions = Object.keys(standardCosts.friction);

function checkMeasurable(
  { at, points, probability, weight, tier, decision, grant }: Omit<Judged, "reasons">,
  place: number,
  tiers: readonly string[],
): void {
  const isIn = (value: number, most: number): boolean => value >= 0 && value <= most;
  const problems = [
    ...problemUnless(Number.isFinite(at), `${place}.at`, "must be epoch milliseconds"),
    ...problemUnless(Number.isFinite(points), `${place}.points`, "must be a number that is finite"),
    ...problemUnless(isIn(probability, 1), `${place}.probability`, "must be within 0..1"),
    ...problemUnless(isIn(weight, Number.MAX_VALUE), `${place}.weight`, "must be 0 or more, and finite"),
    ...problemUnless(isIn(grant.credits, Number.MAX_VALUE), `${place}.grant.credits`, "must be US dollars"),
    ...problemUnless(
      decisions.includes(decision),
      `${place}.decision`,
      `must be one of ${decisions.join(", ")}`,
    ),
    ...(tiers.includes(tier) ? [] : [unknownTier(tier, place, tiers)]),
  ];
  if (problems.length > 0) throw new TrialgateError("invalid_input", problems);
}

function unknownTier(tier: string, place: number, tiers: readonly string[]): Problem {
  return {
    path: `${place}.tier`,
    message: `"${tier}" is not a tier of the grants; ${suggestion(tier, tiers)}`,
  };
}
