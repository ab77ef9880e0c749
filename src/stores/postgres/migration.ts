import { claimSql } from "./claim-sql.js";
import { cleanupSql } from "./cleanup-sql.js";
import { observeSql } from "./observe-sql.js";
import { relativesSql } from "./relatives-sql.js";
import { tablesSql } from "./tables-sql.js";
import { tallySql } from "./tally-sql.js";

/**
 * What leads from each version of the tables to the next; the last one is what this package works with. A step that
 * was published is never changed: what changes later is another step, and a function that answers otherwise gets
 * another name, so that instances of the earlier version go on working meanwhile.
 */
const steps: readonly ((schema: string) => string)[] = [
  (schema) =>
    [tablesSql, tallySql, observeSql, relativesSql, claimSql, cleanupSql]
      .map((part) => part(schema))
      .join(""),
];

/**
 * One statement that brings a schema up to date, whatever it holds: one, because that is all that some clients and
 * poolers take, and it is all or nothing. Several at once wait for each other, and those that come later find nothing to do.
 * @param schema A quoted identifier.
 */
export function migrationOf(schema: string): string {
  return `do $migration$
begin
  perform pg_advisory_xact_lock(hashtextextended('trialgate migration', 0));
  if to_regnamespace('${schema}') is null then
    create schema ${schema};
  end if;
  if to_regclass('${schema}.migration') is null then
    create table ${schema}.migration (version integer primary key);
  end if;
${steps.map((step, place) => stepTo(schema, place + 1, step(schema))).join("")}end $migration$`;
}

function stepTo(schema: string, version: number, sql: string): string {
  return `
  if not exists (select from ${schema}.migration where version >= ${version}) then
    execute $step$${sql}$step$;
    insert into ${schema}.migration values (${version});
  end if;
`;
}
