/**
 * What can be counted. A signal declares counters and receives one number for each; where and how they are
 * kept is the store's business. `Key` is a list of parts when a signal declares it, and one opaque string
 * by the time a store sees it.
 */
export type Counter<Key = CounterKey> = Distinct<Key> | Sum<Key> | Rate<Key>;

/** The parts that name a counter, most general first: `["device", deviceId]`. Any text is allowed in a part. */
export type CounterKey = readonly string[];

/** A counter as a store sees it. */
export type SealedCounter = Counter<string>;

/** What every kind of counter may say beside its key. */
interface CounterOptions {
  /** Somebody else counts here, and this is only a question: nothing is added. See {@link reading}. */
  readonly readOnly?: boolean | undefined;
}

/** How many different members were seen under a key within the last `windowMs`. */
export interface Distinct<Key = CounterKey> extends CounterOptions {
  readonly kind: "distinct";
  readonly key: Key;
  readonly member: string;
  /** The first part of the key, by which a store names what its members share; filled in by the engine. */
  readonly attribute?: string | undefined;
  /** Whose key this counter stands beside, and in what respect. See {@link aspectOf}. */
  readonly aspect?: Aspect | undefined;
  readonly windowMs: number;
  /** Most members a store keeps under this key; from here on the count means "at least this many". */
  readonly bound: number;
}

/** The sum of amounts within the last `windowMs`, in at most 60 steps: it may include up to 1/60 too much. */
export interface Sum<Key = CounterKey> extends CounterOptions {
  readonly kind: "sum";
  readonly key: Key;
  readonly amount: number;
  readonly windowMs: number;
}

/** A sum in which every amount halves each `halfLifeMs`: what has been usual here, in constant space. */
export interface Rate<Key = CounterKey> extends CounterOptions {
  readonly kind: "rate";
  readonly key: Key;
  readonly amount: number;
  readonly halfLifeMs: number;
}

/** The longest window a counter may have: 365 days, in milliseconds. */
export const longestWindowMs = 31_536_000_000;

/**
 * Counts different members under a key: the same member twice counts once, so a retry does no harm.
 * @param windowMs 1 ms to 365 days.
 * @param bound 1 to 1000 members, 100 by default; thresholds on distinct counts are rarely above 50.
 */
export function distinct(key: CounterKey, member: string, windowMs: number, bound = 100): Distinct {
  return { kind: "distinct", key, member, windowMs, bound };
}

/**
 * Adds `amount` under a key.
 * @param windowMs 1 ms to 365 days.
 */
export function sum(key: CounterKey, amount: number, windowMs: number): Sum {
  return { kind: "sum", key, amount, windowMs };
}

/**
 * Adds `amount` under a key to a total that halves every `halfLifeMs` (1 ms to 365 days).
 * A steady flow of r a millisecond settles at r · halfLifeMs / ln 2.
 */
export function rate(key: CounterKey, halfLifeMs: number, amount = 1): Rate {
  return { kind: "rate", key, amount, halfLifeMs };
}

/** The count of a counter without adding to it: what others add. */
export function reading<Kind extends Counter>(counter: Kind): Kind {
  return { ...counter, readOnly: true };
}

/** A counter that is kept beside another one. */
export interface Aspect {
  /** The name of the other counter: `counterId` of it. */
  readonly of: string;
  /** 1 to 20 lower-case letters. */
  readonly name: string;
}

/**
 * A second counter under the key of `counter`, for what was learnt of its members later: `aspectOf(accounts, "abuse",
 * days(365))` counts those that turned out to be abuse. Whoever knows the sealed key of the one can find the other.
 * @param name 1 to 20 lower-case letters.
 * @param windowMs 1 ms to 365 days.
 */
export function aspectOf(counter: Distinct, name: string, windowMs: number): Distinct {
  return { ...counter, windowMs, aspect: { of: counterId(counter), name } };
}

/** The key of an aspect of a counter, from that counter's key as the store has it. */
export function aspectKey(key: string, name: string): string {
  return `${key}.${name}`;
}

/** How long after its last write a counter can still answer something other than 0, in milliseconds. */
export function lifetimeMs(counter: Counter<unknown>): number {
  // After ten half-lives less than a thousandth of a rate is left.
  return counter.kind === "rate" ? 10 * counter.halfLifeMs : counter.windowMs;
}

/** What is wrong with a counter that a signal declared, or undefined. */
export function counterProblem(counter: Counter): string | undefined {
  if (typeof counter !== "object" || counter === null)
    return "a counter must be made by distinct(), sum() or rate()";
  const { kind, key } = counter;
  if (!Array.isArray(key) || key.length === 0 || !key.every((part) => typeof part === "string")) {
    return "the key of a counter must be a list of strings";
  }
  const spanMs = kind === "rate" ? counter.halfLifeMs : counter.windowMs;
  if (!(spanMs >= 1 && spanMs <= longestWindowMs)) return "a window or half-life must be 1 ms to 365 days";
  if (kind === "distinct") {
    if (typeof counter.member !== "string") return "the member of distinct() must be a string";
    if (counter.aspect !== undefined && !/^[a-z]{1,20}$/.test(counter.aspect.name)) {
      return "the name of an aspect must be 1 to 20 lower-case letters";
    }
    if (!(Number.isInteger(counter.bound) && counter.bound >= 1 && counter.bound <= 1000)) {
      return "the bound of distinct() must be a whole number from 1 to 1000";
    }
    return undefined;
  }
  if (kind !== "sum" && kind !== "rate") return "a counter must be made by distinct(), sum() or rate()";
  return Number.isFinite(counter.amount) && counter.amount >= 0
    ? undefined
    : "an amount must be a number of 0 or more";
}

/**
 * One unambiguous string for a counter: kind, span and every part with its length before it, so that
 * `["a", "b:c"]` and `["a:b", "c"]` never meet.
 */
export function counterId(counter: Counter): string {
  const spanMs = counter.kind === "rate" ? counter.halfLifeMs : counter.windowMs;
  let id = `${counter.kind}:${spanMs}`;
  for (const part of counter.key) id += `:${part.length}:${part}`;
  return id;
}
