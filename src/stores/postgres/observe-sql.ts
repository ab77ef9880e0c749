import { settings } from "./settings.js";

/** Newest of each that are kept of one subject, however often it comes with something new: as in the memory store. */
const most = { answers: 8, identifiers: 16, keysHeld: 128 } as const;

/**
 * Observing and reading. What a question holds is said in `question.ts`.
 *
 * Nobody ever waits in a circle: who comes takes the locks of its subject's names first, lowest first, then the
 * counters in the order of their keys, and only then writes what is kept of the subject. The first are advisory, since a
 * subject that is new has no row to lock, and end with the statement, since a pooler may give the connection to
 * somebody else.
 */
export const observeSql = (schema: string): string => `
create or replace function ${schema}.lock_subjects(keys text[])
returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(name)
  from (select distinct hashtextextended(key, 0) as name from unnest(keys) key order by name) names;
end $$;

create or replace function ${schema}.observe(asked jsonb)
returns text language plpgsql ${settings} as $$
declare
  at_ms constant double precision := asked->>'at';
  keys constant text[] := ${texts("asked->'keys'")};
  fingerprints constant text[] := ${texts("asked->'fingerprints'")};
  identity constant text[] := ${texts("asked->'identity'")};
  given constant text[] := identity || ${texts("asked->'formerIdentity'")};
  released text[];
  known ${schema}.subject;
  held_keys text[] := '{}';
  answer jsonb;
begin
  perform ${schema}.lock_subjects(keys);

  select subject.* into known
  from unnest(keys) with ordinality name(key, place) join ${schema}.subject on subject.key = name.key
  where subject.expires_at > at_ms
  order by name.place limit 1;

  if known.key is not null then
    if known.identity <> '{}' and given <> '{}' and not known.identity && given then
      return '{"status":"conflict"}';
    end if;
    select given_answer into answer
    from jsonb_array_elements(known.answers) given_answer
    where given_answer->>'fingerprint' = any(fingerprints)
      and at_ms - (given_answer->>'at')::double precision < (asked->>'repeatMs')::double precision
    limit 1;
    if answer is not null then
      return (answer - 'fingerprint') || '{"status":"repeated"}';
    end if;
    held_keys := array(select standing->>0 from jsonb_array_elements(known.held) standing);
  end if;

  if cardinality(keys) > 1 then
    perform ${schema}.lock_counters(asked, held_keys);
  end if;

  insert into ${schema}.counter as tally (key, kind, span_ms, bound, members, times, amounts, expires_at)
  select key, kind, "spanMs", bound, members,
    case kind
      when 'd' then array_fill(seen_at, array[cardinality(members)])
      when 's' then array[floor(at_ms / ceil("spanMs" / 60))]
      else array[at_ms]
    end,
    case when kind <> 'd' then array[amount] end,
    greatest("expiresAt", seen_at + "spanMs")
  from ${writes("asked")}, lateral (
    select greatest(at_ms, max(tally.times[array_position(tally.members, moving->>1)])) as seen_at
    from jsonb_array_elements(moved) moving join ${schema}.counter tally on tally.key = moving->>0
  ) last_seen
  where kind = 'd' or not former || key && held_keys
  order by key
  on conflict (key) do update set
    (members, times, amounts) = (select added.* from ${schema}.added(tally, excluded, at_ms) added),
    bound = excluded.bound,
    expires_at = greatest(tally.expires_at, excluded.expires_at);

  if cardinality(keys) > 1 then
    perform ${schema}.take_out(${pairsMoved});
  end if;

  answer := jsonb_build_object(
    'at', at_ms,
    'revision', coalesce(known.revision, 0) + 1,
    'counts', ${schema}.counts(asked->'reads', at_ms)
  );
  released := ${texts("asked->'released'")};

  insert into ${schema}.subject as kept (key, label, identity, revision, answers, held, expires_at)
  values (
    keys[1],
    asked->>'label',
    array(
      select name from unnest(identity || known.identity) with ordinality names(name, place)
      group by name order by min(place) limit ${most.identifiers}
    ),
    (answer->>'revision')::integer,
    ${newest(most.answers, "known.answers", "not one->>'fingerprint' = any(fingerprints)", "jsonb_build_array(answer || jsonb_build_object('fingerprint', fingerprints[1]))")},
    ${newest(most.keysHeld, "known.held", "not concat_ws('=', one->>0, one->>1) = any(released)", "asked->'held'")},
    greatest(known.expires_at, (asked->>'expiresAt')::double precision)
  )
  on conflict (key) do update set
    label = excluded.label, identity = excluded.identity, revision = excluded.revision,
    answers = excluded.answers, held = excluded.held, expires_at = excluded.expires_at;

  -- Known by a former name: goes on under the new one.
  if known.key <> keys[1] then
    delete from ${schema}.subject where key = known.key;
  end if;

  return answer || jsonb_build_object('status', case when known.key is null then 'new' else 'revised' end);
end $$;

-- Locks all counters that will be written, present and former, in one order. What is new has to be there to be locked;
-- a former key is not made anew.
create or replace function ${schema}.lock_counters(asked jsonb, held_keys text[])
returns void language plpgsql as $$
begin
  insert into ${schema}.counter (key, kind, span_ms, bound, members, times, amounts, expires_at)
  select distinct on (name) name, kind, "spanMs", bound, '{}', '{}', '{}', "expiresAt"
  from ${writes("asked")}, lateral (
    select key as name
    union all
    select tally.key from jsonb_array_elements(moved) moving join ${schema}.counter tally on tally.key = moving->>0
  ) names
  where kind = 'd' or not former || key && held_keys
  order by name
  on conflict (key) do update set kind = excluded.kind where false;
end $$;

-- Takes members out of counters, given as pairs of key and member. A counter that is left without any goes, too: its
-- key tells of somebody who is no longer there.
create or replace function ${schema}.take_out(pairs jsonb)
returns void language plpgsql as $$
declare
  names constant text[] := array(select pair->>0 from jsonb_array_elements(pairs) pair);
begin
  perform from ${schema}.counter where key = any(names) order by key for update;
  update ${schema}.counter tally
  set (members, times) = (select rest.* from ${schema}.without(tally, leaving.members) rest)
  from (
    select pair->>0 as key, array_agg(pair->>1) as members from jsonb_array_elements(pairs) pair group by 1
  ) leaving
  where tally.key = leaving.key and tally.members && leaving.members;
  delete from ${schema}.counter where key = any(names) and kind = 'd' and times = '{}';
end $$;

-- One count for each list of keys: what stands under all of them together.
create or replace function ${schema}.counts(reads jsonb, at_ms double precision)
returns jsonb language plpgsql stable as $$
begin
  return (
    select coalesce(jsonb_agg(total order by place), '[]')
    from jsonb_array_elements(reads) with ordinality named(names, place), lateral (
      select coalesce(sum(${schema}.counted(tally, at_ms)), 0) as total
      from ${schema}.counter tally where tally.key = any(${texts("names")})
    ) counted
  );
end $$;

create or replace function ${schema}.peek(asked jsonb)
returns text language plpgsql stable ${settings} as $$
begin
  return ${schema}.counts(asked->'reads', (asked->>'at')::double precision);
end $$;
`;

/** A JSON array of texts as an array. */
function texts(json: string): string {
  return `array(select jsonb_array_elements_text(${json}))`;
}

/** The writes of a question as rows. */
function writes(question: string): string {
  return `jsonb_to_recordset(${question}->'writes') as write(
    key text collate "C", kind "char", "spanMs" double precision, "expiresAt" double precision, bound smallint,
    members text[], amount double precision, former text[], moved jsonb
  )`;
}

/** Every former key and member of a question. */
const pairsMoved = `(
      select coalesce(jsonb_agg(pair), '[]')
      from jsonb_array_elements(asked->'writes') write, jsonb_array_elements(write->'moved') pair
    )`;

/** What is kept of a JSON array that grows at its end: the last of those that are to stay and those that are added. */
function newest(count: number, kept: string, stays: string, added: string): string {
  return `(
      select coalesce(jsonb_agg(one order by place), '[]') from (
        select one, place from (
          select one, place from jsonb_array_elements(${kept}) with ordinality old(one, place) where ${stays}
          union all
          select one, place + 1000 from jsonb_array_elements(${added}) with ordinality more(one, place)
        ) every order by place desc limit ${count}
      ) last
    )`;
}
