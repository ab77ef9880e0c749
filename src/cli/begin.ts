import { type Args, type Flags, readArgs } from "./args.js";
import { type ExitCode, type Fail, failing, type Terminal } from "./terminal.js";

/** What a verb has to be known by before it does anything. */
export interface Verb<Known extends Flags> {
  readonly name: string;
  readonly help: string;
  readonly flags: Known;
}

/** A verb that has something to do, or one that has ended: its help was asked for, or its command line is wrong. */
export type Begun<Known extends Flags, Given> =
  | ({ readonly ok: true; readonly fail: Fail } & Pick<Extract<Args<Known>, { ok: true }>, "values"> & Given)
  | { readonly ok: false; readonly exit: ExitCode };

/** Reads the command line of a verb, answers `--help`, and says what is wrong with it. */
export async function begin<const Known extends Flags>(
  args: readonly string[],
  { name, help, flags }: Verb<Known>,
  terminal: Terminal,
): Promise<Begun<Known, { readonly positionals: readonly string[] }>> {
  const fail = failing(terminal, name);
  const given = readArgs(args, flags);
  if (!given.ok) return { ok: false, exit: await fail(2, given.message) };
  const { values, positionals } = given;
  // Every verb has it.
  if ((values as { readonly help?: boolean }).help === true) {
    await terminal.out.write(help);
    return { ok: false, exit: 0 };
  }
  return { ok: true, fail, values, positionals };
}

/** The same for a verb that goes through one file, or standard input as `-`. `what` the file is: a `history`, say. */
export async function beginWithFile<const Known extends Flags>(
  args: readonly string[],
  verb: Verb<Known> & { readonly what: string },
  terminal: Terminal,
): Promise<Begun<Known, { readonly path: string }>> {
  const begun = await begin(args, verb, terminal);
  if (!begun.ok) return begun;
  const { positionals, ...rest } = begun;
  const [path, ...more] = positionals;
  const { name, what } = verb;
  if (path !== undefined && more.length === 0) return { ...rest, path };
  const message =
    path === undefined
      ? `give a ${what}, or - for standard input; see --help`
      : `give one ${what}; join several with: cat A B | trialgate ${name} -`;
  return { ok: false, exit: await begun.fail(2, message) };
}
