import { open } from "node:fs/promises";

/** The bytes of a file, or why there are none. */
export type Opened =
  | { readonly ok: true; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly ok: false; readonly message: string };

/** Opens a file for reading; the one who reads to the end, or stops early, closes it. */
export async function openFile(path: string): Promise<Opened> {
  try {
    const file = await open(path);
    if ((await file.stat()).isDirectory()) {
      await file.close();
      return { ok: false, message: `${path} is a directory; name a file in it` };
    }
    return { ok: true, bytes: file.createReadStream() };
  } catch (error) {
    // Whoever forgot `--email` has written an address here, and error messages end up in logs.
    if (path.includes("@"))
      return { ok: false, message: "no such file; for one signup, write --email ADDRESS" };
    return { ok: false, message: `${path}: ${reason((error as NodeJS.ErrnoException).code)}` };
  }
}

function reason(code: string | undefined): string {
  if (code === "ENOENT") return "no such file";
  if (code === "EACCES" || code === "EPERM") return "you may not read it";
  return `cannot be read (${code ?? "for no known reason"})`;
}
