/** One line of a file. `text` is there unless `problem` says why not. */
export type Line = { readonly number: number } & (
  | { readonly text: string; readonly problem?: undefined }
  | { readonly text?: undefined; readonly problem: string }
);

// A signup at the limit of every field is under 100 KB.
const mostBytes = 1_000_000;
const newline = 0x0a;

/**
 * The lines of a stream of bytes that are not blank, numbered from 1. Never holds more than a megabyte of one line:
 * a longer one is a problem and is passed over. A byte order mark and CRLF are fine.
 */
export async function* lines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let number = 0;
  let held: Uint8Array[] = [];
  let bytes = 0;

  const hold = (part: Uint8Array): void => {
    bytes += part.length;
    if (bytes > mostBytes) held = [];
    else if (part.length > 0) held.push(part);
  };
  const finish = (): Line | undefined => {
    number += 1;
    const line = bytes > mostBytes ? tooLong(number) : decode(number, Buffer.concat(held));
    held = [];
    bytes = 0;
    return line.text === "" ? undefined : line;
  };

  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      hold(chunk.subarray(start, end));
      const line = finish();
      if (line !== undefined) yield line;
      start = end + 1;
    }
    hold(chunk.subarray(start));
  }
  if (bytes > 0) {
    const line = finish();
    if (line !== undefined) yield line;
  }
}

// Strict about UTF-8, and takes a byte order mark away.
const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(number: number, bytes: Uint8Array): Line {
  try {
    return { number, text: utf8.decode(bytes).trim() };
  } catch {
    const problem = "is not UTF-8 text; is the file compressed, or in another encoding?";
    return { number, problem };
  }
}

const tooLong = (number: number): Line => ({
  number,
  problem: `is longer than ${mostBytes / 1e6} MB; write one signup per line, and no more than its fields`,
});
