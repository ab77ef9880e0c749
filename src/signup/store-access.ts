import { type Clock, systemClock } from "../core/clock.js";
import { type Counter, counterId } from "../core/counter.js";
import { TrialgateError } from "../core/errors.js";
import { openly, subjectKey } from "../core/seal.js";
import type { Store } from "../core/store.js";
import { type SecretSeal, sealsOf } from "../identifiers/seal.js";
import { accessProblems } from "./options/check-scorer-options.js";
import type { ScorerOptions } from "./scorer-options.js";

/** What the scorer has, to reach the same store under the same names. */
export type StoreAccess = Pick<ScorerOptions, "store" | "namespace" | "secrets" | "clock">;

/** A store and the names under which it knows somebody. */
export interface OpenedStore {
  readonly store: Store;
  readonly namespace: string;
  /** The one in force first; for a store that forgets with its process, one that hides nothing. */
  readonly seals: readonly SecretSeal[];
  readonly clock: Clock;
}

/** For a store that forgets with its process. */
const unsealed: SecretSeal = { ...openly, decrypt: async (text) => text };

/**
 * Gets ready to ask a store about somebody.
 * @throws TrialgateError `invalid_config` for what no scorer would take, and for a store that outlives the process
 * without its `secrets`.
 */
export function openStore(access: StoreAccess): OpenedStore {
  const { store, namespace = "default", secrets = [], clock = systemClock } = access ?? {};
  if (store?.persistent === true && secrets.length === 0) {
    // Not what a scorer says: a new key would find nobody.
    const message = "are needed to find what was hashed under them: pass those of the scorer";
    throw new TrialgateError("invalid_config", [{ path: "secrets", message }]);
  }
  const problems = accessProblems({ store, namespace, secrets, clock });
  if (problems.length > 0) throw new TrialgateError("invalid_config", problems);
  return { store, namespace, seals: store.persistent ? sealsOf(secrets) : [unsealed], clock };
}

/** The key under which the store knows a counter. */
export async function counterKey(seal: SecretSeal, namespace: string, counter: Counter): Promise<string> {
  // Subjects and counters are named alike: the namespace before the name.
  return subjectKey(seal, namespace, counterId(counter));
}
