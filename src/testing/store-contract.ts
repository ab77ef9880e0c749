import type { Store } from "trialgate/core";
import { countingChecks } from "./store-contract/counting.js";
import { forgettingChecks } from "./store-contract/forgetting.js";
import { identityChecks } from "./store-contract/identity.js";
import { repeatingChecks } from "./store-contract/repeating.js";
import { windowChecks } from "./store-contract/windows.js";

/** One rule that every store keeps. */
export interface StoreCheck {
  readonly name: string;
  /**
   * Tries the rule on a store of its own.
   * @param makeStore Answers a store that holds nothing.
   * @throws Error that says what was expected and what came.
   */
  run(makeStore: () => Store | Promise<Store>): Promise<void>;
}

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
