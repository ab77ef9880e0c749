import { type CsvRecord, csvRecords } from "./csv.js";
import { type Line, lines } from "./lines.js";

/** A row of somebody's export. `cell` answers the text of a column, trimmed; `""` where there is none. */
export type Row = { readonly number: number } & (
  | { readonly cell: (column: string) => string; readonly problem?: undefined }
  | { readonly cell?: undefined; readonly problem: string }
);

/** The rows of an export, and the names of its columns. */
export interface Rows {
  readonly columns: readonly string[];
  /** What is wrong with the heading; there are no columns then. */
  readonly problem?: string | undefined;
  readonly rows: AsyncIterable<Row>;
  /** For the one who does not read the rows after all: closes the file. */
  close(): Promise<void>;
}

/**
 * Opens an export: CSV with a heading, or one JSON object a line, which is told by its first character. The columns of JSON
 * are those of its first hundred objects, for an export leaves out what it does not know; what lies in an object of it has
 * a dotted name, `outcome.risk_score`.
 */
export async function openRows(source: AsyncIterable<Uint8Array>): Promise<Rows> {
  const { first, all } = await peeked(source);
  return first === "{" ? jsonRows(lines(all)) : csvRows(csvRecords(all));
}

async function csvRows(records: AsyncGenerator<CsvRecord>): Promise<Rows> {
  const { value: heading } = await records.next();
  const columns: readonly string[] = heading?.fields ?? [];
  const places = new Map(columns.map((column, place) => [column, place]));
  async function* rows(): AsyncGenerator<Row> {
    for await (const { number, fields, problem } of records) {
      if (fields === undefined) yield { number, problem };
      else if (fields.length > columns.length) {
        yield { number, problem: `has ${fields.length} fields, and the heading ${columns.length}` };
      } else yield { number, cell: (column) => fields[places.get(column) ?? -1] ?? "" };
    }
  }
  return {
    columns,
    problem: heading?.problem,
    rows: rows(),
    close: async () => void (await records.return(undefined)),
  };
}

// As many objects as are held to see which columns there are.
const mostLooked = 100;

async function jsonRows(source: AsyncGenerator<Line>): Promise<Rows> {
  const looked: Line[] = [];
  while (looked.length < mostLooked) {
    const { value, done } = await source.next();
    if (done) break;
    looked.push(value);
  }
  async function* rows(): AsyncGenerator<Row> {
    for (const line of looked) yield jsonRow(line);
    for await (const line of source) yield jsonRow(line);
  }
  const columns = new Set(looked.flatMap(({ text = "{}" }) => [...leaves(text).keys()]));
  return { columns: [...columns], rows: rows(), close: async () => void (await source.return(undefined)) };
}

function jsonRow({ number, text, problem }: Line): Row {
  if (text === undefined) return { number, problem };
  const cells = leaves(text);
  if (cells.size === 0) return { number, problem: "is not a JSON object with something in it" };
  return { number, cell: (column) => cells.get(column) ?? "" };
}

/** Texts, numbers and truth values by their dotted names; lists and what lies deeper than three objects are left out. */
function leaves(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (value: object, prefix: string, depth: number): void => {
    for (const [key, part] of Object.entries(value)) {
      if (typeof part === "object" && part !== null) {
        if (depth < 3 && !Array.isArray(part)) visit(part, `${prefix}${key}.`, depth + 1);
      } else if (part !== null) found.set(prefix + key, String(part).trim());
    }
  };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) visit(value, "", 1);
  } catch {
    // Told as a row with nothing in it: the engine's own words would quote the line.
  }
  return found;
}

/** The first character that is no space, and the same bytes again from the start. */
async function peeked(
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly first: string; readonly all: AsyncIterable<Uint8Array> }> {
  const chunks = source[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let first = "";
  while (first === "") {
    const { value, done } = await chunks.next();
    if (done) break;
    held.push(value);
    // ASCII alone matters here; a byte order mark becomes three other characters.
    first = Buffer.from(value)
      .toString("latin1")
      .replace(/^\u00ef\u00bb\u00bf/, "")
      .trimStart()
      .slice(0, 1);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* held;
      yield* { [Symbol.asyncIterator]: () => chunks };
    } finally {
      await chunks.return?.();
    }
  }
  return { first, all: all() };
}
