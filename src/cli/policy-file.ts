import { text } from "node:stream/consumers";
import {
  type DataPolicy,
  definePolicy,
  isTrialgateError,
  type PolicyData,
  type Problem,
  standardPolicy,
} from "trialgate";
import { openFile } from "./files.js";
import type { ExitCode } from "./terminal.js";

/** A policy that was read from a file, or all that is wrong with it. */
export type PolicyFile =
  | { readonly ok: true; readonly policy: DataPolicy }
  | { readonly ok: false; readonly exit: ExitCode; readonly problems: readonly Problem[] };

/** Reads a policy, written as JSON; `standard` is the standard one, and a file of that name is `./standard`. */
export async function readPolicy(path: string): Promise<PolicyFile> {
  if (path === "standard") return { ok: true, policy: standardPolicy };
  const file = await openFile(path);
  if (!file.ok) return { ok: false, exit: 2, problems: [{ path: "", message: file.message }] };
  const json = (await text(file.bytes)).replace(/^\u{feff}/u, "");
  try {
    const data: PolicyData = JSON.parse(json);
    return { ok: true, policy: definePolicy(data) };
  } catch (error) {
    const problems = isTrialgateError(error) ? error.problems : [{ path: "", message: notJson(json, error) }];
    return { ok: false, exit: 1, problems };
  }
}

function notJson(json: string, error: unknown): string {
  const place = /\bat position (\d+)/.exec((error as Error).message)?.[1];
  if (place === undefined) return "is not JSON; comments and trailing commas are not allowed in it";
  const before = json.slice(0, Number(place)).split("\n");
  return `is not JSON: see line ${before.length}, character ${(before.at(-1)?.length ?? 0) + 1}`;
}
