import { concurrencyChecks } from "./store-contract/concurrency.js";
import { countingChecks } from "./store-contract/counting.js";
import { forgettingChecks } from "./store-contract/forgetting.js";
import { formerNameChecks } from "./store-contract/former-names.js";
import { identityChecks } from "./store-contract/identity.js";
import { readingChecks } from "./store-contract/reading.js";
import { relatingChecks } from "./store-contract/relating.js";
import { repeatingChecks } from "./store-contract/repeating.js";
import type { StoreCheck } from "./store-contract/store-check.js";
import { textChecks } from "./store-contract/texts.js";
import { windowChecks } from "./store-contract/windows.js";

/**
 * The contract of a `Store` as data, for any test runner:
 * `for (const { name, run } of storeContract) it(name, () => run(() => myStore()))`.
 * Takes the time from its own instants, so it runs in milliseconds even where windows last a year. A store that is
 * `persistent` is told tokens alone, in the form of keyed hashes; one that is not, any text.
 */
export const storeContract: readonly StoreCheck[] = [
  ...countingChecks,
  ...textChecks,
  ...windowChecks,
  ...repeatingChecks,
  ...identityChecks,
  ...readingChecks,
  ...concurrencyChecks,
  ...formerNameChecks,
  ...relatingChecks,
  ...forgettingChecks,
];
