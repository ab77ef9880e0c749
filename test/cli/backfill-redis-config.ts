import { Redis } from "ioredis";
import type { ScorerOptions } from "trialgate";
import { redisStore } from "trialgate/stores/redis";

const client = new Redis(Number(process.env.BACKFILL_REDIS_PORT), "127.0.0.1");

export const options: ScorerOptions = {
  store: redisStore(client),
  secrets: [{ id: "2026", key: "a key of more than sixteen bytes" }],
};

export async function close(): Promise<void> {
  await client.quit();
}
