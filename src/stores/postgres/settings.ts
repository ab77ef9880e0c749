/**
 * What every function that is called from outside sets for its own run. Names are found in the system's own schema
 * alone, so nobody can slip in another `greatest`. Plans are made once for each connection and always go by the key:
 * one made while a table is still empty would read all of it when it is large.
 */
export const settings = `
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off`;
