/**
 * How counters count: what `memory/tally.ts` does for the memory store, on arrays. In PL/pgSQL, because it keeps its
 * plans and indexes an array at once; called only by functions that have set the search path.
 */
export const tallySql = (schema: string): string => `
-- The count as of an instant.
create or replace function ${schema}.counted(
  kind "char", span_ms double precision, times double precision[], amounts double precision[], at_ms double precision
)
returns double precision language plpgsql immutable as $$
declare
  step_ms double precision;
  total double precision := 0;
  place integer;
begin
  case kind
    when 'd' then
      return cardinality(times) - ${schema}.expired(times, at_ms - span_ms);
    when 's' then
      step_ms := ceil(span_ms / 60);
      for place in 1 .. cardinality(times) loop
        if ${schema}.is_inside(times[place], step_ms, at_ms - span_ms) then
          total := total + amounts[place];
        end if;
      end loop;
      return total;
    else
      return ${schema}.decayed(amounts[1], greatest(0, at_ms - times[1]) / span_ms);
  end case;
end $$;

-- How many, all at the front, are not later than an instant.
create or replace function ${schema}.expired(times double precision[], before double precision)
returns integer language plpgsql immutable as $$
declare
  gone integer := 0;
begin
  while gone < cardinality(times) and times[gone + 1] <= before loop
    gone := gone + 1;
  end loop;
  return gone;
end $$;

-- A step counts while any instant of it may lie in the window: rather a little too much than too little.
create or replace function ${schema}.is_inside(step double precision, step_ms double precision, before double precision)
returns boolean language sql immutable as $$ select (step + 1) * step_ms - 1 > before $$;

-- PostgreSQL raises an error where a number becomes too small for its type.
create or replace function ${schema}.decayed(value double precision, half_lives double precision)
returns double precision language sql immutable as $$
  select case when half_lives > 100 or value < 1e-200 then 0 else value * power(2::double precision, -half_lives) end
$$;

-- What stands under a key when more is added to it. A clock that was set back forgets nothing.
create or replace function ${schema}.added(
  tally ${schema}.counter, more ${schema}.counter, at_ms double precision,
  out members text[], out times double precision[], out amounts double precision[]
) language plpgsql immutable as $$
declare
  surplus integer;
  place integer;
  seen double precision;
  step_ms double precision;
begin
  members := tally.members;
  times := tally.times;
  amounts := tally.amounts;
  case more.kind
    when 'd' then
      for newcomer in 1 .. cardinality(more.members) loop
        seen := more.times[newcomer];
        place := array_position(members, more.members[newcomer]);
        if place is not null then
          seen := greatest(seen, times[place]);
          members := members[: place - 1] || members[place + 1 :];
          times := times[: place - 1] || times[place + 1 :];
        end if;
        -- A full set gives up its oldest member, too: the count stays "at least the bound".
        surplus := greatest(${schema}.expired(times, at_ms - more.span_ms), cardinality(members) - more.bound + 1);
        if surplus > 0 then
          members := members[surplus + 1 :];
          times := times[surplus + 1 :];
        end if;
        place := cardinality(times);
        while place > 0 and times[place] > seen loop
          place := place - 1;
        end loop;
        if place = cardinality(times) then
          members := array_append(members, more.members[newcomer]);
          times := array_append(times, seen);
        else
          members := array_append(members[: place], more.members[newcomer]) || members[place + 1 :];
          times := array_append(times[: place], seen) || times[place + 1 :];
        end if;
      end loop;
    when 's' then
      step_ms := ceil(more.span_ms / 60);
      place := cardinality(times);
      while place > 0 and times[place] > more.times[1] loop
        place := place - 1;
      end loop;
      if place > 0 and times[place] = more.times[1] then
        amounts[place] := amounts[place] + more.amounts[1];
        return;
      end if;
      times := array_append(times[: place], more.times[1]) || times[place + 1 :];
      amounts := array_append(amounts[: place], more.amounts[1]) || amounts[place + 1 :];
      -- By number, too: under a clock that only goes back, no step ever expires.
      surplus := greatest(0, cardinality(times) - 61);
      while surplus < cardinality(times)
        and not ${schema}.is_inside(times[surplus + 1], step_ms, at_ms - more.span_ms) loop
        surplus := surplus + 1;
      end loop;
      if surplus > 0 then
        times := times[surplus + 1 :];
        amounts := amounts[surplus + 1 :];
      end if;
    else
      if cardinality(times) = 0 then
        times := more.times;
        amounts := more.amounts;
      else
        amounts[1] := more.amounts[1]
          + ${schema}.decayed(amounts[1], greatest(0, at_ms - times[1]) / more.span_ms);
        times[1] := greatest(times[1], more.times[1]);
      end if;
  end case;
end $$;

-- What stands under a key when members are taken out of it.
create or replace function ${schema}.without(
  tally ${schema}.counter, leaving text[], out members text[], out times double precision[]
) language plpgsql immutable as $$
declare
  place integer;
begin
  members := tally.members;
  times := tally.times;
  for leaver in 1 .. cardinality(leaving) loop
    place := array_position(members, leaving[leaver]);
    continue when place is null;
    members := members[: place - 1] || members[place + 1 :];
    times := times[: place - 1] || times[place + 1 :];
  end loop;
end $$;
`;
