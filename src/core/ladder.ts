import type { SignalResult } from "./signal.js";

/** Every decision, mildest first. */
export const decisions = ["allow", "challenge", "review", "block"] as const;

/** What to do with a subject. */
export type Decision = (typeof decisions)[number];

/** One rung: how much evidence it bears. Plain data. */
export interface Rung {
  readonly id: string;
  readonly decision: Decision;
  /** Highest points that still reach this rung; none on the last, which takes the rest. */
  readonly maxPoints?: number | undefined;
  /** Least share of the evidence that must have been looked at, 0..1. */
  readonly minCoverage?: number | undefined;
  /** Facts that must all be there: names from `facts` or reason codes. */
  readonly needs?: readonly string[] | undefined;
  /** Where this rung leads, and the facts any one of which opens it. */
  readonly unlock?: { readonly to: string; readonly with: readonly string[] } | undefined;
}

/** An explicit exception: when `when` was seen, this rung and decision, whatever the points. */
export interface Rule {
  readonly id: string;
  /** A full reason code. */
  readonly when: string;
  readonly tier: string;
  readonly decision?: Decision | undefined;
  readonly text: string;
}

/** What a channel always sends; without it nobody climbs above `ceiling`. */
export interface Channel {
  readonly expects: readonly string[];
  readonly ceiling: string;
}

/** From points to a rung. Plain data; rungs stand most generous first. */
export interface Ladder {
  readonly tiers: readonly Rung[];
  readonly rules: readonly Rule[];
  /** Named sets of reason codes; any one of them makes the fact true. */
  readonly facts: Readonly<Record<string, readonly string[]>>;
  readonly channels: Readonly<Record<string, Channel>>;
  /** The rung nobody climbs above while something is degraded. */
  readonly whenDegraded: string;
}

/** Where somebody stands on the ladder, and what held them there beside their points. */
export interface Standing {
  readonly tier: string;
  readonly decision: Decision;
  /** The rule that decided, if one did. */
  readonly rule?: Rule;
  /** Why the rung is not the one that the points alone would give. */
  readonly held: readonly Held[];
  /** What the channel always sends and did not, where that held them. */
  readonly missing: readonly string[];
}

/** What moved somebody off the rung of their points. `unlocked` moved them up, the others down. */
export type Held = "coverage" | "needs" | "channel" | "degraded" | "unlocked";

/** What `climb` looks at beside the results. */
export interface Attempt {
  readonly points: number;
  readonly coverage: number;
  readonly channel?: string | undefined;
  /** Whether something failed that shows in no result. */
  readonly degraded?: boolean | undefined;
}

/**
 * Finds the rung: a rule if one applies; else points, then what holds a subject down (coverage, needs, channel), then one
 * step up where the proof that the rung asks for is already there. Degraded comes last and only ever lowers.
 */
export function climb(results: readonly SignalResult[], attempt: Attempt, ladder: Ladder): Standing {
  const seen = codesSeen(results);
  const rule = ladder.rules.find(({ when }) => seen.has(when));
  const held: Held[] = [];
  const missing: string[] = [];
  let place =
    rule === undefined
      ? judged(results, seen, attempt, ladder, { held, missing })
      : placeOf(rule.tier, ladder);
  let decision = rule?.decision ?? rungAt(place, ladder).decision;

  const limit = placeOf(ladder.whenDegraded, ladder);
  const degraded =
    attempt.degraded === true || results.some((result) => result.status === "failed" && result.degrades);
  if (limit > place && degraded) {
    place = limit;
    decision = severest(decision, rungAt(place, ladder).decision);
    held.push("degraded");
  }
  return { tier: rungAt(place, ladder).id, decision, held, missing, ...(rule && { rule }) };
}

/** The place on the ladder without rules and failures; notes what moved it. */
function judged(
  results: readonly SignalResult[],
  seen: ReadonlySet<string>,
  { points, coverage, channel }: Attempt,
  ladder: Ladder,
  { held, missing }: { readonly held: Held[]; readonly missing: string[] },
): number {
  const { tiers, facts, channels } = ladder;
  const isTrue = (fact: string): boolean => (facts[fact] ?? [fact]).some((code) => seen.has(code));
  let place = tiers.findIndex(({ maxPoints }) => maxPoints === undefined || points <= maxPoints);

  const lowerUntil = (why: Held, fits: (rung: Rung) => boolean): void => {
    const start = place;
    while (place < tiers.length - 1 && !fits(rungAt(place, ladder))) place += 1;
    if (place !== start) held.push(why);
  };
  lowerUntil("coverage", ({ minCoverage = 0 }) => coverage >= minCoverage);
  lowerUntil("needs", ({ needs = [] }) => needs.every(isTrue));

  const { expects = [], ceiling } = (channel !== undefined && channels[channel]) || {};
  const absent = absentFacts(results);
  const lacking = expects.filter((fact) => absent.has(fact));
  if (ceiling !== undefined && lacking.length > 0 && placeOf(ceiling, ladder) > place) {
    place = placeOf(ceiling, ladder);
    held.push("channel");
    missing.push(...lacking);
  }
  // Whatever led down here (points, coverage or a channel): where a rung asks for proof, the proof leads up, as its
  // `unlock` promised. What the rung above needs, it needs all the same.
  const { decision, unlock } = rungAt(place, ladder);
  if (decision !== "allow" && unlock?.with.some(isTrue)) {
    const above = placeOf(unlock.to, ladder);
    const { needs = [] } = rungAt(above, ladder);
    if (needs.every(isTrue)) {
      place = above;
      held.push("unlocked");
    }
  }
  return place;
}

function codesSeen(results: readonly SignalResult[]): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const result of results) {
    if (result.status !== "ok") continue;
    for (const { code, strength } of result.evidence) if (strength > 0) codes.add(code);
  }
  return codes;
}

function absentFacts(results: readonly SignalResult[]): ReadonlySet<string> {
  const absent = new Set<string>();
  for (const result of results) {
    if (result.status !== "failed") for (const fact of result.without) absent.add(fact);
  }
  return absent;
}

function placeOf(tier: string, { tiers }: Ladder): number {
  return tiers.findIndex(({ id }) => id === tier);
}

function rungAt(place: number, { tiers }: Ladder): Rung {
  const rung = tiers[place];
  // Whoever builds a ladder checks that every name in it is one of its rungs.
  if (rung === undefined) throw new RangeError("a ladder names a tier that it does not have");
  return rung;
}

/** The stricter of two decisions. */
export function severest(a: Decision, b: Decision): Decision {
  return decisions.indexOf(a) >= decisions.indexOf(b) ? a : b;
}
