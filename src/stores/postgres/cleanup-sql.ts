import { settings } from "./settings.js";
import { hourAfter } from "./tables-sql.js";

/**
 * Deleting what has expired. Rows that somebody works on are left for the next time, so it never waits, and nobody
 * waits for it longer than one batch takes.
 */
export const cleanupSql = (schema: string): string => `
create or replace function ${schema}.cleanup(asked jsonb)
returns text language plpgsql ${settings} as $$
declare
  at_ms constant double precision := asked->>'at';
  left_to_go integer := asked->>'limit';
  gone integer;
  place text;
begin
  foreach place in array array['counter', 'subject', 'taken'] loop
    execute format(
      'delete from ${schema}.%1$I where ctid = any(array(
        select ctid from ${schema}.%1$I
        where expires_hour <= ${hourAfter("$1")} and expires_at <= $1
        limit $2 for update skip locked
      ))', place
    ) using at_ms, left_to_go;
    get diagnostics gone = row_count;
    left_to_go := left_to_go - gone;
    exit when left_to_go <= 0;
  end loop;
  return (asked->>'limit')::integer - left_to_go;
end $$;
`;
