import { text } from "node:stream/consumers";
import { openFile } from "./files.js";

/** What a file holds as JSON, or why it holds none; `isThere` tells a file that is wrong from one that cannot be read. */
export type JsonFile =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly isThere: boolean; readonly message: string };

/** Reads a file of JSON, whole. */
export async function readJson(path: string): Promise<JsonFile> {
  const file = await openFile(path);
  if (!file.ok) return { ok: false, isThere: false, message: file.message };
  const json = (await text(file.bytes)).replace(/^\u{feff}/u, "");
  if (json.trim() === "") return { ok: false, isThere: true, message: "is empty" };
  try {
    return { ok: true, value: JSON.parse(json) };
  } catch (error) {
    return { ok: false, isThere: true, message: notJson(json, error) };
  }
}

function notJson(json: string, error: unknown): string {
  const place = /\bat position (\d+)/.exec((error as Error).message)?.[1];
  if (place === undefined) return "is not JSON; comments and trailing commas are not allowed in it";
  const before = json.slice(0, Number(place)).split("\n");
  return `is not JSON: see line ${before.length}, character ${(before.at(-1)?.length ?? 0) + 1}`;
}
