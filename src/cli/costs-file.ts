import type { CostOptions } from "trialgate/tuning";
import { readJson } from "./json-file.js";

/** What mistakes cost, as a file says it, or what is wrong with the file. */
export type CostsFile =
  | { readonly ok: true; readonly costs: CostOptions | undefined }
  | { readonly ok: false; readonly message: string };

/** Reads the file that the flag `--costs` names; none where there is no flag. Its numbers are checked by whoever reckons with them. */
export async function readCosts(path: string | undefined): Promise<CostsFile> {
  if (path === undefined) return { ok: true, costs: undefined };
  const file = await readJson(path);
  if (!file.ok) return file;
  const { value } = file;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { ok: false, message: 'must hold an object, such as {"personValueUsd": 20}' };
  }
  return { ok: true, costs: value };
}
