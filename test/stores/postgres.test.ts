import pg from "pg";
import postgres from "postgres";
import { postgresStore } from "trialgate/stores/postgres";
import { ledgerContract, restartContract, storeContract } from "trialgate/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import { describeWith } from "../servers/needs.js";
import {
  type PgBouncer,
  type PostgresServer,
  pgbouncerBinary,
  postgresBinary,
  startPgBouncer,
  startPostgres,
} from "../servers/postgres.js";

let server: PostgresServer;
let schemas = 0;

/** All contracts, each check in a schema of its own. */
function contractSuite(client: () => pg.Pool | postgres.Sql): void {
  const emptySchema = async (): Promise<string> => {
    schemas += 1;
    const schema = `check_${schemas}`;
    await postgresStore(client(), { schema }).migrate();
    return schema;
  };
  const emptyStore = async () => postgresStore(client(), { schema: await emptySchema() });

  it.each(storeContract)("$name", ({ run }) => run(emptyStore));
  it.each(ledgerContract)("$name", ({ run }) => run(emptyStore));
  it.each(restartContract)("$name", async ({ run }) => {
    const schema = await emptySchema();
    await run(() => postgresStore(client(), { schema }));
  });
}

describeWith(postgresBinary, "the PostgreSQL store keeps the contracts", () => {
  beforeAll(async () => {
    server = await startPostgres();
  }, 30_000);
  afterAll(() => server.stop());

  describe("over pg", () => {
    let pool: pg.Pool;
    beforeAll(() => {
      pool = new pg.Pool({ connectionString: server.url(), max: 16 });
      // The server says goodbye to connections that are still closing when it stops.
      pool.on("error", () => {});
    });
    afterAll(() => pool.end());
    contractSuite(() => pool);
  });

  describe("over postgres.js", () => {
    let sql: postgres.Sql;
    beforeAll(() => {
      sql = postgres(server.url(), { max: 16 });
    });
    afterAll(() => sql.end());
    contractSuite(() => sql);
  });

  describeWith(
    pgbouncerBinary,
    "through PgBouncer, which changes the connection after each statement",
    () => {
      let pooler: PgBouncer;
      let pool: pg.Pool;
      beforeAll(async () => {
        pooler = await startPgBouncer(server);
        pool = new pg.Pool({ connectionString: pooler.url(), max: 16 });
        pool.on("error", () => {});
      }, 30_000);
      afterAll(async () => {
        await pool.end();
        await pooler.stop();
      });
      contractSuite(() => pool);
    },
  );
});
