import type { Redis } from "ioredis";
import type { Pool } from "pg";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis } from "rate-limiter-flexible";
import type { Keys } from "./questions.js";

/** One signup counted by one side. */
export type Count = (signup: number) => Promise<unknown>;

/** Eight limiters, and the two ways in which they are asked by hand. */
export interface Peer {
  /** All at once. */
  readonly sideBySide: Count;
  /** Each when the one before has answered, as where the first that refuses ends it. */
  readonly oneByOne: Count;
}

interface Limiter {
  consume(key: string): Promise<unknown>;
}

const hour = 3600;
const durations = [24 * hour, 24 * hour, 24 * hour, hour, 24 * hour, hour, 24 * hour, 24 * hour];
const options = durations.map((duration, place) => ({ points: 1e9, duration, keyPrefix: `l${place}` }));

export function memoryPeer(asked: readonly Keys[]): Peer {
  return peer(
    options.map((option) => new RateLimiterMemory(option)),
    asked,
  );
}

export function redisPeer(storeClient: Redis, asked: readonly Keys[]): Peer {
  return peer(
    options.map((option) => new RateLimiterRedis({ ...option, storeClient })),
    asked,
  );
}

export async function postgresPeer(storeClient: Pool, asked: readonly Keys[]): Promise<Peer> {
  const made = options.map(
    (option, place) =>
      new Promise<Limiter>((resolve, reject) => {
        const table = { ...option, storeClient, tableName: `limiter_${place}` };
        const limiter = new RateLimiterPostgres(table, (error) => (error ? reject(error) : resolve(limiter)));
      }),
  );
  return peer(await Promise.all(made), asked);
}

function peer(limiters: readonly Limiter[], asked: readonly Keys[]): Peer {
  const keyOf = (signup: number, place: number): string => asked[signup]?.[place] ?? "";
  return {
    sideBySide: (signup) =>
      Promise.all(limiters.map((limiter, place) => limiter.consume(keyOf(signup, place)))),
    async oneByOne(signup) {
      for (const [place, limiter] of limiters.entries()) await limiter.consume(keyOf(signup, place));
    },
  };
}
