// Only a module that is loaded can be given more matchers; none of its code is imported, so it stays optional.
/// <reference types="vitest" preserve="true" />

import { type Assessment, type Decision, type Reason, TrialgateError } from "trialgate";
import { closest, scoreOf } from "trialgate/core";

/** What the matchers look at: an assessment, or a signup that `replay` judged again. */
export type Assessed = Pick<Assessment<string>, "tier" | "decision" | "points" | "reasons"> &
  Partial<Pick<Assessment<string>, "verdict" | "mode">>;

/** The tiers that a value may have, so that a misspelt one does not compile. */
export type TierOf<Received> = Awaited<Received> extends { readonly tier: infer Tier } ? Tier : string;

/** What `expect(assessment)` can say besides, once `expect.extend(trialgateMatchers)` was called. */
export interface TrialgateMatchers<Received> {
  /** The tier that applies; in shadow mode the one of today, not the verdict. */
  toReceiveTier(tier: TierOf<Received>): void;
  /** The decision that applies; in shadow mode always `allow`. */
  toHaveDecision(decision: Decision): void;
  /**
   * A reason of this full code, `signal-id.code` or `policy.*`, whatever its points. A code without a dot is refused. A
   * misspelt one that has its dot always holds behind `.not`: only the policy knows which codes there are.
   */
  toHaveReason(code: string): void;
  /** The score as people see it, 0..100, higher is riskier: this one is excluded. */
  toScoreBelow(score: number): void;
  /** The score as people see it, 0..100, higher is riskier: this one is excluded. */
  toScoreAbove(score: number): void;
}

declare module "vitest" {
  interface Matchers<T> extends TrialgateMatchers<T> {}
}

/** What a matcher answers to `expect`. */
export interface MatcherAnswer {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Matchers for vitest, 3.2 or later: `expect.extend(trialgateMatchers)`, in a test or in a set-up file. A failure shows the
 * whole account of the score, and nothing of who signed up.
 * @throws TrialgateError `invalid_input`, inside a matcher, for a value that is no assessment and for a reason code without a
 * dot: also behind `.not`.
 */
export const trialgateMatchers = {
  toReceiveTier: (received: unknown, tier: string): MatcherAnswer =>
    answer(received, (assessed) => ({
      pass: assessed.tier === tier,
      wanted: `tier ${JSON.stringify(tier)}`,
      found: JSON.stringify(assessed.tier),
    })),

  toHaveDecision: (received: unknown, decision: Decision): MatcherAnswer =>
    answer(received, (assessed) => ({
      pass: assessed.decision === decision,
      wanted: `decision ${JSON.stringify(decision)}`,
      found: JSON.stringify(assessed.decision),
    })),

  toHaveReason: (received: unknown, code: string): MatcherAnswer =>
    answer(received, ({ reasons }) => {
      if (!code.includes(".")) throw notFull(code);
      const codes = reasons.map((reason) => reason.code);
      const meant = closest(code, codes);
      const pass = codes.includes(code);
      return {
        pass,
        wanted: `reason ${JSON.stringify(code)}`,
        found: pass
          ? "it"
          : meant === undefined
            ? "other reasons"
            : `other reasons; did you mean "${meant}"?`,
      };
    }),

  toScoreBelow: (received: unknown, score: number): MatcherAnswer =>
    answer(received, ({ points }) => ({
      pass: scoreOf(points) < score,
      wanted: `score below ${score}`,
      found: String(scoreOf(points)),
    })),

  toScoreAbove: (received: unknown, score: number): MatcherAnswer =>
    answer(received, ({ points }) => ({
      pass: scoreOf(points) > score,
      wanted: `score above ${score}`,
      found: String(scoreOf(points)),
    })),
};

interface Finding {
  readonly pass: boolean;
  readonly wanted: string;
  readonly found: string;
}

function answer(received: unknown, look: (assessed: Assessed) => Finding): MatcherAnswer {
  if (!isAssessed(received)) {
    const hint = received instanceof Promise ? "a promise: await it, or use .resolves" : "something else";
    throw new TrialgateError("invalid_input", [
      { path: "", message: `expected an assessment, received ${hint}` },
    ]);
  }
  const { pass, wanted, found } = look(received);
  // `expect` asks for a message when the answer was not the one that was wanted: behind `.not`, when it passed.
  return {
    pass,
    message: () =>
      `expected ${pass ? `any but ${wanted}` : wanted}, received ${found}\n\n${account(received)}`,
  };
}

function notFull(code: string): TrialgateError {
  const message = `expected a full reason code, such as "signal-id.code", received ${JSON.stringify(code)}`;
  return new TrialgateError("invalid_input", [{ path: "", message }]);
}

function isAssessed(value: unknown): value is Assessed {
  if (typeof value !== "object" || value === null) return false;
  const { tier, decision, points, reasons }: Partial<Record<keyof Assessed, unknown>> = value;
  const hasNames = typeof tier === "string" && typeof decision === "string";
  return hasNames && typeof points === "number" && Array.isArray(reasons);
}

/** The score and where it comes from. */
function account({ tier, decision, points, reasons, mode, verdict }: Assessed): string {
  const shadow =
    mode === "shadow" && verdict
      ? `; in shadow mode, of a verdict of ${verdict.tier}, ${verdict.decision}`
      : "";
  const head = `${tier}, ${decision}: score ${scoreOf(points)}, higher is riskier (${points} points)${shadow}`;
  const width = Math.max(0, ...reasons.map(({ code }) => code.length));
  const line = ({ code, points: own, text }: Reason): string =>
    `  ${(own > 0 ? `+${own}` : String(own)).padStart(7)}  ${code.padEnd(width)}  ${text}`;
  return [head, ...reasons.map(line)].join("\n");
}
