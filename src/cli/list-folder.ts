import { copyFile, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { isTrialgateError } from "trialgate";
import { type ListSnapshot, type Lists, loadLists } from "trialgate/lists";

/** Where downloaded lists are kept unless somebody says otherwise. */
export const defaultListFolder: string = join(".trialgate", "lists");

const current = (folder: string): string => join(folder, "snapshot.json");
const before = (folder: string): string => join(folder, "snapshot.previous.json");

/** The snapshot of a folder and what it knows, neither where there never was one, or why it cannot be used. */
export type ReadSnapshot =
  | { readonly ok: true; readonly snapshot?: ListSnapshot; readonly lists?: Lists }
  | { readonly ok: false; readonly message: string };

/** Reads the snapshot that is in force. */
export function readSnapshot(folder: string): Promise<ReadSnapshot> {
  return readFrom(current(folder));
}

async function readFrom(path: string): Promise<ReadSnapshot> {
  try {
    const snapshot: ListSnapshot = JSON.parse(await readFile(path, "utf8"));
    return { ok: true, snapshot, lists: loadLists(snapshot) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return { ok: true };
    const isDamaged = isTrialgateError(error) || error instanceof SyntaxError;
    const what = isDamaged ? "is damaged" : `cannot be read (${code ?? "for no known reason"})`;
    return { ok: false, message: `${path} ${what}; run \`trialgate lists rollback\`, or delete it` };
  }
}

/**
 * Puts a snapshot in force at once or not at all, whoever else is doing the same. What was in force before is kept for
 * `rollBack`, unless it says the same.
 */
export async function writeSnapshot(folder: string, snapshot: ListSnapshot): Promise<void> {
  await mkdir(folder, { recursive: true });
  await asOne(current(folder), async (path) => {
    const file = await open(path, "wx");
    try {
      await file.writeFile(JSON.stringify(snapshot));
      await file.sync();
    } finally {
      await file.close();
    }
    const old = await readSnapshot(folder);
    const isNews = old.ok && old.snapshot !== undefined && old.snapshot.version !== snapshot.version;
    if (isNews) await asOne(before(folder), (copy) => copyFile(current(folder), copy));
  });
}

/** Puts the snapshot before in force again, and the one in force in its place; a second time takes that back. */
export async function rollBack(folder: string): Promise<ReadSnapshot> {
  const old = await readFrom(before(folder));
  if (!old.ok || old.snapshot === undefined) return old;
  await asOne(before(folder), async (path) => {
    await copyFile(current(folder), path).catch(() => copyFile(before(folder), path));
    await rename(before(folder), current(folder));
  });
  return old;
}

/** Makes a file beside `path` and moves it there when it is complete, so that no reader ever sees half of one. */
async function asOne(path: string, make: (path: string) => Promise<void>): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    await make(temporary);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
