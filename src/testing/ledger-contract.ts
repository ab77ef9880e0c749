import type { LedgerCheck } from "./ledger-contract/ledger-check.js";
import { takingChecks } from "./ledger-contract/taking.js";
import { windowChecks } from "./ledger-contract/windows.js";

/**
 * The contract of a `Ledger` as data, for any test runner:
 * `for (const { name, run } of ledgerContract) it(name, () => run(() => myLedger()))`.
 * Tells tokens alone, and takes the time from its own instants.
 */
export const ledgerContract: readonly LedgerCheck[] = [...takingChecks, ...windowChecks];
