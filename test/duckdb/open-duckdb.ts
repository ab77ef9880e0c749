import { createRequire } from "node:module";
import { describeWhere } from "../servers/needs.js";

/** A DuckDB in memory. */
export interface Duckdb {
  /** Runs statements and answers the rows of the last one. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): void;
}

// What is used of @duckdb/node-api. Its own types are not there where it is not installed, and neither is it.
interface NodeApi {
  readonly DuckDBInstance: {
    create(path: string): Promise<{ connect(): Promise<Connection>; closeSync(): void }>;
  };
}
interface Connection {
  runAndReadAll(sql: string): Promise<{ getRowObjectsJS(): readonly Readonly<Record<string, unknown>>[] }>;
  closeSync(): void;
}

const require = createRequire(import.meta.url);

/** Opens an empty database. */
export async function openDuckdb(): Promise<Duckdb> {
  const { DuckDBInstance }: NodeApi = require("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  return {
    query: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS(),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A suite over a real DuckDB, whose package of 70 MB has a folder of its own. Without it: as `describeWith`. */
export function describeWithDuckdb(name: string, suite: () => void): void {
  const needs = "npm ci --prefix test/duckdb";
  describeWhere(isInstalled(), { missing: `DuckDB (${needs})`, needs }, name, suite);
}

function isInstalled(): boolean {
  try {
    require.resolve("@duckdb/node-api");
    return true;
  } catch {
    return false;
  }
}
