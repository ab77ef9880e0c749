import type { Redis } from "ioredis";
import type { Pool } from "pg";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis } from "rate-limiter-flexible";
import type { Keys } from "./questions.js";

/** One signup counted by one side. */
export type Count = (signup: number) => Promise<unknown>;

interface Limiter {
  consume(key: string): Promise<unknown>;
}

const hour = 3600;
const durations = [24 * hour, 24 * hour, 24 * hour, hour, 24 * hour, hour, 24 * hour, 24 * hour];
const options = durations.map((duration, place) => ({ points: 1e9, duration, keyPrefix: `l${place}` }));

export function memoryPeer(asked: readonly Keys[]): Count {
  return sideBySide(
    options.map((option) => new RateLimiterMemory(option)),
    asked,
  );
}

export function redisPeer(storeClient: Redis, asked: readonly Keys[]): Count {
  return sideBySide(
    options.map((option) => new RateLimiterRedis({ ...option, storeClient })),
    asked,
  );
}

export async function postgresPeer(storeClient: Pool, asked: readonly Keys[]): Promise<Count> {
  const made = options.map(
    (option, place) =>
      new Promise<Limiter>((resolve, reject) => {
        const table = { ...option, storeClient, tableName: `limiter_${place}` };
        const limiter = new RateLimiterPostgres(table, (error) => (error ? reject(error) : resolve(limiter)));
      }),
  );
  return sideBySide(await Promise.all(made), asked);
}

/** Eight limiters asked at once, as one does by hand. */
function sideBySide(limiters: readonly Limiter[], asked: readonly Keys[]): Count {
  return (signup) =>
    Promise.all(limiters.map((limiter, place) => limiter.consume(asked[signup]?.[place] ?? "")));
}
