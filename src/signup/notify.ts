import type { ScorerEvent, ScorerOptions } from "./scorer-options.js";

/** Tells a listener. Whatever it does with it changes nothing. */
export function notify<Tier extends string>(
  onEvent: ScorerOptions<Tier>["onEvent"],
  event: ScorerEvent<Tier>,
): void {
  try {
    // An async listener answers a promise, whatever its type says.
    const answer: unknown = onEvent?.(event);
    if (answer instanceof Promise) answer.catch(() => {});
  } catch {
    // A listener is not part of the decision.
  }
}
