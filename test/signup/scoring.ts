import type { Assessment, Store } from "trialgate";
import {
  createScorer,
  memoryStore,
  type ScorerOptions,
  type SignupInput,
  type SignupSignal,
} from "trialgate";
import { fixedClock } from "trialgate/testing";

/** When the signups of these tests happen. */
export const start: number = Date.UTC(2026, 5, 1);

/** A scorer with a store and a clock of its own, unless options say otherwise. */
export function scorerOf(options: Partial<ScorerOptions> = {}): (input: SignupInput) => Promise<Assessment> {
  return createScorer({ store: memoryStore(), clock: fixedClock(start), ...options });
}

/** A store that is down in one way or another. */
export const deadStores: Readonly<Record<string, Store>> = {
  throws: storeThat(() => {
    throw new Error("down");
  }),
  rejects: storeThat(() => Promise.reject(new Error("down"))),
  "answers garbage": storeThat(async () => ({ counts: "many" })),
  hangs: storeThat(() => new Promise(() => {})),
};

function storeThat(observe: () => unknown): Store {
  return { persistent: false, observe, peek: observe, related: observe, forget: observe } as unknown as Store;
}

/** A signal of the standard set, replaced by one that fails. */
export function failing(
  signal: SignupSignal,
  onFailure: "degrade" | "skip" = signal.onFailure,
): SignupSignal {
  return { ...signal, onFailure, evaluate: () => Promise.reject(new Error("broken")) };
}
