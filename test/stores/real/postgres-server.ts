import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { postgresStore } from "trialgate/stores/postgres";
import { postgresBinary, startPostgres } from "../../servers/postgres.js";
import { lifecycleOf, type RealServer } from "./real-server.js";

/** PostgreSQL with the tables of the store. */
export const postgresServer: RealServer = {
  name: "Postgres",
  binary: postgresBinary,
  clients: ["pg", "postgres.js"],
  async start() {
    const server = await startPostgres();
    const asked = async (text: string): Promise<readonly Record<string, unknown>[]> => {
      const client = new pg.Client(server.url());
      await client.connect();
      try {
        return (await client.query(text)).rows;
      } finally {
        await client.end();
      }
    };
    const pool = new pg.Pool({ connectionString: server.url(), max: 1 });
    await postgresStore(pool).migrate();
    await pool.end();
    return {
      ...lifecycleOf(server),
      async dump() {
        const tables = await asked(
          "select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = 'trialgate'::regnamespace",
        );
        const rows = await Promise.all(
          tables.map(({ name }) => asked(`select whole::text from ${name} whole`)),
        );
        return Buffer.from(
          rows
            .flat()
            .map(({ whole }) => whole)
            .join("\n"),
        );
      },
      async files() {
        await asked("checkpoint");
        const paths = await asked(
          `select current_setting('data_directory') as folder, pg_relation_filepath(oid) as file
          from pg_class where relkind in ('r', 'i', 't') and pg_relation_size(oid) > 0 and oid >= 16384`,
        );
        return Buffer.concat(paths.map(({ folder, file }) => readFileSync(join(`${folder}`, `${file}`))));
      },
      async deadlocks() {
        const [row] = await asked("select sum(deadlocks) as deadlocks from pg_stat_database");
        return Number(row?.deadlocks);
      },
    };
  },
};
