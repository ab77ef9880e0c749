import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { describe } from "vitest";

/** Where a program is: looked for in `PATH`, or taken as it is when it is a path already. Undefined when it is nowhere. */
export function findBinary(binary: string): string | undefined {
  const candidates = binary.includes("/")
    ? [binary]
    : (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, binary));
  return candidates.find(isExecutable);
}

/**
 * A suite over a real server, which not every machine has. Without the binary it is skipped and says so; where
 * `CI` is `true` it fails instead: a suite that nobody runs proves nothing.
 */
export function describeWith(binary: string, name: string, suite: () => void): void {
  describeWhere(findBinary(binary) !== undefined, { missing: binary, needs: binary }, name, suite);
}

/** The same for what is found in another way: `missing` is its name, `needs` what brings it. */
export function describeWhere(
  isThere: boolean,
  { missing, needs }: { readonly missing: string; readonly needs: string },
  name: string,
  suite: () => void,
): void {
  if (isThere || process.env.CI === "true") {
    describe(name, suite);
    return;
  }
  process.stderr.write(`SKIPPED, ${missing} is not installed: ${name}\n`);
  describe.skip(`${name} (needs ${needs})`, suite);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
