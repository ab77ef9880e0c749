import { join } from "node:path";
import { Redis } from "ioredis";
import { createScorer, days } from "trialgate";
import { redisStore } from "trialgate/stores/redis";
import { fixedClock, signupInput } from "trialgate/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../servers/needs.js";
import { type RedisServer, startRedis } from "../servers/redis.js";
import { jsonl, run } from "./run.js";

// The server frees memory by its own clock: accounts of a year that has passed would be gone at once.
const now = Date.now();
const secrets = [{ id: "2026", key: "a key of more than sixteen bytes" }];

describeWith("redis-server", "trialgate backfill into Redis", () => {
  let server: RedisServer | undefined;
  beforeAll(async () => {
    server = await startRedis();
    process.env.BACKFILL_REDIS_PORT = String(server.port);
  });
  afterAll(() => server?.stop());

  it("counts everybody once, and lets the command end", async () => {
    const accounts = Array.from({ length: 500 }, (_, place) =>
      signupInput({
        id: `account${place}`,
        email: `somebody.${place}@example.com`,
        deviceId: `device${place % 100}`,
        at: now - days(2) + place,
      }),
    );
    const args = ["backfill", "-", "--with", join(import.meta.dirname, "backfill-redis-config.ts"), "--json"];
    const { exit, out, err } = await run(args, { input: jsonl([...accounts, ...accounts]), now: () => now });
    expect([exit, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toMatchObject({
      observed: 1000,
      clusters: { count: 100, accounts: 500, complete: true },
    });

    const client = new Redis(server?.port ?? 0, "127.0.0.1");
    const score = createScorer({ store: redisStore(client), secrets, clock: fixedClock(now) });
    const { reasons } = await score(
      signupInput({ id: "new", email: "new@example.net", deviceId: "device7" }),
    );
    client.disconnect();
    // The new one is the sixth.
    expect(reasons.find(({ code }) => code === "device-reuse.reused")?.detail).toEqual({ accounts: 6 });
  });
});
