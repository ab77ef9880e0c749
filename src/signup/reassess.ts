import { TrialgateError } from "../core/errors.js";
import type { SignalResult } from "../core/signal.js";
import type { CreditTier } from "../tiers/grant.js";
import type { Assessment } from "./assessment.js";
import type { SignupInput } from "./input.js";
import { createJudge } from "./judge.js";
import { degradedBy, type Look, type Looking, lookAgain } from "./look.js";
import { type CodeFacts, mergeLooks } from "./merge-looks.js";
import { resolveOptions, type ScorerOptions } from "./scorer-options.js";

/**
 * Looks at a signup again, without counting it: after an hour, after a day, before every unlock. A farm that was
 * recognised late condemns its first members, too. Never writes, reserves no credit and tells no listener of the assessment: asked
 * twice it answers the same. Windows end now, by the clock, and not at the time of the signup: `input.at` stays a fact about
 * the signup and no more.
 *
 * Given the earlier assessment, what spoke against the person then and has merely slid out of its window still does, and
 * a store that is down changes nothing, with the warning `not-seen-again`. What spoke for the person, what you
 * recorded of accounts and what stands in your own lists counts as it is now.
 *
 * It is there to lower and to hold. To give more than was granted, score the signup again, so that a grant budget sees it.
 * @param options What the scorer has.
 * @param input What was scored; the store keeps no facts to judge by. New ones (a verified card) are judged, too.
 * @param before The last assessment of this signup, from the scorer or from here.
 * @returns An assessment of the same id; `revision` is that of `before`, or 0.
 * @throws TrialgateError as a scorer does; `invalid_input` when `before` is none, or has another id.
 */
export async function reassess<Tier extends string = CreditTier>(
  options: ScorerOptions<Tier>,
  input: SignupInput,
  before?: Assessment<Tier>,
): Promise<Assessment<Tier>> {
  const resolved = resolveOptions(options);
  return createJudge(resolved)(input, before === undefined ? lookAgain : lookSince(before));
}

/** A second look that knows the first. */
function lookSince(before: Assessment<string>): Look {
  return async (parsed, looking) => {
    const message = wrongWith(before, parsed.signup.subject);
    if (message !== undefined) throw new TrialgateError("invalid_input", [{ path: "before", message }]);
    const seen = await lookAgain(parsed, looking);
    const results = mergeLooks(before.results, seen.results, codeFacts(looking));
    const blind = seen.results.filter((now, place) => now.status === "failed" && now !== results[place]);
    return {
      ...seen,
      results,
      revision: before.revision,
      degraded: degradedBy(results, false),
      warnings: blind.length === 0 ? seen.warnings : [...seen.warnings, notSeenAgain(blind)],
    };
  };
}

/** What is wrong with an earlier assessment, which comes from wherever it was kept. */
function wrongWith(before: Assessment<string> | null, subject: string): string | undefined {
  if (!Array.isArray(before?.results)) return "must be an assessment, or left out";
  return before.id === subject ? undefined : "is the assessment of another signup: its id differs";
}

function notSeenAgain(results: readonly SignalResult[]): string {
  const signals = results.map(({ signal }) => signal).join(", ");
  return `not-seen-again: what was seen before stands, because these failed now: ${signals}`;
}

// Groups of signals that repeat what the operator said.
const operatorsGroups: ReadonlySet<string> = new Set(["history", "list"]);

function codeFacts({ signals, policy }: Looking): CodeFacts {
  const against = new Set<string>();
  const operators = new Set<string>();
  for (const { id, group, reasons } of signals) {
    for (const [name, { points }] of Object.entries(reasons)) {
      const code = `${id}.${name}`;
      if ((policy.resolved?.reasons[code]?.points ?? points) > 0) against.add(code);
      if (operatorsGroups.has(group)) operators.add(code);
    }
  }
  return { isAgainst: (code) => against.has(code), isOperatorsWord: (code) => operators.has(code) };
}
