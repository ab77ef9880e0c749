import { Cluster, Redis } from "ioredis";
import { createCluster } from "redis";
import { days, distinct, type Store } from "trialgate/core";
import { type RedisClient, redisStore } from "trialgate/stores/redis";
import { ledgerContract, restartContract, storeContract } from "trialgate/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { slotOf } from "../../src/stores/redis/slots.js";
import { describeWith } from "../servers/needs.js";
import { type RedisCluster, startRedisCluster } from "../servers/redis.js";
import { callsOf } from "./redis-calls.js";

interface Connected {
  readonly client: RedisClient;
  close(): unknown;
}

const clients: Readonly<Record<string, (ports: readonly number[]) => Promise<Connected>>> = {
  async ioredis(ports) {
    const client = new Cluster(ports.map((port) => ({ host: "127.0.0.1", port })));
    await client.ping();
    return { client, close: () => client.disconnect() };
  },
  async "node-redis"(ports) {
    const client = createCluster({ rootNodes: ports.map((port) => ({ url: `redis://127.0.0.1:${port}` })) });
    await client.connect();
    return { client, close: () => client.destroy() };
  },
};

describeWith("redis-server", "redisStore over a Cluster of three", () => {
  let cluster: RedisCluster;
  let nodes: readonly Redis[];
  beforeAll(async () => {
    cluster = await startRedisCluster(3);
    nodes = cluster.nodes.map(({ port }) => new Redis(port, "127.0.0.1"));
  }, 30_000);
  afterAll(async () => {
    for (const node of nodes) node.disconnect();
    await cluster.stop();
  });

  describe.each(Object.entries(clients))("%s", (name, connect) => {
    let connected: Connected;
    beforeAll(async () => {
      connected = await connect(cluster.nodes.map(({ port }) => port));
    });
    afterAll(() => connected.close());

    describe.each([1, 3])("shards: %i", (shards) => {
      let made = 0;
      const empty = () => redisStore(connected.client, { shards, prefix: `${name} ${shards} ${made++}` });
      for (const { name, run } of storeContract) it(name, () => run(empty));
      for (const { name, run } of ledgerContract) it(name, () => run(empty));
      for (const { name: rule, run } of restartContract) {
        it(rule, () =>
          run(() => redisStore(connected.client, { shards, prefix: `${name} ${shards} ${rule}` })),
        );
      }

      it(`asks ${shards} of the nodes, each once`, async () => {
        const store = empty();
        // Every node has the script by now, or asks for it here.
        await observe(store, "first");
        await Promise.all(nodes.map((node) => node.config("RESETSTAT")));
        await observe(store, "second");
        const calls = await Promise.all(nodes.map(callsOf));
        expect(calls.map(({ evalsha = 0 }) => evalsha).sort()).toEqual(shards === 1 ? [0, 0, 1] : [1, 1, 1]);
        expect(calls.map(({ eval: whole = 0 }) => whole)).toEqual([0, 0, 0]);
      });
    });
  });

  it("takes its hash slots for what Redis takes them for", async () => {
    for (const tag of ["trialgate:0", "123456789", "", "é"]) {
      // Of an empty tag, Redis hashes the whole key.
      if (tag !== "") expect(slotOf(tag)).toBe(await nodes[0]?.cluster("KEYSLOT", `{${tag}}rest`));
    }
    expect(slotOf("123456789")).toBe(0x31c3);
  });
});

async function observe(store: Store, subject: string): Promise<void> {
  const counters = Array.from({ length: 12 }, (_, place) => ({
    ...distinct([], subject, days(1)),
    key: `counter ${place}`,
  }));
  const once = { key: subject, identity: [], fingerprint: "asked", label: subject };
  await store.observe({ at: Date.UTC(2026, 0, 1), once, counters });
}
