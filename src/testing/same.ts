/** Fails unless two JSON values are equal; `what` begins the message. */
export function same(what: string, actual: unknown, expected: unknown): void {
  const [came, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (came !== wanted) throw new Error(`${what}: expected ${wanted}, got ${came}`);
}
