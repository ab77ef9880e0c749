import { settings } from "./settings.js";

/** Who is related, and forgetting. */
export const relativesSql = (schema: string): string => `
create or replace function ${schema}.related(asked jsonb)
returns text language plpgsql stable ${settings} as $$
declare
  at_ms constant double precision := asked->>'at';
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'attribute', standing->>2, 'key', tally.key, 'members', ${schema}.counted(kind, span_ms, times, amounts, at_ms), 'others', others
    ) order by held.place), '[]')
    from ${schema}.subject
    cross join jsonb_array_elements(subject.held) with ordinality held(standing, place)
    join ${schema}.counter tally on tally.key = standing->>0
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object(
        'subject', other.key, 'label', relative.label, 'at', other.seen_at
      ) order by other.place desc), '[]') as others
      from (
        select key, seen_at, place from unnest(tally.members, tally.times) with ordinality member(key, seen_at, place)
        where seen_at > at_ms - tally.span_ms and key <> subject.key
        order by place desc limit (asked->>'limit')::integer
      ) other
      left join ${schema}.subject relative on relative.key = other.key
    ) named
    where subject.key = asked->>'subject' and standing->>1 = subject.key
      and tally.times[array_position(tally.members, subject.key)] > at_ms - tally.span_ms
  );
end $$;

create or replace function ${schema}.forget(asked jsonb)
returns text language plpgsql ${settings} as $$
declare
  subject_key constant text := asked->>'subject';
  standing jsonb;
  had_taken boolean;
begin
  perform ${schema}.lock_subjects(array[subject_key]);
  select held into standing from ${schema}.subject where key = subject_key;
  if standing is not null then
    perform ${schema}.take_out((
      select coalesce(jsonb_agg(pair), '[]') from jsonb_array_elements(standing) pair
      where jsonb_array_length(pair) > 1
    ));
    delete from ${schema}.subject where key = subject_key;
  end if;
  delete from ${schema}.taken where subject = subject_key;
  had_taken := found;
  return standing is not null or had_taken;
end $$;
`;
