/**
 * What the stores cost beside eight limiters of rate-limiter-flexible, wired by hand: `npm run bench:stores`. All sides
 * take turns in one process, on the same server, over the same signups. Believe the
 * ratios, not the times. Needs redis-server and PostgreSQL on the machine; it starts its own.
 */
import { cpus } from "node:os";
import { Redis } from "ioredis";
import { Pool } from "pg";
import { memoryStore } from "trialgate";
import { postgresStore } from "trialgate/stores/postgres";
import { redisStore } from "trialgate/stores/redis";
import { startPostgres } from "../../test/servers/postgres.js";
import { startRedis } from "../../test/servers/redis.js";
import { race, signupsNeeded } from "./measure.js";
import { ours } from "./ours.js";
import { type Count, memoryPeer, type Peer, postgresPeer, redisPeer } from "./peer.js";
import { questions } from "./questions.js";

const asked = questions(signupsNeeded, "bench");
const counted = 200;

/** Two rows of the table: ours beside the limiters, asked in either way. */
async function compare(store: string, trialgate: Count, limiters: Peer): Promise<readonly object[]> {
  const { sideBySide, oneByOne } = limiters;
  const times = await race({ trialgate, "side by side": sideBySide, "one by one": oneByOne });
  const mine = times.trialgate;
  if (mine === undefined) throw new Error("a side was not measured");
  return Object.entries(times).flatMap(([asked, theirs]) =>
    theirs === mine
      ? []
      : {
          store,
          "p50, µs": mine.p50Us.toFixed(0),
          "a second": mine.perSecond.toFixed(0),
          "eight limiters": asked,
          "their p50, µs": theirs.p50Us.toFixed(0),
          "theirs a second": theirs.perSecond.toFixed(0),
          "ratio of p50": (mine.p50Us / theirs.p50Us).toFixed(2),
          "times as many": (mine.perSecond / theirs.perSecond).toFixed(1),
        },
  );
}

/** Commands that Redis ran for a call of each side, by its own count; a script counts as one, and as what it runs. */
async function commandsPerCall(client: Redis, count: Count): Promise<string> {
  await client.config("RESETSTAT");
  for (let signup = 0; signup < counted; signup++) await count(signup);
  const stats = await client.info("commandstats");
  const calls = [...stats.matchAll(/cmdstat_([\w|]+):calls=(\d+)/g)].filter(
    ([, name]) => name !== "info" && name !== "config|resetstat",
  );
  return calls.map(([, name, times]) => `${name} ${(Number(times) / counted).toFixed(1)}`).join(", ");
}

async function inMemory(): Promise<readonly object[]> {
  return compare("memory", ours(memoryStore(), asked, "bench"), memoryPeer(asked));
}

async function inRedis(): Promise<readonly object[]> {
  const server = await startRedis();
  const client = new Redis(server.port);
  try {
    const rows = await compare("Redis", ours(redisStore(client), asked, "bench"), redisPeer(client, asked));
    const again = questions(counted, "commands");
    console.log("Redis runs for one signup");
    console.log(
      `  trialgate       ${await commandsPerCall(client, ours(redisStore(client), again, "commands"))}`,
    );
    console.log(`  eight limiters  ${await commandsPerCall(client, redisPeer(client, again).sideBySide)}`);
    return rows;
  } finally {
    client.disconnect();
    await server.stop();
  }
}

async function inPostgres(): Promise<readonly object[]> {
  // As real ones do, it writes to disk before it says that something is done.
  const server = await startPostgres({ durable: true });
  const pool = new Pool({ connectionString: server.url(), max: 10 });
  pool.on("error", () => {}); // A connection that is just closing may still hear that the server goes.
  try {
    const store = postgresStore(pool);
    await store.migrate();
    return await compare("PostgreSQL", ours(store, asked, "bench"), await postgresPeer(pool, asked));
  } finally {
    await pool.end();
    await server.stop();
  }
}

const rows = [...(await inMemory()), ...(await inRedis()), ...(await inPostgres())];
console.log(
  `\nEight counters a signup, on ${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`,
);
console.table(rows);
