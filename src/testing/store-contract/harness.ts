import { type Counter, days, distinct, type Observed, rate, type Store, sum } from "trialgate/core";
import { same } from "../same.js";
import type { StoreCheck } from "./store-check.js";

/** When every check begins. */
export const start: number = Date.UTC(2026, 0, 1);

/** A check that looks at one empty store. */
export function check(name: string, verify: (store: Store) => Promise<void>): StoreCheck {
  return { name, run: async (makeStore) => verify(await makeStore()) };
}

/** Counters as a store sees them: with one opaque string for a key. */
export function distinctIn(key: string, member: string, windowMs = days(30), bound = 100): Counter<string> {
  return { ...distinct([], member, windowMs, bound), key };
}

export function sumIn(key: string, amount = 1, windowMs = days(30)): Counter<string> {
  return { ...sum([], amount, windowMs), key };
}

export function rateIn(key: string, halfLifeMs = days(1), amount = 1): Counter<string> {
  return { ...rate([], halfLifeMs, amount), key };
}

/** What a check may say of an observation beside its subject and counters. */
export interface Asking {
  readonly at?: number;
  readonly identity?: readonly string[];
  /** Stands for the question. */
  readonly asks?: string;
}

/** Observes one subject. */
export function observe(
  store: Store,
  key: string,
  counters: readonly Counter<string>[],
  { at = start, identity = [], asks = "first question" }: Asking = {},
): Promise<Observed> {
  return store.observe({ at, once: { key, identity, fingerprint: asks }, counters });
}

/** Observes one subject and answers the counts; fails on a conflict. */
export async function counts(
  store: Store,
  key: string,
  counters: readonly Counter<string>[],
  asking?: Asking,
): Promise<readonly number[]> {
  const observed = await observe(store, key, counters, asking);
  if (observed.status === "conflict") throw new Error(`unexpected conflict for the subject ${key}`);
  return observed.counts;
}

/** Fails unless the store answers these counts to a peek. */
export async function expectCounts(
  store: Store,
  what: string,
  counters: readonly Counter<string>[],
  at: number,
  expected: readonly number[],
): Promise<void> {
  same(what, await store.peek(counters, at), expected);
}
