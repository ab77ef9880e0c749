import { Redis } from "ioredis";
import pg from "pg";
import postgres from "postgres";
import { createClient } from "redis";
import type { Ledger, Store } from "trialgate";
import { postgresStore } from "trialgate/stores/postgres";
import { redisStore } from "trialgate/stores/redis";

/** A store over a client of its own. */
export interface Connection {
  readonly store: Store & Ledger;
  /** Keeps every connection of the client busy, or the server from serving it; answers how to let go. */
  occupy(): Promise<() => Promise<void>>;
  /** Ends the client as its own documentation says, whether or not the server is there. */
  close(): Promise<void>;
}

/** How a client is opened. */
export interface ConnectOptions {
  readonly port: number;
  /** Most connections; the client's own default when left out. Redis clients have one whatever this says. */
  readonly most?: number | undefined;
}

/** The clients that the two stores are proved with. */
export type ClientName = "ioredis" | "node-redis" | "pg" | "postgres.js";

// Everything else is the client's default. Left alone, the clients of Redis wait longer between attempts the longer it
// is down, up to 2 seconds: after a longer outage nobody would be served again within one.
const reconnectMs = 100;

/** Opens a client the way its users do, with the listeners without which its errors would end the process. */
export const connections: Readonly<Record<ClientName, (options: ConnectOptions) => Connection>> = {
  ioredis({ port }) {
    const client = new Redis(port, "127.0.0.1", { retryStrategy: () => reconnectMs });
    client.on("error", () => {});
    return {
      store: redisStore(client),
      occupy: () => holdWrites(port),
      async close() {
        client.disconnect();
      },
    };
  },
  "node-redis"({ port }) {
    const client = createClient({
      socket: { host: "127.0.0.1", port, reconnectStrategy: () => reconnectMs },
    });
    client.on("error", () => {});
    // Rejects only when the client is closed before it ever reached a server.
    client.connect().catch(() => {});
    return {
      store: redisStore(client),
      occupy: () => holdWrites(port),
      async close() {
        client.destroy();
      },
    };
  },
  pg({ port, most }) {
    const pool = new pg.Pool({
      host: "127.0.0.1",
      port,
      user: "postgres",
      database: "postgres",
      ...(most !== undefined && { max: most }),
    });
    pool.on("error", () => {});
    return {
      store: postgresStore(pool),
      async occupy() {
        const held = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
        return async () => {
          for (const client of held) client.release();
        };
      },
      close: () => pool.end(),
    };
  },
  "postgres.js"({ port, most }) {
    const sql = postgres({
      host: "127.0.0.1",
      port,
      user: "postgres",
      database: "postgres",
      ...(most !== undefined && { max: most }),
    });
    return {
      store: postgresStore(sql),
      async occupy() {
        const held = await Promise.all(Array.from({ length: sql.options.max }, () => sql.reserve()));
        return async () => {
          for (const connection of held) connection.release();
        };
      },
      close: () => sql.end({ timeout: 1 }),
    };
  },
};

/** A server that answers and serves no writes: what a client sees behind a long script or a failover. */
async function holdWrites(port: number): Promise<() => Promise<void>> {
  const admin = new Redis(port, "127.0.0.1");
  await admin.client("PAUSE", 60_000, "WRITE");
  return async () => {
    await admin.client("UNPAUSE");
    admin.disconnect();
  };
}
