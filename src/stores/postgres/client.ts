/** One statement: its text, and what stands for `$1`. Answers the rows, alone or as `rows` of a result. */
type RunStatement = (text: string, params: string[]) => PromiseLike<Rows | { readonly rows: Rows }>;

type Rows = readonly unknown[];

/**
 * Anything that runs a statement on PostgreSQL, known by its shape: a `Pool` or `Client` of `pg`, PGlite and Neon have
 * `query(text, params)`, postgres.js has `unsafe(text, params)`. A pool is best: a single connection takes one signup at
 * a time.
 */
export type PostgresClient = { readonly query: RunStatement } | { readonly unsafe: RunStatement };

/** Runs one statement and answers its rows. */
export type Run = (text: string, params?: string[]) => Promise<Rows>;

/** How to speak to a client; `undefined` for what is none. */
export function runnerOf(given: PostgresClient): Run | undefined {
  // JavaScript may hand over the address instead of a client: `in` throws at what is no object.
  const client: PostgresClient = Object(given);
  if ("unsafe" in client && typeof client.unsafe === "function") {
    return async (text, params = []) => rowsOf(await client.unsafe(text, params));
  }
  if ("query" in client && typeof client.query === "function") {
    return async (text, params = []) => rowsOf(await client.query(text, params));
  }
  return undefined;
}

function rowsOf(result: Rows | { readonly rows: Rows }): Rows {
  return "rows" in result ? result.rows : result;
}
