import { type Assessment, createScorer, isTrialgateError, memoryStore, type SignupPolicy } from "trialgate";
import type { Lists } from "trialgate/lists";
import type { Entry } from "./entry.js";
import { printable, problemLine } from "./words.js";

/** How to judge. */
export interface JudgeOptions {
  readonly policy: SignupPolicy<string>;
  /** One of the policy's tiers. */
  readonly shadowTier: string | undefined;
  /** Default: what comes with the package. */
  readonly lists?: Lists | undefined;
  /** Epoch ms, for signups without `at`. */
  readonly now: () => number;
}

/** Scores one entry, or says what is wrong with it. */
export type Judge = (entry: Entry) => Promise<Judged>;

/** What came of one entry. */
export type Judged =
  | { readonly ok: true; readonly entry: Entry; readonly assessment: Assessment<string> }
  | { readonly ok: false; readonly message: string };

/** Makes what scores one signup after the other: one memory for all of them, the clock at each one's `at`. */
export function createJudge({ policy, shadowTier, lists, now }: JudgeOptions): Judge {
  let at = 0;
  const score = createScorer<string>({
    store: memoryStore(),
    policy,
    lists,
    clock: () => at,
    // A busy machine must not change an answer: everything here is computed, nothing is waited for.
    timeoutMs: 60_000,
    deadlineMs: 60_000,
    ...(shadowTier !== undefined && { mode: "shadow", shadowTier }),
  });
  return async (entry) => {
    // The line is checked by the scorer; until then `at` may be anything that JSON holds.
    const own: unknown = entry.input?.at;
    at = typeof own === "number" ? own : now();
    try {
      const assessment = await score(entry.input);
      if (!assessment.degraded.includes("input")) return { ok: true, entry, assessment };
      // Shadow mode answers even what it cannot read, for the person at the door; in a file it is a bad line.
      return { ok: false, message: assessment.warnings.map(printable).join("; ") };
    } catch (error) {
      if (!isTrialgateError(error)) throw error;
      return { ok: false, message: error.problems.map(problemLine).join("; ") };
    }
  };
}
