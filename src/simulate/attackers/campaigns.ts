import type { Arrival, Parameter, Plan } from "../cohort.js";
import type { Random } from "../random.js";

/** How an attacker works: so many accounts a sitting, a rest, and again until the campaign has what it wants. */
export type Pace = "size" | "gapMs" | "sitting" | "restMs";

/** One attacker at work, with the same tools from the first account to the last. */
export interface Campaign {
  /** Its own: what another campaign draws changes nothing here. */
  readonly random: Random;
  /** Epoch ms of each account, in order; at least one. */
  readonly times: readonly number[];
}

/** The parameters of a pace. Nobody publishes how attackers keep time, so all of them are assumed. */
export function pace(values: Readonly<Record<Pace, number>>): Readonly<Record<Pace, Parameter>> {
  return {
    size: assumed(values.size, "accounts a campaign opens, about"),
    gapMs: assumed(values.gapMs, "milliseconds from one account to the next, median"),
    sitting: assumed(values.sitting, "accounts in one sitting"),
    restMs: assumed(values.restMs, "milliseconds of rest between two sittings, median"),
  };
}

/** A parameter that nobody has measured. */
export function assumed(value: number, text: string): Parameter {
  return { value, text, source: "assumed" };
}

/**
 * What an account costs the attacker in US dollars. It changes nothing about who comes; it is what a credit is compared
 * with, since an attack that costs more than it is given is over.
 */
export function cost(value: number, source: string): Readonly<Record<"costUsd", Parameter>> {
  return { costUsd: { value, text: "US dollars an account costs the attacker", source } };
}

/** Splits a plan among attackers of unequal size, who start at any time. Together they open exactly `plan.count` accounts. */
export function* campaigns(plan: Plan<Pace>): Generator<Campaign> {
  for (const [place, size] of sizesOf(plan).entries()) {
    const random = plan.random.fork(`campaign ${place}`);
    yield { random, times: timesOf(size, random.fork("times"), plan) };
  }
}

/** The accounts of a campaign. Each is made from randomness of its own, so that asking twice gives the same account. */
export function* accounts(
  { random, times }: Campaign,
  signup: (random: Random, place: number) => ReturnType<Arrival["signup"]>,
  more?: (random: Random, place: number) => Omit<Arrival, "at" | "signup">,
): Generator<Arrival> {
  for (const [place, at] of times.entries()) {
    const own = random.fork(`account ${place}`);
    yield { at, signup: () => signup(own.fork("signup"), place), ...more?.(own.fork("more"), place) };
  }
}

function sizesOf({ random, count, values }: Plan<Pace>): readonly number[] {
  const own = random.fork("sizes");
  const weights = Array.from({ length: Math.max(1, Math.round(count / values.size)) }, () =>
    own.lognormal(1, 0.5),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Cut points rather than rounded sizes, so that they add up to the count.
  let upTo = 0;
  const cuts = weights.map((weight) => {
    upTo += weight;
    return Math.round((count * upTo) / total);
  });
  return cuts.map((cut, place) => cut - (cuts[place - 1] ?? 0)).filter((size) => size > 0);
}

function timesOf(size: number, random: Random, { startAt, endAt, values }: Plan<Pace>): readonly number[] {
  let elapsed = 0;
  const offsets = Array.from({ length: size }, (_, place) => {
    const rests = place > 0 && place % values.sitting === 0;
    if (place > 0) elapsed += random.lognormal(rests ? values.restMs : values.gapMs, 0.6);
    return elapsed;
  });
  // Who would not be done by the end of the world works faster.
  const haste = Math.min(1, (endAt - startAt - 1) / Math.max(1, elapsed));
  const start = startAt + random.next() * (endAt - startAt - 1 - elapsed * haste);
  return offsets.map((offset) => start + offset * haste);
}
