import { createHash } from "node:crypto";

/** A name as a persistent store is given one: 22 characters of base64url. */
export function token(name: string): string {
  return createHash("sha256").update(name).digest("base64url").slice(0, 22);
}
