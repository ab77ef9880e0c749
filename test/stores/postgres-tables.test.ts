import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import {
  days,
  distinct,
  hours,
  isTrialgateError,
  type Observation,
  type SealedCounter,
  sum,
} from "trialgate/core";
import { type PostgresStore, postgresStore } from "trialgate/stores/postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { describeWith } from "../servers/needs.js";
import { type PostgresServer, postgresBinary, startPostgres } from "../servers/postgres.js";
import { inParallel } from "./real/in-parallel.js";
import { randomFrom, seed, shuffled } from "./real/random.js";
import { token } from "./real/token.js";

const start = Date.UTC(2026, 0, 1);

let server: PostgresServer;
let pool: pg.Pool;
let schemas = 0;

function openPool(options: pg.PoolConfig = {}): pg.Pool {
  const opened = new pg.Pool({ connectionString: server.url(), max: 16, ...options });
  // The server says goodbye to connections that are still closing when it stops.
  opened.on("error", () => {});
  return opened;
}

function newSchema(): string {
  schemas += 1;
  return `tables_${schemas}`;
}

async function emptyStore(schema = newSchema()): Promise<PostgresStore & { readonly schema: string }> {
  const store = postgresStore(pool, { schema });
  await store.migrate();
  return { ...store, schema };
}

async function numberOf(text: string): Promise<number> {
  const { rows } = await pool.query<{ readonly number: string }>(`select (${text}) as number`);
  return Number(rows[0]?.number);
}

const rowsIn = (schema: string, table: string): Promise<number> =>
  numberOf(`select count(*) from ${schema}.${table}`);

/** Somebody as a scorer names them: an account on a device, behind an address that is busy. */
function observation(name: string, at: number, counters: readonly SealedCounter[]): Observation {
  const key = token(name);
  return { at, once: { key, identity: [], fingerprint: token(`${name} asks`), label: name }, counters };
}

const device = (name: string, subject: string, windowMs = days(30)): SealedCounter => ({
  ...distinct([], token(subject), windowMs),
  key: token(`device ${name}`),
  attribute: "device",
});

const address = (name: string, windowMs = hours(1)): SealedCounter => ({
  ...sum([], 1, windowMs),
  key: token(`address ${name}`),
});

// Some of these make thousands of calls.
vi.setConfig({ testTimeout: 30_000 });

describeWith(postgresBinary, "the tables of the PostgreSQL store", () => {
  beforeAll(async () => {
    server = await startPostgres();
    pool = openPool();
  }, 30_000);
  afterAll(async () => {
    await pool.end();
    await server.stop();
  });

  describe("migrate", () => {
    it("is harmless when twenty instances do it at once, and when it was done", async () => {
      const store = postgresStore(pool, { schema: newSchema() });
      await Promise.all(Array.from({ length: 20 }, () => store.migrate()));
      await store.observe(observation("a", start, [address("a")]));
      await store.migrate();
      expect(await store.peek([address("a")], start)).toEqual([1]);
    });

    it("is never run by itself: every call says what to do", async () => {
      const { observe, peek, related, forget, claim, cleanup } = postgresStore(pool, { schema: newSchema() });
      const calls = [
        observe(observation("a", start, [])),
        peek([address("a")], start),
        related(token("a"), { at: start, limit: 1 }),
        forget(token("a")),
        claim({ at: start, subject: token("a"), amounts: [1], budgets: [] }),
        cleanup({ at: start }),
      ];
      for (const settled of await Promise.allSettled(calls)) {
        const error: unknown = settled.status === "rejected" ? settled.reason : undefined;
        expect(isTrialgateError(error) && error.problems[0]?.message).toContain("run migrate()");
      }
    });

    it("keeps two schemas of one database apart", async () => {
      const [one, other] = [await emptyStore(), await emptyStore()];
      await one.observe(observation("a", start, [address("a")]));
      expect(await other.peek([address("a")], start)).toEqual([0]);
    });

    it("refuses what is no name of a schema, and what is no client", () => {
      for (const schema of ["", "a b", '"', "1a", "$$", "a".repeat(64), null]) {
        expect(() => postgresStore(pool, { schema: schema as string })).toThrow("schema: must be");
      }
      for (const client of [{}, undefined, null, server.url()]) {
        expect(() => postgresStore(client as pg.Pool)).toThrow("client: must have");
      }
    });
  });

  describe("locks", () => {
    it("one signup is one statement, however many counters it has", async () => {
      const { schema } = await emptyStore();
      const statements: string[] = [];
      const query = (text: string, params: string[]) => {
        statements.push(text);
        return pool.query(text, params);
      };
      const store = postgresStore({ query }, { schema });
      const counters = Array.from({ length: 40 }, (_, place) => address(`${place}`));
      await store.observe(observation("a", start, counters));
      expect(statements).toEqual([`select "${schema}".observe($1::text::jsonb) as answer`]);
    });

    it("are never waited for in a circle while two releases count under each other's former names", async () => {
      const { schema, peek } = await emptyStore();
      const random = randomFrom(seed);
      const places = Array.from({ length: 24 }, (_, place) => place);
      const under = (secret: string, place: number, subject: string): SealedCounter =>
        place % 2 === 0
          ? { ...address(`${place}`), key: token(`${secret} address ${place}`) }
          : {
              ...distinct([], token(`${secret} ${subject}`), days(30), 1000),
              key: token(`${secret} device ${place}`),
            };
      const calls = Array.from({ length: 1000 }, (_, call): Observation => {
        const subject = `subject ${call % 250}`;
        const chosen = shuffled(places, random).slice(0, 8);
        const [secret, former] = random() < 0.5 ? ["old", "new"] : ["new", "old"];
        const names = (secret: string) => ({
          key: token(`${secret} ${subject}`),
          fingerprint: token(`${secret} ${call}`),
          identity: [],
          counters: chosen.map((place) => under(secret, place, subject)),
        });
        const { counters, ...once } = names(secret);
        return { at: start, once: { ...once, label: subject }, counters, former: [names(former)] };
      });
      const before = await deadlocks();
      const busy = openPool({ application_name: "busy" });
      const store = postgresStore(busy, { schema });
      const answers = await inParallel(16, calls, (call) => store.observe(call));
      await ended(busy);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(["new", "revised"]));
      expect(answers.filter(({ status }) => status === "new")).toHaveLength(250);
      expect(await deadlocks()).toBe(before);
      // Who stands under one of its names stands under one alone.
      const everybody = places.filter((place) => place % 2 === 1);
      const counted = await Promise.all(
        everybody.map(async (place) => {
          const counters = ["old", "new"].map((secret) => under(secret, place, "nobody"));
          const [old = 0, renamed = 0] = await peek(counters, start);
          return old + renamed;
        }),
      );
      const expected = everybody.map((place) => {
        const seen = calls.filter(({ counters }) =>
          counters.some(({ key }) =>
            ["old", "new"].some((secret) => key === token(`${secret} device ${place}`)),
          ),
        );
        return new Set(seen.map(({ once }) => once.label)).size;
      });
      expect(counted).toEqual(expected);
    });

    it("are never waited for in a circle by whatever else is asked meanwhile", async () => {
      const store = await emptyStore();
      const random = randomFrom(seed);
      const drawn = (most: number) => Math.floor(random() * most);
      const places = Array.from({ length: 16 }, (_, place) => place);
      const calls = Array.from({ length: 1000 }, (_, call) => {
        const subject = `subject ${drawn(40)}`;
        const chosen = shuffled(places, random);
        const budgets = chosen.slice(0, 3).map((place) => ({
          key: token(`budget ${place}`),
          windowMs: hours(1),
          limit: 1e9,
        }));
        const counters = chosen
          .slice(0, 8)
          .map((place) => device(`${place}`, subject, place % 3 ? days(30) : 5));
        const asks = [
          () => store.forget(token(subject)),
          () => store.claim({ at: start, subject: token(subject), amounts: [1 + drawn(100)], budgets }),
          () => store.cleanup({ at: start + 5, limit: 50 }),
        ];
        const { once, ...rest } = observation(subject, start + drawn(10), counters);
        const asked = { ...rest, once: { ...once, fingerprint: token(`${call}`) } };
        return asks[drawn(12)] ?? (() => store.observe(asked));
      });
      await inParallel(16, calls, (call) => call().then(() => undefined));
      // Whoever is left can be forgotten, and then nobody is.
      for (let place = 0; place < 40; place++) await store.forget(token(`subject ${place}`));
      expect(await rowsIn(store.schema, "subject")).toBe(0);
      expect(await numberOf(`select count(*) from ${store.schema}.counter where kind = 'd'`)).toBe(0);
    });

    it("fail under a stricter isolation level rather than count wrongly", async () => {
      const { schema } = await emptyStore();
      const strict = openPool({ options: "-c default_transaction_isolation=serializable" });
      const store = postgresStore(strict, { schema });
      const calls = Array.from({ length: 40 }, (_, place) =>
        observation(`subject ${place}`, start, [address("a")]),
      );
      const settled = await Promise.allSettled(calls.map((call) => store.observe(call)));
      const counted = settled.filter(({ status }) => status === "fulfilled").length;
      expect(counted).toBeGreaterThan(0);
      expect(await store.peek([address("a")], start)).toEqual([counted]);
      await strict.end();
    });
  });

  describe("cleanup", () => {
    it("refuses a time or a limit by which it would delete nothing", async () => {
      const { cleanup } = await emptyStore();
      await expect(cleanup({ at: Number.NaN })).rejects.toMatchObject({ code: "invalid_input" });
      await expect(cleanup({ at: new Date(start) as unknown as number })).rejects.toThrow(
        "at: must be epoch",
      );
      await expect(cleanup({ at: start, limit: -1 })).rejects.toThrow("limit: must be");
    });

    it("deletes all that has expired by then and nothing else", async () => {
      const store = await emptyStore();
      const windows = [1, 999, hours(1), days(1), days(30), days(365)];
      for (const [place, windowMs] of windows.entries()) {
        const counters = [device(`${place}`, `s ${place}`, windowMs), address(`${place}`, windowMs)];
        await store.observe(observation(`s ${place}`, start, counters));
        const budgets = [{ key: token(`budget ${place}`), windowMs, limit: 10 }];
        await store.claim({ at: start, subject: token(`s ${place}`), amounts: [1], budgets });
      }
      const left = async (): Promise<readonly number[]> =>
        Promise.all(["counter", "subject", "taken"].map((table) => rowsIn(store.schema, table)));
      // Each window: a device, an address, a budget; what was taken; and a subject, for a day at least.
      expect(await left()).toEqual([18, 6, 6]);
      const expected = [
        [0, 0, [18, 6, 6]],
        [1, 4, [15, 6, 5]],
        [998, 0, [15, 6, 5]],
        [999, 4, [12, 6, 4]],
        [hours(1) - 1, 0, [12, 6, 4]],
        [hours(1), 4, [9, 6, 3]],
        [days(1), 8, [6, 2, 2]],
        [days(30) - 1, 0, [6, 2, 2]],
        [days(30), 5, [3, 1, 1]],
        [days(365), 5, [0, 0, 0]],
      ] as const;
      for (const [laterMs, gone, rows] of expected) {
        expect([laterMs, await store.cleanup({ at: start + laterMs })]).toEqual([laterMs, gone]);
        expect([laterMs, await left()]).toEqual([laterMs, rows]);
      }
    });

    it("deletes no more than it may", async () => {
      const store = await emptyStore();
      for (let place = 0; place < 8; place++) {
        await store.observe(observation(`s ${place}`, start, [address(`${place}`)]));
      }
      const at = start + days(2);
      const gone = [];
      for (const limit of [0, 3, 6, 100]) gone.push(await store.cleanup({ at, limit }));
      expect(gone).toEqual([0, 3, 6, 7]);
    });

    it("takes more than one batch, from several places at once, while signups come, and loses no count", async () => {
      const store = await emptyStore();
      const old = Array.from({ length: 1500 }, (_, place) =>
        observation(`old ${place}`, start, [address(`old ${place}`)]),
      );
      await inParallel(16, old, (call) => store.observe(call));
      // The same addresses come back when their counts have expired, and some devices that have not.
      const at = start + days(2);
      const returning = Array.from({ length: 500 }, (_, place) =>
        observation(`new ${place}`, at, [address(`old ${place}`), device("shared", `new ${place}`)]),
      );
      const sweeps = Array.from({ length: 4 }, () => store.cleanup({ at }));
      const answers = await inParallel(12, returning, (call) => store.observe(call));
      const swept = (await Promise.all(sweeps)).reduce((total, gone) => total + gone, 0);
      const rest = await store.cleanup({ at });

      expect(answers.map((answer) => answer.status === "new" && answer.counts[0])).toEqual(
        returning.map(() => 1),
      );
      expect(await store.peek([device("shared", "nobody")], at)).toEqual([100]);
      // Of the old: every subject, and every address that nobody came back from before it was swept.
      expect(await rowsIn(store.schema, "subject")).toBe(500);
      expect(await rowsIn(store.schema, "counter")).toBe(501);
      expect(swept + rest).toBeGreaterThanOrEqual(1500 + 1000);
      expect(swept + rest).toBeLessThanOrEqual(3000);
    });
  });

  it("change on their pages: what comes again leaves the indexes alone, and stays small", async () => {
    const { schema } = await emptyStore();
    const busy = openPool({ application_name: "busy" });
    const store = postgresStore(busy, { schema });
    const sizeOf = (what: string) => numberOf(`select ${what}('${schema}.counter')`);
    const calls = Array.from({ length: 2000 }, (_, place) =>
      observation(`s ${place}`, start + place * 1000, [
        address(`${place % 20}`),
        address(`day ${place % 20}`, days(1)),
      ]),
    );
    await inParallel(4, calls.slice(0, 100), (call) => store.observe(call));
    const before = await sizeOf("pg_indexes_size");
    await inParallel(4, calls.slice(100), (call) => store.observe(call));
    await ended(busy);
    const updated = (which: string) =>
      numberOf(
        `select ${which} from pg_stat_user_tables where schemaname = '${schema}' and relname = 'counter'`,
      );
    expect(await updated("n_tup_upd")).toBe(3960);
    expect(await updated("n_tup_hot_upd")).toBeGreaterThan(0.9 * 3960);
    expect(await sizeOf("pg_indexes_size")).toBeLessThanOrEqual(2 * before);
  });
});

/** Waits until a pool's connections are gone at the server, too: each tells what happened to it when it ends. */
async function ended(busy: pg.Pool): Promise<void> {
  await busy.end();
  const left = () => numberOf("select count(*) from pg_stat_activity where application_name = 'busy'");
  for (let attempt = 0; attempt < 500 && (await left()) > 0; attempt++) await sleep(10);
}

/** How many statements the server had to end because they waited for each other. */
function deadlocks(): Promise<number> {
  return numberOf("select deadlocks from pg_stat_database where datname = current_database()");
}
