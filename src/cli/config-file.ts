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
    if (options === undefined) {
      return { ok: false, messages: ["must export options, what you give to createScorer: { store, … }"] };
    }
    createScorer(options);
    return { ok: true, options, close: async () => void (await close?.()) };
  } catch (error) {
    if (isTrialgateError(error)) return { ok: false, messages: error.problems.map(problemLine) };
    return { ok: false, messages: [printable(error instanceof Error ? error.message : String(error))] };
  }
}
