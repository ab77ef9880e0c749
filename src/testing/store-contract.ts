import { countingChecks } from "./store-contract/counting.js";
import { forgettingChecks } from "./store-contract/forgetting.js";
import { identityChecks } from "./store-contract/identity.js";
import { repeatingChecks } from "./store-contract/repeating.js";
import type { StoreCheck } from "./store-contract/store-check.js";
import { windowChecks } from "./store-contract/windows.js";

/**
 * The contract of a `Store` as data, for any test runner:
 * `for (const { name, run } of storeContract) it(name, () => run(() => myStore()))`.
 * Takes the time from its own instants, so it runs in milliseconds even where windows last a year.
 */
export const storeContract: readonly StoreCheck[] = [
  ...countingChecks,
  ...windowChecks,
  ...repeatingChecks,
  ...identityChecks,
  ...forgettingChecks,
];
