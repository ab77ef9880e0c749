import { days, hours } from "../core/clock.js";
import type { Problem } from "../core/errors.js";
import { problemUnless } from "../core/problems.js";
import { suggestion } from "../core/suggest.js";

/** How much free credit may be given out, in US dollars; what is left out is not limited. */
export interface GrantPace {
  /** In any 60 minutes. Above 0. */
  readonly perHourUsd?: number | undefined;
  /** In any 24 hours. Above 0. */
  readonly perDayUsd?: number | undefined;
}

/**
 * What signups have in common: the network operator (the AS number that you give, else the operator that the lists
 * know, else the neighbourhood of the address), the mail domain (all throw-away domains are one), the country, the
 * invite code, the host of the referrer.
 */
export type GrantSegment = "network" | "mailDomain" | "country" | "invite" | "referrer";

/** The value of each segment that somebody belongs to. */
export type SegmentValues = { readonly [Name in GrantSegment]?: string | undefined };

/** What all free credit together may cost, whoever comes: the paces at the top for everybody, those of `segments` for each value of theirs. */
export interface GrantBudget extends GrantPace {
  /** `{ network: { perHourUsd: 5 } }`: from each network, 5 dollars an hour. Who has no such fact is bounded by the others alone. */
  readonly segments?: { readonly [Name in GrantSegment]?: GrantPace | undefined } | undefined;
  /**
   * Facts that together exempt from `segments`, never from the total: names from the policy's `facts`, or reason codes.
   * Default: what the most generous tier of a policy of data `needs`, `strongFact` in the standard one. With none,
   * nobody is exempt.
   */
  readonly exempt?: readonly string[] | undefined;
}

/** A budget filled up: half of it is given out, or four fifths, or so much that not even the smallest credit fits any more. */
export interface BudgetEvent {
  readonly type: "budget";
  readonly budget: "hour" | "day";
  /** None for the total. */
  readonly segment?: GrantSegment;
  /** Which network, domain, country …, as it was given: a domain or a code may point to a person. */
  readonly value?: string;
  readonly share: 0.5 | 0.8 | 1;
  readonly limitUsd: number;
  /** Epoch ms. */
  readonly at: number;
}

/** One bound that a grant has to fit into. */
export interface BudgetLine {
  /** Names it for a store; the limit is no part of it, so that a budget can be raised while it is in use. */
  readonly name: string;
  readonly budget: "hour" | "day";
  readonly segment?: GrantSegment;
  readonly value?: string;
  readonly windowMs: number;
  /** Whole micro-dollars. */
  readonly limit: number;
}

const paces = { perHourUsd: ["hour", hours(1)], perDayUsd: ["day", days(1)] } as const;
const paceNames = ["perHourUsd", "perDayUsd"] as const;
const segmentNames: readonly GrantSegment[] = ["network", "mailDomain", "country", "invite", "referrer"];

// A thousand million dollars: far from where whole micro-dollars stop being exact.
const mostUsd = 1e9;

/** US dollars as ledgers keep them: whole micro-dollars. */
export function microsOf(usd: number): number {
  return Math.round(usd * 1e6);
}

/** The bounds for somebody: the total first, then a segment for each value that is there. */
export function budgetLines(
  { segments = {}, ...total }: GrantBudget,
  values: SegmentValues,
): readonly BudgetLine[] {
  const own = segmentNames.flatMap((segment) => {
    const value = values[segment];
    return value === undefined ? [] : linesOf(segments[segment] ?? {}, { segment, value });
  });
  return [...linesOf(total, {}), ...own];
}

function linesOf(pace: GrantPace, whose: Pick<BudgetLine, "segment" | "value">): readonly BudgetLine[] {
  const suffix = whose.segment === undefined ? "" : `:${whose.segment}:${whose.value}`;
  return paceNames.flatMap((name) => {
    const usd = pace[name];
    const [budget, windowMs] = paces[name];
    if (usd === undefined) return [];
    return { name: `grant-budget:${budget}${suffix}`, budget, windowMs, limit: microsOf(usd), ...whose };
  });
}

/** What a claim did to one budget, all in whole micro-dollars. */
export interface BudgetStep {
  readonly before: number;
  readonly after: number;
  /** The smallest credit that the policy gives. */
  readonly least: number;
}

/** The shares that this claim made full and no claim before it: who adds up to a total sees each crossing once. */
export function sharesCrossed(
  limit: number,
  { before, after, least }: BudgetStep,
): readonly BudgetEvent["share"][] {
  // The last cents of a budget may never be given out; it is full when nothing that is given fits.
  const full = Math.max(1, limit - least + 1);
  const marks = [
    [0.5, limit * 0.5],
    [0.8, limit * 0.8],
    [1, full],
  ] as const;
  return marks.filter(([, mark]) => before < mark && mark <= after).map(([share]) => share);
}

/** What is wrong with a grant budget, as JavaScript may hand it over: anything. */
export function grantBudgetProblems(given: unknown, path: string): readonly Problem[] {
  if (!isRecord(given)) return [{ path, message: "must be an object, like { perDayUsd: 100 }" }];
  const { segments = {}, exempt = [] } = given;
  return [
    ...paceProblems(given, path, ["segments", "exempt"]),
    ...problemUnless(
      [...paceNames, "segments"].some((name) => given[name] !== undefined),
      path,
      "bounds nothing; give perHourUsd, perDayUsd or segments",
    ),
    ...(isRecord(segments)
      ? Object.entries(segments).flatMap(([name, pace]) => segmentProblems(name, pace, `${path}.segments`))
      : [{ path: `${path}.segments`, message: "must be an object, like { network: { perHourUsd: 5 } }" }]),
    ...problemUnless(
      Array.isArray(exempt) && exempt.every((fact) => typeof fact === "string"),
      `${path}.exempt`,
      'must be a list of facts, like ["strongFact"]',
    ),
  ];
}

function segmentProblems(name: string, pace: unknown, path: string): readonly Problem[] {
  if (!segmentNames.some((known) => known === name)) {
    return [{ path: `${path}.${name}`, message: `is no segment; ${suggestion(name, segmentNames)}` }];
  }
  if (pace === undefined) return [];
  if (!isRecord(pace))
    return [{ path: `${path}.${name}`, message: "must be an object, like { perHourUsd: 5 }" }];
  return paceProblems(pace, `${path}.${name}`, []);
}

function paceProblems(
  given: Readonly<Record<string, unknown>>,
  path: string,
  others: readonly string[],
): readonly Problem[] {
  const known = [...paceNames, ...others];
  return Object.entries(given).flatMap(([name, value]) => {
    const here = `${path}.${name}`;
    if (!known.includes(name)) return { path: here, message: `is no field; ${suggestion(name, known)}` };
    const fine =
      others.includes(name) ||
      value === undefined ||
      (typeof value === "number" && value > 0 && value <= mostUsd);
    return problemUnless(fine, here, `must be US dollars above 0, at most ${mostUsd}`);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
