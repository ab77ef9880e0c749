import { TrialgateError } from "../core/errors.js";
import { subjectKey } from "../core/memory.js";
import { createKeyedHash } from "../identifiers/hash.js";
import type { ScorerOptions } from "./scorer-options.js";

/**
 * Forgets a signup: takes it out of every count of different accounts and drops what the store keeps of it. Sums and
 * rates (how busy a network was) hold nobody's name and stay.
 * @param options The `store`, `namespace` and `secrets` that the scorer has.
 * @param id `assessment.id`.
 * @returns Whether there was something to forget.
 * @throws TrialgateError `invalid_config` for a store that outlives the process without its `secrets`.
 */
export async function forget(
  { store, namespace = "default", secrets = [] }: Pick<ScorerOptions, "store" | "namespace" | "secrets">,
  id: string,
): Promise<boolean> {
  if (store.persistent && secrets.length === 0) {
    const message = "are needed to find what was hashed under them: pass those of the scorer";
    throw new TrialgateError("invalid_config", [{ path: "secrets", message }]);
  }
  const seals = store.persistent ? secrets.map((secret) => createKeyedHash(secret).digest) : [undefined];
  let found = false;
  // Under every secret: what was written before the newest came into force is forgotten, too.
  for (const seal of seals) {
    const key = await subjectKey({ namespace, ...(seal && { seal }) }, id);
    if (await store.forget(key)) found = true;
  }
  return found;
}
