import { climb } from "../core/ladder.js";
import type { Claimed } from "../core/ledger.js";
import type { Memory } from "../core/memory.js";
import type { Reason } from "../core/scorecard.js";
import type { SignalResult } from "../core/signal.js";
import {
  type BudgetEvent,
  type BudgetLine,
  budgetLines,
  type GrantBudget,
  sharesCrossed,
} from "../tiers/grant-budget.js";
import type { Assessment } from "./assessment.js";
import { type CreditClaim, claimFromFallback, claimFromStore } from "./claim-credit.js";
import { segmentsOf } from "./grant-segments.js";
import { cappedWhenDegraded, type GrantStep, leastCredit, stepsDown } from "./grant-steps.js";
import type { SignupPolicy } from "./policy/open-policy.js";
import type { Signup } from "./signup.js";

/** For whom to reserve, and how. */
export interface Reserving extends Pick<CreditClaim, "subject" | "now" | "leftMs"> {
  readonly signup: Signup;
  /** Whether the store has just failed to count: then it is not asked for money. */
  readonly storeFailed: boolean;
}

/** Reserves what an assessment grants, or steps it down to what the budgets bear. Never rejects. */
export type Reserve<Tier extends string> = (
  assessment: Assessment<Tier>,
  reserving: Reserving,
) => Promise<Assessment<Tier>>;

/** What reserving needs to know once. */
export interface ReserveOptions<Tier extends string> {
  readonly grantBudget: GrantBudget;
  readonly policy: SignupPolicy<Tier>;
  readonly memory: Memory;
  readonly abortSignal?: AbortSignal | undefined;
  /** Told of each budget that fills up. Must not throw. */
  readonly onBudget: (event: BudgetEvent) => void;
}

/** Prepares to reserve. One claim for each assessment that grants credit, and none for the others. */
export function createReserve<Tier extends string>(options: ReserveOptions<Tier>): Reserve<Tier> {
  const { grantBudget, policy, memory, abortSignal, onBudget } = options;
  const least = leastCredit(policy);

  return async (assessment, { signup, storeFailed, ...asking }) => {
    const steps = stepsDown(assessment, policy);
    if (steps.length < 2) return assessment;
    const exempt = isExempt(assessment.results, grantBudget, policy);
    const lines = budgetLines(grantBudget, exempt ? {} : segmentsOf(signup));
    if (lines.length === 0) return assessment;
    const asked = { ...asking, lines, abortSignal };

    const taken = storeFailed
      ? undefined
      : await claimFromStore(memory, { ...asked, amounts: microsIn(steps) });
    if (taken === undefined) {
      // From the verdict: a holdout lifts nobody while something is degraded.
      const capped = stepsDown(cappedWhenDegraded(assessment.verdict, policy), policy);
      const local = await claimFromFallback(memory, { ...asked, amounts: microsIn(capped) });
      return withoutStore(assessment, capped.at(local?.place ?? -1));
    }
    const step = steps[taken.place];
    if (step === undefined) return assessment;
    for (const event of eventsOf(lines, taken, least, asking.now)) onBudget(event);
    return taken.place === 0 ? assessment : stepped(assessment, step, heldBy(lines, taken, steps));
  };
}

const microsIn = (steps: readonly GrantStep<string>[]): readonly number[] =>
  steps.map(({ micros }) => micros);

/** Whether the facts that exempt from segments are all there. */
function isExempt(
  results: readonly SignalResult[],
  { exempt }: GrantBudget,
  { resolved }: SignupPolicy,
): boolean {
  const needs = exempt ?? resolved?.tiers[0]?.needs ?? [];
  if (needs.length === 0) return false;
  // What a fact is, a ladder knows: this one has a rung for those who have them all.
  const ladder = {
    tiers: [
      { id: "exempt", decision: "allow", maxPoints: 0, needs },
      { id: "bound", decision: "allow" },
    ],
    rules: [],
    facts: resolved?.facts ?? {},
    channels: {},
    whenDegraded: "exempt",
  } as const;
  return climb(results, { points: 0, coverage: 1 }, ladder).tier === "exempt";
}

function eventsOf(
  lines: readonly BudgetLine[],
  { totals, paid }: Claimed,
  least: number,
  at: number,
): readonly BudgetEvent[] {
  return lines.flatMap(({ budget, segment, value, limit }, place) => {
    const after = totals[place] ?? 0;
    const whose = segment === undefined || value === undefined ? {} : { segment, value };
    return sharesCrossed(limit, { before: after - paid, after, least }).map((share) => ({
      type: "budget" as const,
      budget,
      ...whose,
      share,
      limitUsd: limit / 1e6,
      at,
    }));
  });
}

/** The budgets that had no room for the first step. */
function heldBy(
  lines: readonly BudgetLine[],
  { place, totals }: Claimed,
  steps: readonly GrantStep<string>[],
): readonly BudgetLine[] {
  const missing = (steps[0]?.micros ?? 0) - (steps[place]?.micros ?? 0);
  return lines.filter(({ limit }, line) => (totals[line] ?? 0) + missing > limit);
}

function stepped<Tier extends string>(
  assessment: Assessment<Tier>,
  { tier, decision, grant }: GrantStep<Tier>,
  held: readonly BudgetLine[],
): Assessment<Tier> {
  const reasons = held.map(({ budget, segment }) =>
    segment === undefined
      ? reason("total", "What all free credit together may cost is given out for now", { budget })
      : reason("segment", "What free credit may cost for signups like this is given out for now", {
          budget,
          segment,
        }),
  );
  return { ...assessment, tier, decision, grant, reasons: [...assessment.reasons, ...reasons] };
}

/** The store did not answer: flagged, and at most what could be claimed without it. */
function withoutStore<Tier extends string>(
  assessment: Assessment<Tier>,
  step: GrantStep<Tier> | undefined,
): Assessment<Tier> {
  const { reasons, degraded } = assessment;
  const flagged = {
    ...assessment,
    degraded: degraded.includes("store") ? degraded : ["store", ...degraded],
  };
  if (step === undefined || step.grant === assessment.grant) return flagged;
  const { tier, decision, grant } = step;
  const text = "The store did not answer: without it, little or no free credit is given out";
  return { ...flagged, tier, decision, grant, reasons: [...reasons, reason("unavailable", text)] };
}

function reason(name: string, text: string, detail?: Reason["detail"]): Reason {
  return { code: `budget.${name}`, points: 0, text, signal: "budget", ...(detail && { detail }) };
}
