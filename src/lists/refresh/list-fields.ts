/** Longer lines belong to no list of domains or networks. */
const LONGEST_LINE = 2_000;

/** A comment to the end of the line: at its start, or after a blank. */
const COMMENT = /^(?:#|\/\/|;|!).*|\s#.*/;

/**
 * The fields of each line of a downloaded text: plain lines, CSV, tab-separated, or a JSON list of texts, recognised by
 * themselves; comments, empty lines and a byte order mark are left out. A text that is no list at all gives a reason.
 */
export function listFields(text: string): readonly (readonly string[])[] | { readonly reason: string } {
  const body = text.replace(/^\uFEFF/, "").trimStart();
  if (body.startsWith("<")) return { reason: "is a web page, not a list" };
  if (body.includes("\0")) return { reason: "is binary, not a list" };
  if (body.startsWith("[")) return jsonFields(body);
  return body.split(/\r\n|\n|\r/).flatMap((line) => {
    if (line.length > LONGEST_LINE) return [["(too long)"]];
    const told = line.replace(COMMENT, "").trim();
    return told === "" ? [] : [told.split(/[,;\t]/).map((field) => field.trim().replace(/^"(.*)"$/, "$1"))];
  });
}

function jsonFields(body: string): readonly (readonly string[])[] | { readonly reason: string } {
  try {
    const values: unknown = JSON.parse(body);
    if (Array.isArray(values)) return values.map((value) => [typeof value === "string" ? value.trim() : ""]);
  } catch {
    // Said below.
  }
  return { reason: "is neither a JSON list of texts nor lines of text" };
}

/** A list of which more than this share cannot be read is garbage. */
const READABLE = 0.99;

/** Reads each line; a reason when too much of the list says nothing. A CSV's heading is not held against it. */
export function readEach<Entry>(
  text: string,
  read: (fields: readonly string[], line: number) => Entry | undefined,
): readonly Entry[] | { readonly reason: string } {
  const lines = listFields(text);
  if ("reason" in lines) return lines;
  const entries: Entry[] = [];
  let unreadable = 0;
  for (const [index, fields] of lines.entries()) {
    const entry = read(fields, index + 1);
    if (entry !== undefined) entries.push(entry);
    else if (index > 0 || fields.length === 1) unreadable++;
  }
  if (unreadable > lines.length * (1 - READABLE)) {
    return { reason: `is garbage: ${unreadable} of ${lines.length} lines cannot be read` };
  }
  return entries.length === 0 ? { reason: "is empty" } : entries;
}
