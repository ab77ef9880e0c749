/**
 * What a counter costs in Redis: `npx tsx --conditions=trialgate-source bench/stores/redis-bytes.ts [signups …]`, each
 * size in a Redis of its own. Eight counters a signup, some of its own and some shared.
 */
import { Redis } from "ioredis";
import { redisStore } from "trialgate/stores/redis";
import { type RedisServer, startRedis } from "../../test/servers/redis.js";
import { ours } from "./ours.js";
import { questions } from "./questions.js";

const sizes = process.argv.slice(2).map(Number);
const inFlight = 64;

for (const signups of sizes.length > 0 ? sizes : [30_000, 300_000]) {
  const server = await startRedis();
  try {
    console.log(JSON.stringify(await measure(server, signups)));
  } finally {
    await server.stop();
  }
}

async function measure({ port }: RedisServer, signups: number): Promise<Readonly<Record<string, number>>> {
  const client = new Redis(port);
  try {
    const before = await memory(client);
    const asked = questions(signups, "bytes");
    const count = ours(redisStore(client), asked, "bytes");
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < signups) await count(next++);
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
    const all = (await memory(client)) - before;
    // What is kept of subjects goes, and what counters cost is left.
    await removeSubjects(client);
    const inCounters = (await memory(client)) - before;
    const counters = new Set(asked.flat()).size;
    return {
      signups,
      counters,
      bytesPerCounter: Math.round((inCounters / counters) * 10) / 10,
      bytesPerSubject: Math.round((all - inCounters) / signups),
      keys: await client.dbsize(),
    };
  } finally {
    client.disconnect();
  }
}

async function removeSubjects(client: Redis): Promise<void> {
  for await (const keys of client.scanStream({ match: "{trialgate:0}s:*", count: 1000 })) {
    if (keys.length > 0) await client.del(...(keys as string[]));
  }
}

/** What the data take, as the allocator hands it out. */
async function memory(client: Redis): Promise<number> {
  // Tables that shrank are resized in the background.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  return Number(/used_memory:(\d+)/.exec(await client.info("memory"))?.[1]);
}
