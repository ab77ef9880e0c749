import { memoryStore, type ScorerOptions } from "trialgate";

/** What the backfill of a test fills; its module is loaded by path, as anybody's would be. */
const store = memoryStore();

export const calls = { closed: 0 };

export function close(): void {
  calls.closed += 1;
}

export const options: ScorerOptions = { store, namespace: "backfill" };
