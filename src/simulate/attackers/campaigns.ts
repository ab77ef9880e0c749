import type { Arrival, Plan } from "../cohort.js";
import { groupSizes } from "../group-sizes.js";
import type { RawSignup } from "../materials/persona.js";
import type { Random } from "../random.js";

/** One attacker at work, with the same tools from the first account to the last. */
export interface Campaign {
  /** Of no other campaign of the cohort: the `party` of its accounts. */
  readonly name: string;
  /** Its own: what another campaign draws changes nothing here. */
  readonly random: Random;
  /** What its tools are made from. */
  readonly tools: Random;
  /** Epoch ms of each account, in order; at least one. */
  readonly times: readonly number[];
}

/** When a campaign of a size opens its accounts: milliseconds from its start, rising. */
export type Rhythm = (size: number, random: Random) => readonly number[];

/**
 * Splits a plan among attackers of unequal size, who start at any time. Together they open exactly `plan.count`
 * accounts; who would not be done by the end of the world works faster.
 */
export function* campaigns(plan: Plan<"size">, rhythm: Rhythm): Generator<Campaign> {
  const { startAt, endAt } = plan;
  for (const [place, size] of groupSizes(plan.random.fork("sizes"), plan.count, plan.values.size).entries()) {
    const name = `campaign ${place}`;
    const random = plan.random.fork(name);
    const own = random.fork("times");
    const offsets = rhythm(size, own);
    const length = offsets.at(-1) ?? 0;
    const haste = Math.min(1, (endAt - startAt - 1) / Math.max(1, length));
    const start = startAt + own.next() * (endAt - startAt - 1 - length * haste);
    yield {
      name,
      random,
      tools: random.fork("tools"),
      times: offsets.map((offset) => start + offset * haste),
    };
  }
}

/** One of a campaign's accounts. */
export interface Account {
  /** Its own. */
  readonly random: Random;
  /** How many the campaign opened before. */
  readonly place: number;
  /** Epoch ms. */
  readonly at: number;
}

/** The accounts of a campaign. Each is made from randomness of its own, so that asking twice gives the same one. */
export function* accounts(
  { name, random, times }: Campaign,
  signup: (account: Account) => RawSignup,
  more?: (account: Account) => Pick<Arrival, "learn" | "idleMs" | "person">,
): Generator<Arrival> {
  for (const [place, at] of times.entries()) {
    const own = random.fork(`account ${place}`);
    yield {
      at,
      party: name,
      signup: () => signup({ random: own.fork("signup"), place, at }),
      ...more?.({ random: own.fork("more"), place, at }),
    };
  }
}
