import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openDuckdb } from "../../duckdb/open-duckdb.js";
import { startPostgres } from "../../servers/postgres.js";
import type { Stored } from "./assessments.js";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** A warehouse of its own, which can be filled and asked. */
export interface Engine {
  query(sql: string): Promise<Rows>;
  /** Makes a table (its name and columns quoted as they come) of assessments. */
  fill(table: string, columns: { id: string; assessment: string }, stored: Iterable<Stored>): Promise<void>;
  stop(): Promise<void>;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** PostgreSQL, assessments as jsonb. */
export async function openPostgres(): Promise<Engine> {
  const server = await startPostgres();
  const client = new pg.Client(server.url());
  await client.connect();
  // The planner takes every list in JSON for a long one, and would compile for seconds what runs for one.
  await client.query("set jit = off");
  return {
    query: async (sql) => (await client.query(sql)).rows,
    async fill(table, { id, assessment }, stored) {
      await client.query(`create table ${quoted(table)} (${quoted(id)} text, ${quoted(assessment)} jsonb)`);
      const insert = `insert into ${quoted(table)}
        select one ->> 'id', one from jsonb_array_elements($1::jsonb) as listed (one)`;
      for (const batch of batches(stored, 5_000)) await client.query(insert, [JSON.stringify(batch)]);
      await client.query("analyze");
    },
    async stop() {
      await client.end();
      await server.stop();
    },
  };
}

/** DuckDB, assessments as JSON. */
export async function openDuck(): Promise<Engine> {
  const duckdb = await openDuckdb();
  const folder = mkdtempSync(join(tmpdir(), "trialgate-duckdb-"));
  return {
    query: (sql) => duckdb.query(sql),
    async fill(table, { id, assessment }, stored) {
      const file = join(folder, "rows.jsonl");
      const lines = Array.from(stored, (one) => JSON.stringify({ id: one.id, assessment: one }));
      writeFileSync(file, lines.join("\n"));
      await duckdb.query(
        `create table ${quoted(table)} as select id as ${quoted(id)}, assessment as ${quoted(assessment)}
         from read_ndjson('${file}', columns = { id: 'varchar', assessment: 'json' })`,
      );
    },
    async stop() {
      duckdb.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function* batches<Item>(items: Iterable<Item>, size: number): Generator<readonly Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
