import { TrialgateError } from "../core/errors.js";
import type { Claimed, Ledger } from "../core/ledger.js";
import { problemUnless, unknownOptions } from "../core/problems.js";
import type { Link, Observed, Store } from "../core/store.js";
import { type PostgresClient, type Run, runnerOf } from "./postgres/client.js";
import { migrationOf } from "./postgres/migration.js";
import { claimQuestion, observeQuestion, peekQuestion } from "./postgres/question.js";

export type { PostgresClient } from "./postgres/client.js";

/** Options of {@link postgresStore}. */
export interface PostgresStoreOptions {
  /** Where its tables and functions stand: a name of letters, digits and underscores, at most 63. Default `trialgate`. */
  readonly schema?: string | undefined;
}

/** What to clean up. */
export interface Cleanup {
  /** Epoch ms, by the clock that signups are scored by: what has expired by then goes. */
  readonly at: number;
  /** Most rows to delete; all that have expired when left out. */
  readonly limit?: number | undefined;
}

/** A store and a ledger in PostgreSQL, and how to look after its tables. */
export interface PostgresStore extends Store, Ledger {
  readonly persistent: true;
  /**
   * Makes the tables and functions, or brings them up to date; harmless when they are, and when several do it at once.
   * Run it when you deploy, with a role that may create a schema: nothing else does.
   */
  migrate(): Promise<void>;
  /**
   * Deletes what has expired, which no longer counts but takes up room, and answers how many rows went. Safe at any
   * time, anywhere, any number of times at once: hourly is often enough. Each 1000 rows are a transaction of their own.
   * @throws TrialgateError `invalid_input` for what is no instant or no limit.
   */
  cleanup(cleanup: Cleanup): Promise<number>;
}

const batchRows = 1000;

/**
 * A store in PostgreSQL 12 or later, for any number of instances: one statement a signup, atomic, and exact under the
 * isolation level `read committed`, PostgreSQL's default. Under stricter ones nothing is counted wrongly, but calls
 * that meet fail instead of waiting for each other. Works through PgBouncer in transaction mode.
 * @param client Yours: a pool of `pg`, postgres.js, PGlite, Neon. It is never closed.
 * @throws TrialgateError `invalid_config` for something that is no client, or a schema that is no such name.
 */
export function postgresStore(client: PostgresClient, options: PostgresStoreOptions = {}): PostgresStore {
  const { schema = "trialgate" } = options;
  const unknown = unknownOptions(Object.keys(options), ["schema"]);
  if (unknown.length > 0) throw new TrialgateError("invalid_config", unknown);
  const run = runnerOf(client);
  if (run === undefined) throw invalid("client", "must have query(text, params) or unsafe(text, params)");
  if (typeof schema !== "string" || !/^[a-z_][a-z0-9_]{0,62}$/i.test(schema)) {
    throw invalid("schema", "must be 1 to 63 letters, digits and underscores, and not begin with a digit");
  }
  const quoted = `"${schema}"`;
  const call = (name: string, question: string): Promise<unknown> => ask(run, quoted, name, question);

  return {
    persistent: true,
    async observe(observation) {
      return toObserved((await call("observe", observeQuestion(observation))) as Observed);
    },
    peek: async (counters, at) => (await call("peek", peekQuestion(counters, at))) as readonly number[],
    async related(subject, { at, limit }) {
      const links = await call("related", JSON.stringify({ subject, at, limit }));
      return (links as readonly StoredLink[]).map(toLink);
    },
    forget: async (subject) => (await call("forget", JSON.stringify({ subject }))) as boolean,
    async claim(claim) {
      const { place, paid, totals } = (await call("claim", claimQuestion(claim))) as Claimed;
      return { place, paid, totals };
    },
    async migrate() {
      await run(migrationOf(quoted));
    },
    async cleanup({ at, limit = Number.POSITIVE_INFINITY }) {
      checkCleanup(at, limit);
      let gone = 0;
      for (;;) {
        const most = Math.min(batchRows, limit - gone);
        const batch = most > 0 ? ((await call("cleanup", JSON.stringify({ at, limit: most }))) as number) : 0;
        gone += batch;
        if (batch < batchRows) return gone;
      }
    },
  };
}

/** Asks one of the functions. Text in and text out: clients differ in what they make of JSON. */
async function ask(run: Run, schema: string, name: string, question: string): Promise<unknown> {
  try {
    const [row] = await run(`select ${schema}.${name}($1::text::jsonb) as answer`, [question]);
    return JSON.parse((row as { readonly answer: string }).answer);
  } catch (error) {
    throw isMissing(error) ? notMigrated(schema, error) : error;
  }
}

/** Refuses what would delete nothing and say so in no way, hour after hour. */
function checkCleanup(at: number, limit: number): void {
  const problems = [
    ...problemUnless(Number.isFinite(at), "at", "must be epoch milliseconds"),
    ...problemUnless(limit >= 0, "limit", "must be a number of rows, or left out for all"),
  ];
  if (problems.length > 0) throw new TrialgateError("invalid_input", problems);
}

/** SQLSTATE of what is not there: a function, a table, a schema (PostgreSQL, appendix A). */
const missing: readonly unknown[] = ["42883", "42P01", "3F000"];

function isMissing(error: unknown): boolean {
  return typeof error === "object" && error !== null && missing.includes(Reflect.get(error, "code"));
}

function notMigrated(schema: string, cause: unknown): TrialgateError {
  const message = `the schema ${schema} lacks tables or functions of this version: run migrate() of the store once, when you deploy`;
  return new TrialgateError("invalid_config", [{ path: "store", message }], { cause });
}

function invalid(path: string, message: string): TrialgateError {
  return new TrialgateError("invalid_config", [{ path, message }]);
}

/** A binary JSON sorts the fields of an object: here they come in the order in which every store answers them. */
function toObserved(observed: Observed): Observed {
  if (observed.status === "conflict") return { status: "conflict" };
  const { status, at, revision, counts } = observed;
  return { status, at, revision, counts };
}

/** JSON has no `undefined`. */
type StoredLink = Omit<Link, "others"> & {
  readonly others: readonly {
    readonly subject: string;
    readonly label: string | null;
    readonly at: number;
  }[];
};

function toLink({ attribute, key, members, others }: StoredLink): Link {
  const named = others.map(({ subject, label, at }) => ({ subject, label: label ?? undefined, at }));
  return { attribute, key, members, others: named };
}
