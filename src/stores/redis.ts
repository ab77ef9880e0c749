import type { SealedCounter } from "../core/counter.js";
import { TrialgateError } from "../core/errors.js";
import type { Claim, Claimed, Ledger } from "../core/ledger.js";
import { problemUnless, unknownOptions } from "../core/problems.js";
import type { Store } from "../core/store.js";
import { type RedisClient, type RunScript, scriptRunner } from "./redis/client.js";
import { readList, readNumber } from "./redis/conversation.js";
import { createLayout, eachShard, type Layout } from "./redis/layout.js";
import { observe } from "./redis/observe.js";
import { forget, related } from "./redis/related.js";
import { scripts } from "./redis/scripts.js";

export type { IoredisLike, NodeRedisLike, RedisClient, UpstashLike } from "./redis/client.js";

/** Options of {@link redisStore}. */
export interface RedisStoreOptions {
  /** Stands before every key. Any text without braces; `trialgate` by default. */
  readonly prefix?: string | undefined;
  /**
   * How many parts the store is made of, 1 to 64; 1 by default. On a Cluster as many as it has masters: each part is on
   * one of them, and all are asked at once. Another number later is another store, which starts empty.
   */
  readonly shards?: number | undefined;
}

/**
 * A store in Redis 6.2 or later, or Valkey, for as many processes as share it. One round trip for a signup, and everything
 * in it expires. Windows are exact by the caller's clock, up to the year 3880; the server's clock decides nothing but when
 * memory is freed.
 * @param client Connected, and yours: close it yourself. Of ioredis or iovalkey, of node-redis, or of `@upstash/redis`.
 * @throws TrialgateError `invalid_config` for another client, or options out of range.
 */
export function redisStore(client: RedisClient, options: RedisStoreOptions = {}): Store & Ledger {
  const { prefix = "trialgate", shards = 1 } = options;
  const problems = [
    ...unknownOptions(Object.keys(options), ["prefix", "shards"]),
    ...problemUnless(
      typeof prefix === "string" && !/[{}]/.test(prefix),
      "prefix",
      "must be a text without braces, which would decide the slot of a key",
    ),
    ...problemUnless(
      Number.isInteger(shards) && shards >= 1 && shards <= 64,
      "shards",
      "must be a whole number from 1 to 64",
    ),
  ];
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
  const run = scriptRunner(client);
  const layout = createLayout(prefix, shards);
  return {
    persistent: true,
    observe: (observation) => observe(run, layout, observation),
    peek: (counters, at) => peek(run, layout, counters, at),
    related: (subject, asked) => related(run, layout, subject, asked),
    forget: (subject) => forget(run, layout, subject),
    claim: (wish) => claim(run, layout, wish),
  };
}

async function peek(
  run: RunScript,
  layout: Layout,
  counters: readonly SealedCounter[],
  at: number,
): Promise<readonly number[]> {
  const counts: number[] = counters.map(() => Number.NaN);
  await eachShard(layout, async (shard) => {
    const asked = [...counters.entries()].filter(([, { key }]) => layout.shardOf(key) === shard);
    if (asked.length === 0) return;
    const keys = asked.flatMap(([, { key }]) => layout.counterKeys(shard, key));
    const told = asked.map(([, counter]) => counter);
    const answered = readList(await run(scripts.peek, keys, { at, counters: told }));
    for (const [line, [place]] of asked.entries()) counts[place] = readNumber(answered[line]);
  });
  return counts;
}

// All budgets pay or none does, so they stand in one place.
const ledgerShard = 0;

async function claim(run: RunScript, layout: Layout, wish: Claim): Promise<Claimed> {
  const keys = [
    layout.takenKey(ledgerShard, wish.subject),
    ...wish.budgets.map(({ key }) => layout.budgetKey(ledgerShard, key)),
  ];
  const [place, paid, ...totals] = readList(await run(scripts.claim, keys, wish));
  return { place: readNumber(place), paid: readNumber(paid), totals: totals.map(readNumber) };
}
