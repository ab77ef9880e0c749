export { type FixedClock, fixedClock } from "./fixed-clock.js";
export type { ForgettingLedger, LedgerCheck } from "./ledger-contract/ledger-check.js";
export { ledgerContract } from "./ledger-contract.js";
export { type RestartCheck, restartContract } from "./restart-contract.js";
export { type SignalCheck, type SignalContractOptions, signalContract } from "./signal-contract.js";
export { signupInput } from "./signup-input.js";
export type { StoreCheck } from "./store-contract/store-check.js";
export { storeContract } from "./store-contract.js";
