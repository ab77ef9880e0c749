import type { ResolvedPolicy } from "trialgate";
import type { Flag } from "./points.js";
import { columnName } from "./statement.js";

/** The questions that a ladder asks of the evidence: its rules, and the facts that its tiers need or open by. */
export interface LadderFlags {
  readonly all: readonly Flag[];
  /** In the order of the rules. */
  readonly rules: readonly Flag[];
  /** A condition: whether all, or any, of these facts are true. */
  every(facts: readonly string[]): string;
  some(facts: readonly string[]): string;
}

/** The columns in which the questions of a policy's ladder are answered. */
export function ladderFlags({ rules, tiers, facts }: ResolvedPolicy): LadderFlags {
  const asked = new Set(tiers.flatMap(({ needs = [], unlock }) => [...needs, ...(unlock?.with ?? [])]));
  const byFact = new Map(
    [...asked].map((fact, place): readonly [string, Flag] => {
      const codes = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
      return [fact, { column: columnName("f", place, fact), codes: codes ?? [fact] }];
    }),
  );
  const ruleFlags = rules.map(({ id, when }, place) => ({
    column: columnName("r", place, id),
    codes: [when],
  }));
  const isTrue = (fact: string): string => `${byFact.get(fact)?.column ?? ""} = 1`;
  return {
    all: [...byFact.values(), ...ruleFlags],
    rules: ruleFlags,
    every: (needed) => (needed.length === 0 ? "1 = 1" : needed.map(isTrue).join(" and ")),
    some: (opening) => (opening.length === 0 ? "1 = 0" : `(${opening.map(isTrue).join(" or ")})`),
  };
}
