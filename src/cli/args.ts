import { type ParseArgsConfig, parseArgs } from "node:util";
import { closest } from "trialgate/core";

/** The flags of a verb, as `util.parseArgs` wants them. */
export type Flags = NonNullable<ParseArgsConfig["options"]>;

/** What stood on the command line: flags by name and the rest in order, or what is wrong with it. */
export type Args<Known extends Flags> =
  | ({ readonly ok: true } & ReturnType<
      typeof parseArgs<{ options: Known; allowPositionals: true; strict: true }>
    >)
  | { readonly ok: false; readonly message: string };

/** Reads a command line. An unknown flag is refused, with the one that was probably meant. */
export function readArgs<const Known extends Flags>(args: readonly string[], flags: Known): Args<Known> {
  try {
    return {
      ok: true,
      ...parseArgs({ args: [...args], options: flags, allowPositionals: true, strict: true }),
    };
  } catch (error) {
    const { message } = error as Error;
    const unknown = /^Unknown option '--?([\w-]+)/.exec(message)?.[1];
    // The engine takes what begins with a dash for another flag, and has many words for it.
    const dashed = /^Option '(?:-\w, )?--([\w-]+).* argument is ambiguous/.exec(message)?.[1];
    if (dashed !== undefined)
      return { ok: false, message: `--${dashed}: a value that begins with - is written --${dashed}=-…` };
    if (unknown === undefined) return { ok: false, message: firstLine(message) };
    return {
      ok: false,
      message: `unknown flag --${unknown}; ${hint(unknown, Object.keys(flags), { prefix: "--" })}`,
    };
  }
}

/** `did you mean …?`, or all that there is; `elsewhere` says what tells them where they are many. */
export function hint(
  given: string,
  known: readonly string[],
  { prefix = "", elsewhere = "see --help" }: { readonly prefix?: string; readonly elsewhere?: string } = {},
): string {
  const meant = closest(given, known);
  if (meant !== undefined) return `did you mean ${prefix}${meant}?`;
  return known.length > 10 ? elsewhere : `there are ${known.map((name) => prefix + name).join(", ")}`;
}

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";
