/** The list that a script answered. */
export function readList(reply: unknown): readonly unknown[] {
  if (!Array.isArray(reply)) throw new Error("Redis answered something else than the script did");
  return reply;
}

/** A number that a script answered: as one, or as text where it is not whole. */
export const readNumber = (value: unknown): number => (value === undefined ? Number.NaN : Number(value));

/** A name that a script answered, without the sign before it; undefined where there is none. */
export function readName(value: unknown): string | undefined {
  return typeof value === "string" && value.startsWith("=") ? value.slice(1) : undefined;
}
