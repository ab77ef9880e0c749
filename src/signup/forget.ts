import { subjectKey } from "../core/memory.js";
import { openStore, type StoreAccess } from "./store-access.js";

/**
 * Forgets a signup: takes it out of every count of different accounts and drops what the store keeps of it. Sums and
 * rates (how busy a network was) hold nobody's name and stay.
 * @param options The `store`, `namespace` and `secrets` that the scorer has.
 * @param id `assessment.id`.
 * @returns Whether there was something to forget.
 * @throws TrialgateError `invalid_config` for a store that outlives the process without its `secrets`.
 */
export async function forget(options: StoreAccess, id: string): Promise<boolean> {
  const { store, namespace, seals } = openStore(options);
  let found = false;
  // Under every secret: what was written before the newest came into force is forgotten, too.
  for (const seal of seals) {
    if (await store.forget(await subjectKey(seal, namespace, id))) found = true;
  }
  return found;
}
