import { Redis } from "ioredis";
import pg from "pg";
import { createScorer, forget, type ScorerOptions, type Store } from "trialgate";
import { postgresStore } from "trialgate/stores/postgres";
import { redisStore } from "trialgate/stores/redis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hold, release } from "../../src/signup/hold.js";
import { reassess } from "../../src/signup/reassess.js";
import { recordOutcome } from "../../src/signup/record-outcome.js";
import { related } from "../../src/signup/related.js";
import { describeWith } from "../servers/needs.js";
import { postgresBinary, startPostgres } from "../servers/postgres.js";
import { startRedis } from "../servers/redis.js";
import { personAt, secrets } from "./outcomes.js";
import { start } from "./scoring.js";

const [fresh, old] = secrets;

/** What recording, relating, holding and looking again have to do, whatever remembers. */
function outcomesSuite(
  open: () => Promise<{ readonly store: Store; readonly stop: () => Promise<void> }>,
): void {
  let opened: Awaited<ReturnType<typeof open>> | undefined;
  beforeAll(async () => {
    opened = await open();
  }, 60_000);
  afterAll(() => opened?.stop(), 60_000);

  const under = (namespace: string, some: ScorerOptions["secrets"] = [fresh]) => {
    if (opened === undefined) throw new Error("not started");
    const options = {
      store: opened.store,
      namespace,
      secrets: some,
      clock: () => start,
      timeoutMs: 5000,
      deadlineMs: 9000,
    };
    const score = createScorer(options);
    const onFarm = (place: number) => score(personAt(place, { deviceId: "farm" }));
    const historyAt = async (place: number) => {
      const { reasons, degraded } = await onFarm(place);
      expect(degraded).toEqual([]);
      return reasons
        .filter(({ signal }) => signal === "history")
        .map(({ code, points }) => `${code} ${points}`);
    };
    return { options, score, onFarm, historyAt };
  };

  it("records an outcome once, takes it back, and forgets it", async () => {
    const { options, onFarm, historyAt } = under("outcome");
    const { id } = await onFarm(0);
    expect(await recordOutcome(options, "nobody", "abuse")).toBe(false);
    for (const _ of [1, 2]) expect(await recordOutcome(options, id, "abuse")).toBe(true);
    expect(await historyAt(1)).toEqual(["history.abuse 32.2"]);
    await recordOutcome(options, id, "legitimate");
    expect(await historyAt(2)).toEqual(["history.legitimate -6"]);
    await recordOutcome(options, id, "abuse");
    expect(await forget(options, id)).toBe(true);
    expect(await historyAt(3)).toEqual([]);
    expect(await forget(options, id)).toBe(false);
  });

  it("names the rest of a farm, holds it, and condemns its first member late", async () => {
    const { options, score, onFarm } = under("farm");
    const first = await onFarm(0);
    for (let place = 1; place < 10; place++) await onFarm(place);
    await score(personAt(50));
    const ids = (await related(options, first.id)).map(({ id }) => id);
    expect(ids.sort()).toEqual(Array.from({ length: 9 }, (_, n) => `account-${n + 1}`));

    const input = personAt(0, { deviceId: "farm" });
    expect(first.tier).toBe("starter");
    expect(await reassess(options, input, first)).toMatchObject({ tier: "trickle", degraded: [] });
    const statuses = async (answers: ReturnType<typeof hold>) => (await answers).map(({ status }) => status);
    expect(await statuses(hold(options, [first.id, "nobody"], { dryRun: true }))).toEqual([
      "held",
      "unknown",
    ]);
    expect(await statuses(hold(options, [first.id, "nobody"]))).toEqual(["held", "unknown"]);
    expect(await statuses(hold(options, [first.id]))).toEqual(["already"]);
    expect(await reassess(options, input, first)).toMatchObject({ tier: "none", decision: "review" });
    expect(await release(options, [first.id])).toEqual([{ id: first.id, status: "released" }]);
    expect(await reassess(options, input, first)).toMatchObject({ tier: "trickle" });
  });

  it("does so across a change of secrets", async () => {
    const before = under("secrets", [old]);
    const after = under("secrets", secrets);
    const { id } = await before.onFarm(0);
    await before.onFarm(1);
    expect((await related(after.options, id)).map((other) => other.id)).toEqual(["account-1"]);
    await recordOutcome(before.options, id, "abuse");
    expect(await after.historyAt(2)).toEqual(["history.abuse 32.2"]);
    await recordOutcome(after.options, id, "legitimate");
    expect(await after.historyAt(3)).toEqual(["history.legitimate -6"]);
  });
}

describeWith("redis-server", "outcomes on Redis", () => {
  outcomesSuite(async () => {
    const server = await startRedis();
    const client = new Redis(server.port, "127.0.0.1");
    const stop = async (): Promise<void> => {
      client.disconnect();
      await server.stop();
    };
    return { store: redisStore(client), stop };
  });
});

describeWith(postgresBinary, "outcomes on PostgreSQL", () => {
  outcomesSuite(async () => {
    const server = await startPostgres();
    const pool = new pg.Pool({ connectionString: server.url(), max: 4 });
    // A connection that is just closing may still hear that the server goes.
    pool.on("error", () => {});
    const store = postgresStore(pool);
    await store.migrate();
    const stop = async (): Promise<void> => {
      await pool.end();
      await server.stop();
    };
    return { store, stop };
  });
});
