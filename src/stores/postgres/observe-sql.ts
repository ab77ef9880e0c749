import { mostKept } from "../../core/store.js";
import { settings } from "./settings.js";
import { hourAfter } from "./tables-sql.js";

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
  question record;
  known ${schema}.subject;
  held_keys text[] := '{}';
  answer jsonb;
  answers jsonb;
  held jsonb;
  identity text[];
  expires_at double precision;
begin
  select * into question from jsonb_to_record(asked) as question(
    at double precision, "repeatMs" double precision, keys text[], fingerprints text[], identity text[],
    "formerIdentity" text[], label text, "expiresAt" double precision, writes jsonb, reads jsonb, held jsonb,
    released text[]
  );
  perform ${schema}.lock_subjects(question.keys);

  select subject.* into known
  from unnest(question.keys) with ordinality name(key, place) join ${schema}.subject on subject.key = name.key
  where subject.expires_at > question.at
  order by name.place limit 1;

  if known.key is not null then
    identity := question.identity || question."formerIdentity";
    if known.identity <> '{}' and identity <> '{}' and not known.identity && identity then
      return '{"status":"conflict"}';
    end if;
    select given into answer
    from jsonb_array_elements(known.answers) given
    where given->>'fingerprint' = any(question.fingerprints)
      and question.at - (given->>'at')::double precision < question."repeatMs"
    limit 1;
    if answer is not null then
      return (answer - 'fingerprint') || '{"status":"repeated"}';
    end if;
    held_keys := array(select standing->>0 from jsonb_array_elements(known.held) standing);
  end if;

  if cardinality(question.keys) > 1 then
    question.writes := ${schema}.lock_counters(question.writes, held_keys);
  end if;

  insert into ${schema}.counter as tally
    (key, kind, span_ms, bound, members, times, amounts, expires_at, expires_hour)
  select key, kind, "spanMs", bound, members,
    case kind
      when 'd' then array_fill("seenAt", array[cardinality(members)])
      when 's' then array[floor("seenAt" / ceil("spanMs" / 60))]
      else array["seenAt"]
    end,
    case when kind <> 'd' then array[amount] end,
    "expiresAt", ${hourAfter('"expiresAt"')}
  from ${writes("question.writes")}
  where ${isAdded}
  order by key
  on conflict (key) do update set
    (members, times, amounts) = (select added.* from ${schema}.added(tally, excluded, question.at) added),
    bound = excluded.bound,
    expires_at = greatest(tally.expires_at, excluded.expires_at),
    expires_hour = greatest(tally.expires_hour, excluded.expires_hour);

  if cardinality(question.keys) > 1 then
    perform ${schema}.take_out((
      select coalesce(jsonb_agg(pair), '[]')
      from jsonb_array_elements(question.writes) write, jsonb_array_elements(write->'moved') pair
    ));
  end if;

  answer := jsonb_build_object(
    'at', question.at,
    'revision', coalesce(known.revision, 0) + 1,
    'counts', ${schema}.counts(question.reads, question.at)
  );
  answers := jsonb_build_array(answer || jsonb_build_object('fingerprint', question.fingerprints[1]));
  held := question.held;
  identity := question.identity;
  if known.key is not null then
    answers := ${newest(mostKept.answers, "known.answers", "not one->>'fingerprint' = any(question.fingerprints)", "answers")};
    held := ${newest(mostKept.counters, "known.held", "not concat_ws('=', one->>0, one->>1) = any(question.released)", "held")};
    identity := array(
      select name from unnest(identity || known.identity) with ordinality names(name, place)
      group by name order by min(place)
    );
  end if;

  expires_at := greatest(known.expires_at, question."expiresAt");
  insert into ${schema}.subject (key, label, identity, revision, answers, held, expires_at, expires_hour)
  values (
    question.keys[1], question.label, identity[: ${mostKept.identifiers}], (answer->>'revision')::integer, answers, held,
    expires_at, ${hourAfter("expires_at")}
  )
  on conflict (key) do update set
    label = excluded.label, identity = excluded.identity, revision = excluded.revision, answers = excluded.answers,
    held = excluded.held, expires_at = excluded.expires_at, expires_hour = excluded.expires_hour;

  -- Known by a former name: goes on under the new one.
  if known.key <> question.keys[1] then
    delete from ${schema}.subject where key = known.key;
  end if;

  return answer || jsonb_build_object('status', case when known.key is null then 'new' else 'revised' end);
end $$;

-- Locks all counters that will be written, present and former, in one order, and answers the writes again: with when
-- their members were last seen under former names, and with those names. What is new has to be there to be locked; a
-- former key is not made anew. One that somebody makes from here on was not locked in its turn, so it is left alone:
-- nothing is lost, its members move when they are met again.
create or replace function ${schema}.lock_counters(writes jsonb, held_keys text[])
returns jsonb language plpgsql as $$
declare
  there constant text[] := array(
    select tally.key
    from ${writes("writes")}, jsonb_array_elements(moved) moving join ${schema}.counter tally on tally.key = moving->>0
  );
begin
  insert into ${schema}.counter (key, kind, span_ms, bound, members, times, amounts, expires_at, expires_hour)
  select distinct on (name) name, kind, "spanMs", bound, '{}', '{}', '{}', "expiresAt", ${hourAfter('"expiresAt"')}
  from ${writes("writes")}, lateral (
    select key as name
    union all
    select moving->>0 from jsonb_array_elements(moved) moving where moving->>0 = any(there)
  ) names
  where ${isAdded}
  order by name
  on conflict (key) do update set kind = excluded.kind where false;

  return (
    select jsonb_agg(write || jsonb_build_object('seenAt', seen_at, 'moved', moved, 'expiresAt', greatest(
      (write->>'expiresAt')::double precision, seen_at + (write->>'spanMs')::double precision
    )))
    from jsonb_array_elements(writes) write, lateral (
      select
        greatest((write->>'seenAt')::double precision, max(tally.times[array_position(tally.members, moving->>1)])) as seen_at,
        coalesce(jsonb_agg(moving), '[]') as moved
      from jsonb_array_elements(write->'moved') moving join ${schema}.counter tally on tally.key = moving->>0
      where tally.key = any(there)
    ) last_seen
  );
end $$;

-- Takes members out of counters, given as pairs of key and member. A counter that is left without any goes, too: its
-- key tells of somebody who is no longer there.
create or replace function ${schema}.take_out(pairs jsonb)
returns void language plpgsql as $$
declare
  locked constant text[] := array(
    select key from ${schema}.counter
    where key = any(array(select pair->>0 from jsonb_array_elements(pairs) pair))
    order by key for update
  );
begin
  update ${schema}.counter tally
  set (members, times) = (select rest.* from ${schema}.without(tally, leaving.members) rest)
  from (
    select pair->>0 as key, array_agg(pair->>1) as members from jsonb_array_elements(pairs) pair group by 1
  ) leaving
  where tally.key = any(locked) and tally.key = leaving.key and tally.members && leaving.members;
  delete from ${schema}.counter where key = any(locked) and kind = 'd' and times = '{}';
end $$;

-- One count for each list of keys: what stands under all of them together.
create or replace function ${schema}.counts(reads jsonb, at_ms double precision)
returns jsonb language plpgsql stable as $$
begin
  return (
    select coalesce(jsonb_agg(total order by place), '[]')
    from rows from (jsonb_to_recordset(reads) as (keys text[])) with ordinality named(keys, place), lateral (
      select coalesce(sum(
        -- As most do: all that it holds still counts.
        case when kind = 'd' and times[1] > at_ms - span_ms then cardinality(times)
        else ${schema}.counted(kind, span_ms, times, amounts, at_ms) end
      ), 0) as total
      from ${schema}.counter where key = any(keys)
    ) counted
  );
end $$;

create or replace function ${schema}.peek(asked jsonb)
returns text language plpgsql stable ${settings} as $$
begin
  return ${schema}.counts(asked->'reads', (asked->>'at')::double precision);
end $$;
`;

/** A sum or a rate that holds the subject already, under this name or a former one, is not added to again. */
const isAdded = "kind = 'd' or not former || key && held_keys";

/** The writes of a question as rows. */
function writes(json: string): string {
  return `jsonb_to_recordset(${json}) as write(
    key text collate "C", kind "char", "spanMs" double precision, "expiresAt" double precision, "seenAt" double precision,
    bound smallint,
    members text[], amount double precision, former text[], moved jsonb
  )`;
}

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
