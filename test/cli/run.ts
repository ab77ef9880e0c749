import { Writable } from "node:stream";
import { runProgram } from "../../src/cli/program.js";
import { type ExitCode, type Terminal, toOutput } from "../../src/cli/terminal.js";

/** What one command line came to. */
export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** What a run may be given beside its arguments. */
export interface Around {
  /** Standard input. */
  readonly input?: string | AsyncIterable<Uint8Array>;
  readonly now?: () => number;
  readonly watched?: boolean;
}

/** Runs a command line in this process. */
export const run = (args: readonly string[], around?: Around): Promise<Ran> =>
  runVerb(runProgram, args, around);

/** Runs one verb in this process. */
export async function runVerb(
  verb: (args: readonly string[], terminal: Terminal) => Promise<ExitCode>,
  args: readonly string[],
  around: Around = {},
): Promise<Ran> {
  const { input = "", now = () => 1_790_000_000_000, watched = false } = around;
  const texts = { out: "", err: "" };
  const collect = (name: keyof typeof texts): Writable =>
    new Writable({
      write(chunk, _, done) {
        texts[name] += chunk;
        done();
      },
    });
  const exit = await verb(args, {
    stdin: typeof input === "string" ? bytesOf(input) : input,
    out: toOutput(collect("out")),
    err: toOutput(collect("err")),
    now,
    watched,
  });
  return { exit, ...texts };
}

/** A text as a stream of chunks, each of `size` bytes: small ones cut lines and characters apart. */
export async function* bytesOf(text: string, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** One JSON value a line. */
export const jsonl = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join("");

/** The values of one JSON value a line. */
export const parsed = (text: string): ReturnType<typeof JSON.parse>[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
