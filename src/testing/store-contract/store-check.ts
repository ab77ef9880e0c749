import type { Store } from "trialgate/core";

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
