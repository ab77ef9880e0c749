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
let admin: pg.Client;

/** All contracts, in a schema of this client's own that is emptied before each check. */
function contractSuite(schema: string, client: () => pg.Pool | postgres.Sql): void {
  const store = () => postgresStore(client(), { schema });
  const emptyStore = async () => {
    const tables = ["counter", "subject", "taken"].map((table) => `${schema}.${table}`);
    await admin.query(`truncate ${tables.join(", ")}`);
    return store();
  };
  beforeAll(() => store().migrate());

  it.each(storeContract)("$name", ({ run }) => run(emptyStore));
  it.each(ledgerContract)("$name", ({ run }) => run(emptyStore));
  it.each(restartContract)("$name", async ({ run }) => {
    await emptyStore();
    await run(store);
  });
}

describeWith(postgresBinary, "the PostgreSQL store keeps the contracts", () => {
  beforeAll(async () => {
    server = await startPostgres();
    admin = new pg.Client(server.url());
    await admin.connect();
  }, 30_000);
  afterAll(async () => {
    await admin.end();
    await server.stop();
  });

  describe("over pg", () => {
    let pool: pg.Pool;
    beforeAll(() => {
      pool = new pg.Pool({ connectionString: server.url(), max: 16 });
      // The server says goodbye to connections that are still closing when it stops.
      pool.on("error", () => {});
    });
    afterAll(() => pool.end());
    contractSuite("by_pg", () => pool);
  });

  describe("over postgres.js", () => {
    let sql: postgres.Sql;
    beforeAll(() => {
      sql = postgres(server.url(), { max: 16 });
    });
    afterAll(() => sql.end());
    contractSuite("by_postgres_js", () => sql);
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
      contractSuite("by_pgbouncer", () => pool);
    },
  );
});
