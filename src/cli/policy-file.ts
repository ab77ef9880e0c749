import {
  type DataPolicy,
  definePolicy,
  isTrialgateError,
  type PolicyData,
  type Problem,
  standardPolicy,
} from "trialgate";
import { readJson } from "./json-file.js";
import type { ExitCode } from "./terminal.js";

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
