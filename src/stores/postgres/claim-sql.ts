import { settings } from "./settings.js";
import { hourAfter } from "./tables-sql.js";

/**
 * Claiming. Budgets stand among the counters, as sums. A claim locks its subject, then all its budgets in the order of
 * their keys, and only then looks whether an amount fits.
 */
export const claimSql = (schema: string): string => `
create or replace function ${schema}.claim(asked jsonb)
returns text language plpgsql ${settings} as $$
declare
  at_ms constant double precision := asked->>'at';
  claimant constant text := asked->>'subject';
  before ${schema}.taken;
  already double precision;
  totals double precision[];
  place integer := -1;
  more double precision := 0;
  until double precision;
begin
  perform ${schema}.lock_subjects(array[claimant]);
  select taken.* into before from ${schema}.taken where subject = claimant;
  already := case when before.expires_at > at_ms then before.amount else 0 end;

  -- A budget that nobody has taken from has to be there to be locked.
  insert into ${schema}.counter (key, kind, span_ms, times, amounts, expires_at, expires_hour)
  select distinct on (key) key, 's', "spanMs", '{}', '{}', "expiresAt", ${hourAfter('"expiresAt"')} from ${budgets}
  order by key
  on conflict (key) do update set kind = excluded.kind where false;

  totals := array(
    select ${schema}.counted(kind, span_ms, times, amounts, at_ms)
    from ${budgets} join ${schema}.counter tally using (key)
    order by budget.place
  );
  select wanted.place - 1, wanted.amount - already into place, more
  from unnest(array(select jsonb_array_elements_text(asked->'amounts'))::double precision[])
    with ordinality wanted(amount, place)
  where wanted.amount <= already or not exists (
    select from ${budgets} where totals[budget.place] + wanted.amount - already > "limit"
  )
  order by wanted.place limit 1;

  if more > 0 then
    insert into ${schema}.counter as tally (key, kind, span_ms, times, amounts, expires_at, expires_hour)
    select distinct on (key) key, 's', "spanMs", array[floor(at_ms / ceil("spanMs" / 60))], array[more],
      "expiresAt", ${hourAfter('"expiresAt"')}
    from ${budgets}
    order by key
    on conflict (key) do update set
      (times, amounts) = (select added.times, added.amounts from ${schema}.added(tally, excluded, at_ms) added),
      expires_at = greatest(tally.expires_at, excluded.expires_at),
      expires_hour = greatest(tally.expires_hour, excluded.expires_hour);
    until := greatest(before.expires_at, (asked->>'expiresAt')::double precision);
    insert into ${schema}.taken (subject, amount, expires_at, expires_hour)
    values (claimant, already + more, until, ${hourAfter("until")})
    on conflict (subject) do update set
      amount = excluded.amount, expires_at = excluded.expires_at, expires_hour = excluded.expires_hour;
    totals := array(select total + more from unnest(totals) total);
  end if;
  return jsonb_build_object(
    'place', coalesce(place, -1), 'paid', greatest(0, coalesce(more, 0)), 'totals', to_jsonb(totals)
  );
end $$;
`;

/** The budgets of a question as rows, with their place in it. */
const budgets = `rows from (jsonb_to_recordset(asked->'budgets') as (
    key text collate "C", "spanMs" double precision, "limit" double precision, "expiresAt" double precision
  )) with ordinality budget(key, "spanMs", "limit", "expiresAt", place)`;
