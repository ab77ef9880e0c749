/**
 * What a counter costs in PostgreSQL: `npx tsx --conditions=trialgate-source bench/stores/postgres-bytes.ts [signups …]`,
 * each size in a server of its own. Eight counters a signup, some of its own and some shared; then all come
 * again, everything expires and is cleaned up, and another generation takes its place, four times.
 */
import pg from "pg";
import { days } from "trialgate/core";
import { postgresStore } from "trialgate/stores/postgres";
import { type PostgresServer, startPostgres } from "../../test/servers/postgres.js";
import { ours } from "./ours.js";
import { type Keys, questions } from "./questions.js";

const sizes = process.argv.slice(2).map(Number);
const connections = 8;
/** After the longest of the windows of `ours`, and the life of its rate. */
const laterMs = days(400);

for (const signups of sizes.length > 0 ? sizes : [33_000]) {
  const server = await startPostgres();
  try {
    await measure(server, signups);
  } finally {
    await server.stop();
  }
}

async function measure(server: PostgresServer, signups: number): Promise<void> {
  const pool = new pg.Pool({ connectionString: server.url(), max: connections });
  pool.on("error", () => {});
  const store = postgresStore(pool);
  await store.migrate();
  const report = async (stage: string): Promise<void> => {
    await pool.query("vacuum analyze trialgate.counter, trialgate.subject");
    console.log(JSON.stringify({ stage, ...(await bytes(pool)) }));
  };
  const ask = async (asked: readonly Keys[], run: string): Promise<void> => {
    const count = ours(store, asked, run);
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < asked.length) await count(next++);
    };
    await Promise.all(Array.from({ length: connections }, lane));
  };

  const first = questions(signups, "first");
  await ask(first, "first");
  await report("counted");
  await ask(first, "again");
  await report("overwritten");
  for (const generation of ["second", "third", "fourth", "fifth"]) {
    const gone = await store.cleanup({ at: Date.UTC(2026, 0, 1) + laterMs });
    await report(`${gone} rows cleaned up`);
    await ask(questions(signups, generation), generation);
    await report(`${generation} generation`);
  }
  await pool.end();
}

async function bytes(pool: pg.Pool): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query<Record<Size, string>>(`
    select
      (select count(*) from trialgate.counter) as counters,
      (select count(*) from trialgate.subject) as subjects,
      (select coalesce(percentile_disc(0.5) within group (order by pg_column_size(row)), 0) from trialgate.counter row)
        as "medianRow",
      pg_table_size('trialgate.counter') as "counterTable",
      pg_relation_size('trialgate.counter_pkey') as "counterKeys",
      pg_relation_size('trialgate.counter_expiry') as "counterExpiry",
      pg_table_size('trialgate.subject') as "subjectTable",
      pg_indexes_size('trialgate.subject') as "subjectIndexes"`);
  const size = numbers(rows[0] ?? {});
  const each = (total: number, count: number): number => (count === 0 ? 0 : Math.round(total / count));
  return {
    ...size,
    tableBytesPerCounter: each(size.counterTable, size.counters),
    indexBytesPerCounter: each(size.counterKeys + size.counterExpiry, size.counters),
    bytesPerSubject: each(size.subjectTable + size.subjectIndexes, size.subjects),
  };
}

type Size =
  | "counters"
  | "medianRow"
  | "counterTable"
  | "counterKeys"
  | "counterExpiry"
  | "subjects"
  | "subjectTable"
  | "subjectIndexes";

/** `pg` gives a bigint as text. */
function numbers(row: Readonly<Partial<Record<Size, string>>>): Readonly<Record<Size, number>> {
  return Object.fromEntries(Object.entries(row).map(([name, text]) => [name, Number(text)])) as Record<
    Size,
    number
  >;
}
