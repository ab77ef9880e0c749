import { Writable } from "node:stream";
import { type ExitCode, type Terminal, toOutput } from "../../src/cli/terminal.js";

/** What one verb came to. */
export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a verb in this process, at an instant. */
export async function runVerb(
  verb: (args: readonly string[], terminal: Terminal) => Promise<ExitCode>,
  args: readonly string[],
  at: number,
): Promise<Ran> {
  const texts = { out: "", err: "" };
  const collect = (name: keyof typeof texts): Writable =>
    new Writable({
      write(chunk, _, done) {
        texts[name] += chunk;
        done();
      },
    });
  const exit = await verb(args, {
    stdin: (async function* () {})(),
    out: toOutput(collect("out")),
    err: toOutput(collect("err")),
    now: () => at,
    watched: false,
  });
  return { exit, ...texts };
}
