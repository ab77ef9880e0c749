import { ledgerContract, storeContract } from "trialgate/testing";
import { describe, it } from "vitest";
import { memoryStore } from "../../src/stores/memory.js";

describe("the memory store keeps the contract of a store", () => {
  it.each(storeContract)("$name", ({ run }) => run(() => memoryStore()));
});

describe("the memory store keeps the contract of a ledger", () => {
  it.each(ledgerContract)("$name", ({ run }) => run(() => memoryStore()));
});
