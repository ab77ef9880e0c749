import { memoryStore, type ScorerOptions, type SignupInput, type Store } from "trialgate";
import { signupInput } from "trialgate/testing";

/** A store like one that outlives the process: it is given hashes alone, and is told the secrets to have them made. */
export function persistentStore(): Store {
  return { ...memoryStore(), persistent: true };
}

/** Two secrets, the one in force first. */
export const secrets = [
  { id: "new", key: "a key of more than sixteen bytes" },
  { id: "old", key: "another key of sixteen bytes too" },
] as const;

/** Ways to keep a store, each to be made anew for a test. */
export const settings: readonly (readonly [name: string, make: () => ScorerOptions])[] = [
  ["memory", () => ({ store: memoryStore() })],
  ["a namespace", () => ({ store: memoryStore(), namespace: "staging" })],
  ["a store that outlives the process", () => ({ store: persistentStore(), secrets })],
];

/** A person with nothing in common with another place, unless `shared` says so. */
export function personAt(place: number, shared: Partial<SignupInput> = {}): SignupInput {
  return signupInput({
    id: `account-${place}`,
    email: `${["ada", "ben", "cleo", "dora", "emil", "fay"][place % 6]}.stone${place}@gmail.com`,
    ip: `81.2.${place}.142`,
    deviceId: `device-${place}`,
    ...shared,
  });
}
