import type { Problem } from "../../core/errors.js";
import type { WithNeeds } from "../../core/signal.js";
import { ramp } from "../measures/strength.js";
import { checkOptions, functionProblem, numberProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";
import type { Signup } from "../signup.js";

/** Options of {@link vendorScore}. */
export interface VendorScoreOptions {
  /** Prefixes the reason codes; one for each vendor, such as `recaptcha`. Kebab-case. Default `vendor-score`. */
  readonly id?: string | undefined;
  /** Finds the score in what you passed as `metadata`; `undefined` where the vendor gave none. Default: `metadata.vendorScore`. */
  readonly read?:
    | ((signup: WithNeeds<Signup, "metadata">) => string | number | boolean | undefined)
    | undefined;
  /** The lowest and the highest score there can be, such as `[0, 1]` of reCAPTCHA. Default `[0, 100]`, as Stripe Radar has it. */
  readonly range?: readonly [lowest: number, highest: number] | undefined;
  /** Whether a high score speaks against somebody. Default `true`; `false` for reCAPTCHA, where 1 is a person. */
  readonly higherIsRiskier?: boolean | undefined;
  /** Points at the risky end of the range, 0 to 100. Default 25. */
  readonly points?: number | undefined;
}

/**
 * Sees the score of another vendor as one more signal: `risky` from the middle of its range to one end, `trusted` to the
 * other, each with a strength that grows along the way. The middle says nothing.
 *
 * Not in `standardSignals()`: add it, and pass the score as `metadata`, which is your word; never copy it from a request
 * body. What a vendor's score is worth depends on the vendor: the points are assumed (25 are 1.7 nats, rather more than half a
 * listed disposable domain; trust counts a fifth, because solvers sell it for cents), and `tunePolicy` finds better ones
 * in your labels. Several vendors see the same network and the same device, so they share the group `vendor`.
 *
 * Without metadata it is skipped, and that lowers no coverage. A score outside its range, or one that is no number, is a
 * failure that is noted and caps nothing.
 * @example
 * const recaptcha = vendorScore({
 *   id: "recaptcha", range: [0, 1], higherIsRiskier: false, read: ({ metadata }) => metadata.recaptcha,
 * });
 */
export function vendorScore(options: VendorScoreOptions = {}): SignupSignal {
  const {
    id = "vendor-score",
    read = ({ metadata }) => metadata.vendorScore,
    range = [0, 100],
    higherIsRiskier = true,
    points = 25,
  } = options;
  checkOptions(
    functionProblem("read", read, "from a signup to its score"),
    rangeProblem(range),
    typeof higherIsRiskier === "boolean"
      ? undefined
      : { path: "higherIsRiskier", message: "must be true or false" },
    numberProblem("points", points, 0, 100, "25"),
  );
  const [lowest, highest] = range;
  const middle = (lowest + highest) / 2;
  const [best, worst] = higherIsRiskier ? range : [highest, lowest];
  return defineSignal({
    id,
    group: "vendor",
    needs: ["metadata"],
    optional: true,
    // A vendor's trouble must not put every customer on a lower tier.
    onFailure: "skip",
    reasons: {
      risky: { points, text: "Another vendor's score speaks against it", since: "2026-11" },
      trusted: { points: -points / 5, text: "Another vendor's score speaks for it", since: "2026-11" },
    },
    evaluate: (signup) => {
      const score = read(signup);
      if (score === undefined) return [];
      if (typeof score !== "number" || !(score >= lowest && score <= highest)) {
        throw new RangeError(`a score must be a number from ${lowest} to ${highest}`);
      }
      return [
        { code: "risky" as const, strength: ramp(score, middle, worst), detail: { score } },
        { code: "trusted" as const, strength: ramp(score, middle, best), detail: { score } },
      ].filter(({ strength }) => strength > 0);
    },
  });
}

function rangeProblem(range: unknown): Problem | undefined {
  const [lowest, highest, ...more] = Array.isArray(range) ? range : [];
  const isRange = Number.isFinite(lowest) && Number.isFinite(highest) && lowest < highest;
  return isRange && more.length === 0
    ? undefined
    : { path: "range", message: "must be [lowest, highest], the lower one first, like [0, 100]" };
}
