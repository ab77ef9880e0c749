import { Redis } from "ioredis";
import pg from "pg";
import type { Ledger, Store } from "trialgate";
import { postgresStore } from "trialgate/stores/postgres";
import { redisStore } from "trialgate/stores/redis";
import { afterAll, beforeAll } from "vitest";
import { describeWith } from "../servers/needs.js";
import { postgresBinary, startPostgres } from "../servers/postgres.js";
import { startRedis } from "../servers/redis.js";
import { grantBudgetSuite } from "./grant-budget-suite.js";

// Enough to spend the budget several times; the memory store bears the full attack.
const attackers = 1000;

/** Opens a store before the suite, and takes it and its server away after it. */
function shared(start: () => Promise<{ store: Store & Ledger; stop: () => Promise<void> }>) {
  let opened: Awaited<ReturnType<typeof start>> | undefined;
  beforeAll(async () => {
    opened = await start();
  }, 60_000);
  afterAll(() => opened?.stop(), 60_000);
  return async (): Promise<Store & Ledger> => {
    if (opened === undefined) throw new Error("not started");
    return opened.store;
  };
}

describeWith("redis-server", "Redis", () => {
  const open = shared(async () => {
    const server = await startRedis();
    const client = new Redis(server.port, "127.0.0.1");
    return {
      store: redisStore(client),
      async stop() {
        client.disconnect();
        await server.stop();
      },
    };
  });
  grantBudgetSuite("Redis", open, attackers);
});

describeWith(postgresBinary, "PostgreSQL", () => {
  const open = shared(async () => {
    const server = await startPostgres();
    const pool = new pg.Pool({ connectionString: server.url(), max: 8 });
    // A connection that is just closing may still hear that the server goes.
    pool.on("error", () => {});
    const store = postgresStore(pool);
    await store.migrate();
    return {
      store,
      async stop() {
        await pool.end();
        await server.stop();
      },
    };
  });
  grantBudgetSuite("PostgreSQL", open, attackers);
});
