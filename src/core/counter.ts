/**
 * What can be counted. A signal declares counters and receives one number for each; where and how they are
 * kept is the store's business. `Key` is a list of parts when a signal declares it, and one opaque string
 * by the time a store sees it.
 */
export type Counter<Key = CounterKey> = Distinct<Key> | Sum<Key> | Rate<Key>;

/** The parts that name a counter, most general first: `["device", deviceId]`. Any text is allowed in a part. */
export type CounterKey = readonly string[];

/** How many different members were seen under a key within the last `windowMs`. */
export interface Distinct<Key = CounterKey> {
  readonly kind: "distinct";
  readonly key: Key;
  readonly member: string;
  readonly windowMs: number;
  /** Most members a store keeps under this key; from here on the count means "at least this many". */
  readonly bound: number;
}

/** The sum of amounts within the last `windowMs`, in at most 60 steps: it may include up to 1/60 too much. */
export interface Sum<Key = CounterKey> {
  readonly kind: "sum";
  readonly key: Key;
  readonly amount: number;
  readonly windowMs: number;
}

/** A sum in which every amount halves each `halfLifeMs`: what has been usual here, in constant space. */
export interface Rate<Key = CounterKey> {
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
