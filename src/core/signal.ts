import type { Counter } from "./counter.js";

/** Extra facts for people, beside a reason: small, flat and never an identifier. */
export type Detail = Readonly<Record<string, string | number | boolean>>;

/** What a signal saw. `strength` scales the points of the reason; 1 when left out. */
export interface Evidence<Code extends string = string> {
  readonly code: Code;
  /** 0..1. */
  readonly strength?: number | undefined;
  readonly detail?: Detail | undefined;
}

/** Something a signal may say. */
export interface ReasonSpec {
  /** Points at full strength, unless the policy has another weight. +10 doubles the odds of abuse; negative speaks for the person. */
  readonly points: number;
  /** One sentence for the operator. */
  readonly text: string;
  /** The catalogue (`YYYY-MM`) in which the reason first appeared; a policy of an older catalogue gives it no points. Yours need none. */
  readonly since?: string | undefined;
}

/** What `evaluate` gets beside the facts. */
export interface SignalContext<CountName extends string = string> {
  /** One number for each counter that `counts` declared, this subject included; 0 where it declared none this time. */
  readonly counts: Readonly<Record<CountName, number>>;
  /** Epoch ms: when the counts were taken. For a repeated question the time of the first answer, which is then given again. */
  readonly at: number;
  /** Aborts when the signal's time is up or its answer is in: pass it to `fetch`. */
  readonly abortSignal: AbortSignal;
}

/** The facts with those that a signal needs certainly there. */
export type WithNeeds<Facts, Need extends keyof Facts> = Facts & {
  readonly [Name in Need]-?: NonNullable<Facts[Name]>;
};

/** A signal as its author writes it. `counts` stands before `evaluate`, so that its names are inferred. */
export interface SignalDefinition<
  Facts,
  Need extends keyof Facts,
  Code extends string,
  CountName extends string,
> {
  /** Kebab-case; prefixes every reason code. */
  readonly id: string;
  /** Evidence of one group is correlated: a policy caps what a group may add up to. */
  readonly group: string;
  /** Without these facts the signal is skipped, and `evaluate` may count on them. */
  readonly needs?: readonly Need[] | undefined;
  /** Facts it looks at when they are there. A signal without `needs` is skipped when none of these is there. */
  readonly uses?: readonly (keyof Facts)[] | undefined;
  /** Facts few callers have (a payment card, an invitation): their absence does not lower `coverage`. */
  readonly optional?: boolean | undefined;
  /** Whether a failure makes the assessment `degraded` and caps its tier (default), or is just noted. */
  readonly onFailure?: "degrade" | "skip" | undefined;
  /** What to count, by name; `undefined` where a fact for it is missing this time. */
  readonly counts?: (facts: WithNeeds<Facts, Need>) => Readonly<Record<CountName, Counter | undefined>>;
  readonly reasons: Readonly<Record<Code, ReasonSpec>>;
  readonly evaluate: (
    facts: WithNeeds<Facts, Need>,
    context: SignalContext<NoInfer<CountName>>,
  ) => readonly Evidence<NoInfer<Code>>[] | Promise<readonly Evidence<NoInfer<Code>>[]>;
}

/** A signal as the engine runs it: what its author wrote, with the types that only the author needs forgotten. */
export interface Signal<Facts = never> {
  readonly id: string;
  readonly group: string;
  readonly needs: readonly string[];
  readonly uses: readonly string[];
  readonly optional: boolean;
  readonly onFailure: "degrade" | "skip";
  readonly reasons: Readonly<Record<string, ReasonSpec>>;
  counts?(facts: Facts): Readonly<Record<string, Counter | undefined>>;
  evaluate(facts: Facts, context: SignalContext): readonly Evidence[] | Promise<readonly Evidence[]>;
}

/** What became of one signal. JSON: a policy can judge it today and another policy in a year. */
export type SignalResult =
  | {
      readonly signal: string;
      readonly status: "ok";
      readonly evidence: readonly Finding[];
      /** Facts it could have used that were not there. */
      readonly without: readonly string[];
    }
  | {
      readonly signal: string;
      readonly status: "skipped";
      readonly because: "missing" | "malformed";
      /** The facts that were not there. */
      readonly without: readonly string[];
    }
  | {
      readonly signal: string;
      readonly status: "failed";
      readonly because: FailureCause;
      readonly degrades: boolean;
    };

/** Evidence with its full code, `signal-id.code`, and its strength spelled out. */
export interface Finding {
  readonly code: string;
  readonly strength: number;
  readonly detail?: Detail;
}

/** `threw`: an exception or a rejection; `timeout`: no answer in time; `invalid`: an answer that is no evidence; `store`: its counts were not to be had; `aborted`: the caller gave up. */
export type FailureCause = "threw" | "timeout" | "invalid" | "store" | "aborted";

/** Turns what an author wrote into what the engine runs. Each kind of subject exports it with its facts filled in. */
export function toSignal<Facts, Need extends keyof Facts, Code extends string, CountName extends string>(
  definition: SignalDefinition<Facts, Need, Code, CountName>,
): Signal<Facts> {
  const {
    id,
    group,
    needs = [],
    uses = [],
    optional = false,
    onFailure = "degrade",
    counts,
    reasons,
    evaluate,
  } = definition;
  const signal = {
    id,
    group,
    needs,
    uses,
    optional,
    onFailure,
    reasons,
    evaluate,
    ...(counts && { counts }),
  };
  // The engine calls with every needed fact and every declared count in place, which is what the narrower types say.
  return signal as unknown as Signal<Facts>;
}
