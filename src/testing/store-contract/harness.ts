import {
  days,
  distinct,
  type Link,
  type Observed,
  rate,
  type SealedCounter,
  type Store,
  sum,
} from "trialgate/core";
import { same } from "../same.js";
import { firstSecret, formerNames, sealed, sealedCounter, token } from "./names.js";
import type { StoreCheck } from "./store-check.js";

/** When every check begins. */
export const start: number = Date.UTC(2026, 0, 1);

/** A check that looks at one empty store. */
export function check(name: string, verify: (store: Store) => Promise<void>): StoreCheck {
  return { name, run: async (makeStore) => verify(await makeStore()) };
}

/** Counters under a readable name: the store is told a token for it, and for the member. The name is the attribute, too. */
export function distinctIn(name: string, member: string, windowMs = days(30), bound = 100): SealedCounter {
  return { ...distinct([], member, windowMs, bound), key: name, attribute: name };
}

export function sumIn(name: string, amount = 1, windowMs = days(30)): SealedCounter {
  return { ...sum([], amount, windowMs), key: name };
}

export function rateIn(name: string, halfLifeMs = days(1), amount = 1): SealedCounter {
  return { ...rate([], halfLifeMs, amount), key: name };
}

/** The same counter, as a question. */
export function onlyRead(counter: SealedCounter): SealedCounter {
  return { ...counter, readOnly: true };
}

/** What a check may say of an observation beside its subject and counters. */
export interface Asking {
  readonly at?: number;
  readonly identity?: readonly string[];
  /** Stands for the question. */
  readonly asks?: string;
  readonly label?: string;
  /** The secrets: written under the first, and the others are earlier ones. */
  readonly under?: readonly string[];
}

/** Observes one subject. */
export function observe(
  store: Store,
  key: string,
  counters: readonly SealedCounter[],
  { at = start, identity = [], asks = "first question", label = labelOf(key), under = [] }: Asking = {},
): Promise<Observed> {
  const named = { once: { key, identity, fingerprint: asks, label }, counters };
  const [secret = firstSecret, ...earlier] = under;
  const former = earlier.map((each) => formerNames(named, each));
  return store.observe({ at, ...sealed(named, secret), ...(former.length > 0 && { former }) });
}

/** Observes one subject and answers the counts; fails on a conflict. */
export async function counts(
  store: Store,
  key: string,
  counters: readonly SealedCounter[],
  asking?: Asking,
): Promise<readonly number[]> {
  const observed = await observe(store, key, counters, asking);
  if (observed.status === "conflict") throw new Error(`unexpected conflict for the subject ${key}`);
  return observed.counts;
}

/** The counts as they stand under one secret. */
export function peek(
  store: Store,
  counters: readonly SealedCounter[],
  at: number,
  secret?: string,
): Promise<readonly number[]> {
  return store.peek(
    counters.map((counter) => sealedCounter(counter, secret)),
    at,
  );
}

/** Fails unless the store answers these counts to a peek. */
export async function expectCounts(
  store: Store,
  what: string,
  counters: readonly SealedCounter[],
  at: number,
  expected: readonly number[],
  secret?: string,
): Promise<void> {
  same(what, await peek(store, counters, at, secret), expected);
}

/** Forgets a subject as it is called under one secret. */
export function forget(store: Store, key: string, secret?: string): Promise<boolean> {
  return store.forget(token(key, secret));
}

/** A link as a check expects it: the counter's name, how many members, and the others with the time of each. */
export type ExpectedLink = readonly [
  name: string,
  members: number,
  others: readonly (readonly [subject: string, at: number, label?: string])[],
];

/** Fails unless the store names these links of a subject, in any order, and the others of each in this one. */
export async function expectRelated(
  store: Store,
  what: string,
  subject: string,
  asked: { readonly at?: number; readonly limit?: number },
  expected: readonly ExpectedLink[],
  secret?: string,
): Promise<void> {
  const links = await store.related(token(subject, secret), {
    at: asked.at ?? start,
    limit: asked.limit ?? 10,
  });
  const wanted = expected.map(([name, members, others]): Link => {
    const named = others.map(([other, at, label = labelOf(other)]) => ({
      subject: token(other, secret),
      label,
      at,
    }));
    return { attribute: name, key: token(name, secret), members, others: named };
  });
  same(what, byKey(links.map(inOrder)), byKey(wanted.map(inOrder)));
}

const labelOf = (subject: string): string => `label-of-${subject}`;

/** With its fields in one order, as they are compared as text; what a store adds of its own is no matter. */
function inOrder({ attribute, key, members, others }: Link): Link {
  return {
    attribute,
    key,
    members,
    others: others.map(({ subject, label, at }) => ({ subject, label, at })),
  };
}

function byKey(links: readonly Link[]): readonly Link[] {
  return links.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}
