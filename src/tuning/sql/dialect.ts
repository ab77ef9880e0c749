import { textLiteral } from "./literal.js";

/** The little in which engines differ where a policy is concerned. Arguments and answers are SQL expressions unless said otherwise. */
export interface SqlDialect {
  /** Quotes a text: a plain one goes in. */
  text(value: string): string;
  /** The most UTF-8 bytes of a name; beyond it the engine refuses the name, or cuts it short in silence. */
  readonly mostNameBytes: number;
  /** The 64-bit floating-point type: JavaScript's arithmetic must be done in it. */
  readonly double: string;
  /** Stands before the bracket of a CTE that must be computed once and as it stands. */
  readonly materialized: string;
  /** A column of JSON, or of text with JSON in it, as JSON. */
  json(column: string): string;
  /** A field of a JSON object as JSON; `field` is one of ours, never of the policy. */
  field(json: string, field: string): string;
  /** The same as text: a string without its quotes, a number in its digits; null where it is not there. */
  textField(json: string, field: string): string;
  /** A JSON string without its quotes. */
  plainText(json: string): string;
  /** Whether a JSON list of texts holds this plain one, which is one of ours. */
  holds(list: string, text: string): string;
  /** An item of FROM: a row with the column `item` for each entry of a JSON list. */
  each(list: string, alias: string): string;
  /** The same with a second column, `place`, that counts from 1. */
  eachWithPlace(list: string, alias: string): string;
}

const postgres: SqlDialect = {
  text: textLiteral,
  mostNameBytes: 63,
  double: "double precision",
  // Otherwise the planner puts each step into the next, as often as it is named there, and the query grows exponentially.
  materialized: "materialized ",
  json: (column) => `cast(${column} as jsonb)`,
  field: (json, field) => `(${json} -> '${field}')`,
  textField: (json, field) => `(${json} ->> '${field}')`,
  plainText: (json) => `(${json} #>> '{}')`,
  holds: (list, text) => `coalesce(${list} @> '["${text}"]', false)`,
  each: (list, alias) => `jsonb_array_elements(${list}) as ${alias} (item)`,
  eachWithPlace: (list, alias) => `jsonb_array_elements(${list}) with ordinality as ${alias} (item, place)`,
};

const duckdb: SqlDialect = {
  text: textLiteral,
  mostNameBytes: 255,
  double: "double",
  materialized: "materialized ",
  json: (column) => `cast(${column} as json)`,
  field: (json, field) => `json_extract(${json}, '$.${field}')`,
  textField: (json, field) => `json_extract_string(${json}, '$.${field}')`,
  plainText: (json) => `json_extract_string(${json}, '$')`,
  holds: (list, text) => `coalesce(json_contains(${list}, '"${text}"'), false)`,
  each: (list, alias) => `unnest(cast(${list} as json[])) as ${alias} (item)`,
  eachWithPlace: (list, alias) => `unnest(cast(${list} as json[])) with ordinality as ${alias} (item, place)`,
};

/** The dialects by name. */
export const sqlDialects = { postgres, duckdb } as const;
