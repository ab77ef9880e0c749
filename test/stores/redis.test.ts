import { createHash } from "node:crypto";
import { Redis } from "ioredis";
import { isTrialgateError } from "trialgate";
import { days, distinct, hours, minutes, type Observation, rate, reading, sum } from "trialgate/core";
import { type RedisClient, redisStore } from "trialgate/stores/redis";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { scripts } from "../../src/stores/redis/scripts.js";
import { shardTags, slotOf } from "../../src/stores/redis/slots.js";
import { describeWith } from "../servers/needs.js";
import { type RedisServer, startRedis } from "../servers/redis.js";
import { callsOf } from "./redis-calls.js";

const at = Date.UTC(2026, 0, 1);

function observation(subject: string, more: Partial<Observation> = {}): Observation {
  const counters = [
    { ...distinct(["device"], subject, days(30)), key: "device of all", attribute: "device" },
    { ...distinct(["mailbox"], subject, days(365)), key: `mailbox of ${subject}`, attribute: "mailbox" },
    { ...sum(["signups"], 1, hours(1)), key: "signups" },
    { ...sum(["day"], 0.5, days(1)), key: "day" },
    { ...rate(["usual"], days(7)), key: "usual" },
    { ...reading(sum(["elsewhere"], 1, minutes(1))), key: "elsewhere" },
  ];
  const once = {
    key: subject,
    identity: [subject],
    fingerprint: "first question",
    label: `label of ${subject}`,
  };
  return { at, once, counters, ...more };
}

/** A client that answers what it is told to. */
function answering(answer: () => Promise<unknown>): RedisClient {
  return { defineCommand: () => undefined, evalsha: answer, eval: answer };
}

describe("redisStore", () => {
  it("refuses what is no client, and options out of range", () => {
    const problems = (make: () => unknown): readonly string[] => {
      try {
        make();
      } catch (error) {
        if (isTrialgateError(error)) return [error.code, ...error.problems.map(({ path }) => path)];
      }
      return [];
    };
    const client = answering(async () => []);
    expect(problems(() => redisStore({} as RedisClient))).toEqual(["invalid_config", "client"]);
    expect(problems(() => redisStore(undefined as unknown as RedisClient))).toEqual([
      "invalid_config",
      "client",
    ]);
    for (const shards of [0, 1.5, 65, Number.NaN]) {
      expect(problems(() => redisStore(client, { shards }))).toEqual(["invalid_config", "shards"]);
    }
    expect(problems(() => redisStore(client, { prefix: "{a}" }))).toEqual(["invalid_config", "prefix"]);
    expect(problems(() => redisStore(client, { preffix: "a" } as object))).toEqual([
      "invalid_config",
      "preffix",
    ]);
    expect(redisStore(client, { shards: 64 }).persistent).toBe(true);
  });

  it("calls its scripts by the hashes they have", () => {
    for (const [name, { lua, sha1 }] of Object.entries(scripts)) {
      expect([name, sha1]).toEqual([name, createHash("sha1").update(lua).digest("hex")]);
    }
  });

  it.each([2, 3, 7, 64])("puts each of %i shards in the middle of its share of the slots", (shards) => {
    const share = 16_384 / shards;
    const places = shardTags("trialgate", shards).map((tag) => slotOf(tag.slice(1, -1)) / share);
    expect(places.map(Math.floor)).toEqual([...places.keys()]);
    for (const place of places) expect(Math.abs((place % 1) - 0.5)).toBeLessThanOrEqual(0.25);
  });

  it.each([
    "LOADING Redis is loading the dataset in memory",
    "ERR Error running script: NOSCRIPT",
    "Connection is closed.",
  ])("does not run a script again after %s", async (message) => {
    let calls = 0;
    const client = answering(async () => {
      calls += 1;
      throw new Error(message);
    });
    await expect(redisStore(client).observe(observation("a"))).rejects.toThrow(message);
    expect(calls).toBe(1);
  });

  it("rejects an answer that no script gives", async () => {
    const { observe } = redisStore(answering(async () => "OK"));
    await expect(observe(observation("a"))).rejects.toThrow("something else");
  });
});

describeWith("redis-server", "redisStore and a server", () => {
  let server: RedisServer;
  let client: Redis;
  beforeAll(async () => {
    server = await startRedis();
    client = new Redis(server.port, "127.0.0.1");
  });
  afterAll(async () => {
    client.disconnect();
    await server.stop();
  });
  beforeEach(async () => {
    await client.flushall();
    await client.config("RESETSTAT");
  });

  it("takes one round trip for a signup, and sends a script whole only to a server that has none", async () => {
    const store = redisStore(client);
    await client.script("FLUSH");
    await store.observe(observation("a"));
    expect(await callsOf(client)).toMatchObject({ evalsha: 1, eval: 1 });
    await client.config("RESETSTAT");
    for (const subject of ["a", "b", "c"]) await store.observe(observation(subject));
    const { evalsha, eval: whole } = await callsOf(client);
    expect([evalsha, whole]).toEqual([3, undefined]);
  });

  it("takes one round trip for a signup while former names are read", async () => {
    const store = redisStore(client);
    const now = observation("a");
    const former = ["b", "c"].map((secret) => ({
      key: `a under ${secret}`,
      identity: [],
      fingerprint: secret,
      counters: now.counters.map(({ key }) => ({ key: `${key} under ${secret}`, member: "a" })),
    }));
    await store.observe(observation("warm"));
    await client.config("RESETSTAT");
    await store.observe({ ...now, former });
    expect((await callsOf(client)).evalsha).toBe(1);
  });

  it("loses nothing when scripts are flushed under load", async () => {
    const store = redisStore(client);
    const subjects = Array.from({ length: 400 }, (_, place) => `subject-${place}`);
    const [seen] = await Promise.all([
      Promise.all(subjects.map(async (subject) => store.observe(observation(subject)))),
      (async () => {
        for (let time = 0; time < 40; time++) await client.script("FLUSH");
      })(),
    ]);
    const sums = seen.map((observed) => (observed.status === "conflict" ? -1 : observed.counts[2]));
    expect([...sums].sort((a = 0, b = 0) => a - b)).toEqual(subjects.map((_, place) => place + 1));
  });

  it("lets every key expire, and not before what stands under it", async () => {
    const store = redisStore(client, { shards: 3 });
    const visit = async (place: number): Promise<void> => {
      const subject = `subject-${place % 100}`;
      // At times of their own, in whatever order.
      const moment = at + ((place * 7919) % 150) * minutes(20);
      const once = { ...observation(subject).once, fingerprint: `question ${place % 3}` };
      await store.observe({ ...observation(subject), once, at: moment });
      if (place % 10 === 0) await store.forget(subject);
      const budgets = [{ key: "hour", windowMs: hours(1), limit: 1e6 }];
      await store.claim({ at: moment, subject, amounts: [5, 1], budgets });
    };
    await Promise.all(Array.from({ length: 150 }, (_, place) => visit(place)));
    const keys = await client.keys("*");
    const kinds = new Set(keys.map((key) => key.replace(/^\{trialgate:\d+\}(.):.*$/, "$1")));
    expect([...kinds].sort()).toEqual(["b", "c", "h", "s", "t"]);
    const left = await Promise.all(keys.map(async (key) => [key, await client.pttl(key)] as const));
    // The longest window, what a shelf gets beside it, and an hour.
    const longest = days(365) * 1.125 + days(3);
    expect(left.filter(([, ms]) => ms <= minutes(59) || ms > longest)).toEqual([]);
  });

  it("clears away what has expired on a shelf that others keep alive", async () => {
    const store = redisStore(client);
    const onOneShelf = async (from: number, moment: number): Promise<void> => {
      const counters = Array.from({ length: 100 }, (_, place) => {
        const name = createHash("sha256")
          .update(`${from + place}`)
          .digest("base64url");
        return { ...sum([], 1, hours(1)), key: `AA${name.slice(0, 20)}` };
      });
      await store.observe({ ...observation(`${from}`), at: moment, counters });
    };
    await onOneShelf(0, at);
    expect(await client.hlen("{trialgate:0}h:AA")).toBe(100);
    await onOneShelf(100, at + hours(4));
    expect(await client.hlen("{trialgate:0}h:AA")).toBe(100);
  });

  it("keeps a small counter in one piece with others, and a large one apart", async () => {
    const store = redisStore(client);
    const door = (member: string) => [{ ...distinct([], member, days(1)), key: "door" }];
    for (const member of ["a".repeat(22), "b".repeat(22)])
      await store.observe(observation(member, { counters: door(member) }));
    expect(await client.keys("*c:*")).toEqual([]);
    const [shelf = ""] = await client.keys("*h:*");
    expect(await client.object("ENCODING", shelf)).toBe("listpack");

    for (let place = 0; place < 20; place++) {
      const member = `${place}`.repeat(11);
      await store.observe(observation(member, { counters: door(member) }));
    }
    expect(await client.keys("*c:*")).toEqual(["{trialgate:0}c:door"]);
    expect(await client.exists(shelf)).toBe(0);
    expect(await store.peek(door(""), at)).toEqual([22]);
  });

  it("keeps stores of different prefixes apart", async () => {
    const [one, other] = [redisStore(client), redisStore(client, { prefix: "other" })];
    await one.observe(observation("a"));
    const { counters } = observation("a");
    expect(await other.peek(counters, at)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await other.forget("a")).toBe(false);
  });

  it("says that a replica is one, and what to do", async () => {
    const replica = await startRedis({ args: ["--replicaof", "127.0.0.1", String(server.port)] });
    const reader = new Redis(replica.port, "127.0.0.1");
    try {
      await expect(redisStore(reader).observe(observation("a"))).rejects.toThrow(
        /READONLY.*replica.*primary/,
      );
      expect(await redisStore(reader).peek(observation("a").counters, at)).toHaveLength(6);
    } finally {
      reader.disconnect();
      await replica.stop();
    }
  });

  it("forgets a subject that is observed in the same moment", async () => {
    const store = redisStore(client);
    await store.observe(observation("a"));
    const asked = (place: number) => ({ ...observation("a").once, fingerprint: `question ${place}` });
    await Promise.all([
      ...Array.from({ length: 5 }, (_, place) => store.observe({ ...observation("a"), once: asked(place) })),
      store.forget("a"),
    ]);
    await store.forget("a");
    expect((await store.peek(observation("a").counters, at)).slice(0, 2)).toEqual([0, 0]);
  });
});
