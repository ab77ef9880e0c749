/** One record of a CSV file; `number` is the line on which it begins. `fields` are there unless `problem` says why not. */
export type CsvRecord = { readonly number: number } & (
  | { readonly fields: readonly string[]; readonly problem?: undefined }
  | { readonly fields?: undefined; readonly problem: string }
);

// As long as a line of JSON may be.
const mostCharacters = 1_000_000;
const delimiters = [",", ";", "\t"] as const;

/**
 * The records of a CSV file (RFC 4180), blank lines passed over: quoted fields may hold delimiters, quotes and ends of
 * line. Commas, semicolons or tabs, whichever the first line has most of. Never holds more than a megabyte of a record,
 * so a quote that is not closed costs the records up to there and no more.
 */
export async function* csvRecords(source: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  const decoder = new TextDecoder();
  let delimiter: string | undefined;
  let line = 1;
  let record = emptyRecord(line);
  let finished: CsvRecord[] = [];

  const read = (text: string): void => {
    delimiter ??= mostOf(text);
    for (const character of text) {
      if (character === "\n") line += 1;
      if (!take(record, character, delimiter)) continue;
      finished.push(...closed(record));
      record = emptyRecord(line);
    }
  };

  let head = "";
  for await (const chunk of source) {
    const text = decoder.decode(chunk, { stream: true });
    // The first line decides on the delimiter.
    if (delimiter === undefined) {
      head += text;
      if (!head.includes("\n") && head.length <= mostCharacters) continue;
    }
    read(delimiter === undefined ? head : text);
    yield* finished;
    finished = [];
  }
  read(delimiter === undefined ? head + decoder.decode() : decoder.decode());
  if (record.state === "quoted") record.problem ??= "has a quote that is never closed";
  yield* [...finished, ...closed(record)];
}

interface OpenRecord {
  readonly number: number;
  readonly fields: string[];
  field: string;
  state: "start" | "plain" | "quoted" | "after-quote";
  characters: number;
  problem?: string;
}

const emptyRecord = (number: number): OpenRecord => ({
  number,
  fields: [],
  field: "",
  state: "start",
  characters: 0,
});

/** Takes one more character in, and answers whether the record ends with it. */
function take(record: OpenRecord, character: string, delimiter: string): boolean {
  record.characters += 1;
  if (record.characters > mostCharacters && record.problem === undefined) {
    record.problem = `is longer than ${mostCharacters / 1e6} MB; is a quote not closed?`;
    record.state = "plain";
  }
  if (record.state === "quoted") {
    if (character === '"') record.state = "after-quote";
    else record.field += character;
    return false;
  }
  if (character === "\n") return true;
  if (record.problem !== undefined) return false;
  if (character === delimiter) endField(record);
  else if (character === '"' && record.state === "start") record.state = "quoted";
  else if (character === '"' && record.state === "after-quote") {
    record.field += character;
    record.state = "quoted";
  } else if (record.state !== "after-quote") {
    record.field += character;
    record.state = "plain";
  } else if (character !== "\r" && character !== " ") {
    record.problem = "has text behind a closing quote; a quote within quotes is written twice";
  }
  return false;
}

function endField(record: OpenRecord): void {
  record.fields.push(record.field.trim());
  record.field = "";
  record.state = "start";
}

function closed(record: OpenRecord): readonly CsvRecord[] {
  const { number, fields } = record;
  endField(record);
  if (record.problem !== undefined) return [{ number, problem: record.problem }];
  if (fields.every((field) => field === "")) return [];
  // What the decoder writes where the bytes are no UTF-8; and UTF-16 is full of NUL.
  const isText = !fields.some((field) => /[\ufffd\0]/.test(field));
  return [isText ? { number, fields } : { number, problem: "is not UTF-8 text; save the file as UTF-8" }];
}

function mostOf(text: string): string {
  const first = text.split("\n", 1)[0] ?? "";
  const counts = delimiters.map((delimiter) => first.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}
