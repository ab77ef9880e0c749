import { Redis } from "ioredis";
import { redisStore } from "trialgate/stores/redis";
import { ledgerContract, restartContract, storeContract } from "trialgate/testing";
import { afterAll, beforeAll, beforeEach, describe, it } from "vitest";
import { describeWith } from "../servers/needs.js";
import { type RedisServer, startRedis } from "../servers/redis.js";

describeWith("redis-server", "redis", () => {
  let server: RedisServer;
  let client: Redis;
  beforeAll(async () => {
    server = await startRedis();
    client = new Redis(server.port);
  });
  afterAll(async () => {
    client.disconnect();
    await server.stop();
  });
  for (const shards of [1, 3])
    describe(`shards ${shards}`, () => {
      beforeEach(() => client.flushall());
      const store = () => redisStore(client, { shards });
      for (const { name, run } of storeContract) it(name, () => run(store));
      for (const { name, run } of ledgerContract) it(name, () => run(store));
      for (const { name, run } of restartContract) it(name, () => run(store));
    });
});
