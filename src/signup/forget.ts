import { subjectKey } from "../core/seal.js";
import { noteKinds, takeBack } from "./note.js";
import { checkCall, idProblem } from "./options/check-call.js";
import { openStore, type StoreAccess } from "./store-access.js";

/**
 * Forgets a signup: takes it out of every count of different accounts, and with it what you recorded of it, an outcome or
 * a hold; drops what the store keeps of it. Sums and rates (how busy a network was) hold nobody's name and stay.
 * @param options The `store`, `namespace` and `secrets` that the scorer has.
 * @param id `assessment.id`.
 * @returns Whether there was something to forget.
 * @throws TrialgateError `invalid_input`; `invalid_config` for a store that outlives the process without its `secrets`.
 * Rejects as the store does when that is down: try again.
 */
export async function forget(options: StoreAccess, id: string): Promise<boolean> {
  checkCall(idProblem("id", id));
  const opened = openStore(options);
  const { store, namespace, seals } = opened;
  let found = false;
  // Under every secret: what was written before the newest came into force is forgotten, too.
  for (const seal of seals) {
    if (await store.forget(await subjectKey(seal, namespace, id))) found = true;
  }
  for (const kind of noteKinds) {
    if (await takeBack(opened, kind, id)) found = true;
  }
  return found;
}
