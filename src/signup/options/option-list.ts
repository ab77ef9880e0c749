import type { Problem } from "../../core/errors.js";

/**
 * Reads each entry of an option that is a list. What is no list, and every entry that `read` can make nothing of, is
 * added to `problems`, with its place; `expected` completes "must be …".
 */
export function readList<Value>(
  path: string,
  entries: readonly unknown[],
  expected: string,
  read: (entry: unknown) => Value | undefined,
  problems: Problem[],
): readonly Value[] {
  if (!Array.isArray(entries)) {
    problems.push({ path, message: `must be a list; each entry is ${expected}` });
    return [];
  }
  const values: Value[] = [];
  for (const [index, entry] of entries.entries()) {
    const value = read(entry);
    if (value === undefined) problems.push({ path: `${path}.${index}`, message: `must be ${expected}` });
    else values.push(value);
  }
  return values;
}
