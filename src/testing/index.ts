export { type FixedClock, fixedClock } from "./fixed-clock.js";
export { type SignalCheck, type SignalContractOptions, signalContract } from "./signal-contract.js";
export { signupInput } from "./signup-input.js";
export type { StoreCheck } from "./store-contract/store-check.js";
export { storeContract } from "./store-contract.js";
