import type { Writable } from "node:stream";

/** All that a verb may touch of the world, passed in. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Data and nothing else. */
  readonly out: Output;
  /** Errors and progress. */
  readonly err: Output;
  /** Epoch ms. */
  readonly now: () => number;
  /** Whether somebody looks at `err` who sees nothing of `out`. */
  readonly watched: boolean;
}

/** Somewhere to write. Rejects with the system's error, such as `EPIPE` when the reader has gone. */
export interface Output {
  /** Resolves when the text is on its way, so that a slow reader slows the writer and nothing piles up. */
  write(text: string): Promise<void>;
}

/** `0` done, `1` the data is bad, `2` the command is. */
export type ExitCode = 0 | 1 | 2;

/** Says what is wrong, a line for each message, and answers how the verb ends. */
export type Fail = (exit: ExitCode, ...messages: readonly string[]) => Promise<ExitCode>;

/** How a verb says on standard error what is wrong. */
export function failing({ err }: Pick<Terminal, "err">, verb: string): Fail {
  return async (exit, ...messages) => {
    await err.write(messages.map((message) => `trialgate ${verb}: ${message}\n`).join(""));
    return exit;
  };
}

/** A stream of Node as an `Output`. */
export function toOutput(stream: Writable): Output {
  // The callback of `write` tells; without a listener the same error would end the process as well.
  stream.on("error", () => {});
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => (error ? reject(error) : resolve()));
      }),
  };
}
