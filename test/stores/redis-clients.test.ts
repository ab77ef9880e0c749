import { Redis as Upstash } from "@upstash/redis";
import { Redis } from "ioredis";
import { Redis as Valkey } from "iovalkey";
import { createClient, createClientPool } from "redis";
import { type RedisClient, redisStore } from "trialgate/stores/redis";
import { ledgerContract, restartContract, storeContract } from "trialgate/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import { describeWith } from "../servers/needs.js";
import { type RedisServer, startRedis } from "../servers/redis.js";
import { startUpstashBridge } from "../servers/upstash-bridge.js";

interface Connected {
  readonly client: RedisClient;
  close(): unknown;
}

const clients: Readonly<Record<string, (port: number) => Connected | Promise<Connected>>> = {
  ioredis(port) {
    const client = new Redis(port, "127.0.0.1");
    return { client, close: () => client.disconnect() };
  },
  iovalkey(port) {
    const client = new Valkey(port, "127.0.0.1");
    return { client, close: () => client.disconnect() };
  },
  async "node-redis"(port) {
    const client = createClient({ socket: { host: "127.0.0.1", port } });
    await client.connect();
    return { client, close: () => client.destroy() };
  },
  async "a pool of node-redis"(port) {
    const client = createClientPool({ socket: { host: "127.0.0.1", port } });
    await client.connect();
    return { client, close: () => client.destroy() };
  },
  async "the REST client of Upstash"(port) {
    const { url, token, stop } = await startUpstashBridge(port);
    return { client: new Upstash({ url, token, enableTelemetry: false }), close: stop };
  },
  async "the REST client of Upstash, with pipelines of its own"(port) {
    const { url, token, stop } = await startUpstashBridge(port);
    const client = new Upstash({ url, token, enableTelemetry: false, enableAutoPipelining: true });
    return { client, close: stop };
  },
};

describeWith("redis-server", "redisStore over each client", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  describe.each(Object.entries(clients))("%s", (name, connect) => {
    let connected: Connected;
    beforeAll(async () => {
      connected = await connect(server.port);
    });
    afterAll(() => connected.close());

    let made = 0;
    const empty = () => redisStore(connected.client, { prefix: `${name} ${made++}` });
    for (const { name, run } of storeContract) it(name, () => run(empty));
    for (const { name, run } of ledgerContract) it(name, () => run(empty));
    for (const { name: rule, run } of restartContract) {
      it(rule, () => run(() => redisStore(connected.client, { prefix: `${name}, ${rule}` })));
    }
  });
});
