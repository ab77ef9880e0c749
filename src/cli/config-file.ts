import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createScorer, isTrialgateError, type ScorerOptions } from "trialgate";
import { printable, problemLine } from "./words.js";

/** What a configuration module holds, or all that is wrong with it. */
export type ConfigFile =
  | {
      readonly ok: true;
      readonly options: ScorerOptions<string>;
      /** Lets go of what the module opened. */
      readonly close: () => Promise<void>;
    }
  | { readonly ok: false; readonly messages: readonly string[] };

interface ConfigModule {
  readonly options?: ScorerOptions<string>;
  readonly close?: () => unknown;
}

/**
 * Loads an ES module that exports `options`, what the application gives to `createScorer`: a store needs a client and
 * secrets, which only code can provide. Its export `close`, if there is one, is for the end.
 */
export async function readConfig(path: string): Promise<ConfigFile> {
  try {
    const { href } = pathToFileURL(resolve(path));
    const { options, close }: ConfigModule = await import(href);
    const letGo = async (): Promise<void> => void (await close?.());
    const messages = wrongWith(options);
    if (options !== undefined && messages.length === 0) return { ok: true, options, close: letGo };
    // A client that the module has connected would keep the process alive. What is wrong with the options is told first.
    await letGo().catch(() => {});
    return { ok: false, messages };
  } catch (error) {
    return { ok: false, messages: [printable(error instanceof Error ? error.message : String(error))] };
  }
}

/** All that is wrong with what a module exports as `options`. */
function wrongWith(options: ScorerOptions<string> | undefined): readonly string[] {
  if (options === undefined) return ["must export options, what you give to createScorer: { store, … }"];
  try {
    createScorer(options);
    return [];
  } catch (error) {
    if (isTrialgateError(error)) return error.problems.map(problemLine);
    throw error;
  }
}
