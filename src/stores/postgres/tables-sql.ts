/**
 * The tables. Instants are epoch milliseconds as the caller gives them, fractions included: exact in double precision
 * up to the year 287396, and the same arithmetic as the other stores'.
 *
 * Nothing that changes with every call is indexed, so that an update stays on its page (HOT) and leaves the indexes
 * alone. `expires_hour` is what the cleanup looks for: it changes once an hour at most, and an index over few different
 * values is small.
 */
export const tablesSql = (schema: string): string => `
create table ${schema}.counter (
  span_ms double precision not null,
  expires_at double precision not null,
  expires_hour integer not null,
  bound smallint,
  -- d: distinct members, s: sum, r: rate
  kind "char" not null,
  key text collate "C" primary key,
  -- Of distinct members alone: those seen last stand last.
  members text[] collate "C",
  -- When each member was last seen; the numbers of the steps of a sum; since when a rate decays.
  times double precision[] not null,
  -- What was added within each step; the value of a rate.
  amounts double precision[]
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05, toast_tuple_target = 8160);

create table ${schema}.subject (
  expires_at double precision not null,
  expires_hour integer not null,
  revision integer not null,
  key text collate "C" primary key,
  label text not null,
  identity text[] collate "C" not null,
  -- The answers given, newest last.
  answers jsonb not null,
  -- The counters that hold the subject, newest last: [key], [key, member] or [key, member, attribute].
  held jsonb not null
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05);

create table ${schema}.taken (
  amount double precision not null,
  expires_at double precision not null,
  expires_hour integer not null,
  subject text collate "C" primary key
) with (autovacuum_vacuum_scale_factor = 0.05);

create index counter_expiry on ${schema}.counter (expires_hour);
create index subject_expiry on ${schema}.subject (expires_hour);
create index taken_expiry on ${schema}.taken (expires_hour);

-- Tokens do not compress, and up to 200 members stay on a page: written elsewhere they would leave a copy behind with
-- each member, until the next vacuum.
alter table ${schema}.counter alter members set storage external, alter times set storage external;
`;

/**
 * The first full hour by which what expires at an instant is gone; all hours after the year 246953 are one. Written with
 * every row: as a generated column it would be compiled anew in each statement.
 */
export const hourAfter = (instant: string): string =>
  `least(ceil((${instant}) / 3600000), 2147483647)::integer`;
