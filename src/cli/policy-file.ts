import {
  type DataPolicy,
  definePolicy,
  isTrialgateError,
  type PolicyData,
  type Problem,
  standardPolicy,
} from "trialgate";
import { readJson } from "./json-file.js";
import type { ExitCode, Fail } from "./terminal.js";
import { problemLine } from "./words.js";

/** A policy that was read from a file, or all that is wrong with it. */
export type PolicyFile =
  | { readonly ok: true; readonly policy: DataPolicy }
  | { readonly ok: false; readonly exit: ExitCode; readonly problems: readonly Problem[] };

/** Reads a policy, written as JSON; `standard` is the standard one, and a file of that name is `./standard`. */
export async function readPolicy(path: string): Promise<PolicyFile> {
  if (path === "standard") return { ok: true, policy: standardPolicy };
  const file = await readJson(path);
  if (!file.ok) {
    return { ok: false, exit: file.isThere ? 1 : 2, problems: [{ path: "", message: file.message }] };
  }
  try {
    return { ok: true, policy: definePolicy(file.value as PolicyData) };
  } catch (error) {
    if (!isTrialgateError(error)) throw error;
    return { ok: false, exit: 1, problems: error.problems };
  }
}

/** The policy that a flag names, or how the verb ends because of what is wrong with it. */
export async function policyOf(
  flag: string,
  path: string,
  fail: Fail,
): Promise<
  { readonly ok: true; readonly policy: DataPolicy } | { readonly ok: false; readonly exit: ExitCode }
> {
  const read = await readPolicy(path);
  if (read.ok) return read;
  return {
    ok: false,
    exit: await fail(read.exit, ...read.problems.map((problem) => `--${flag}: ${problemLine(problem)}`)),
  };
}
