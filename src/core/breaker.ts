/**
 * Spares a store that is down, and the people who would wait for it: after `failures` in a row nothing is asked for
 * `restMs`, then one call may try again while the others still go without.
 */
export interface Breaker {
  /**
   * Lets a call through, or not.
   * @param at Epoch ms by the caller's clock.
   * @returns Where to tell how the call went; undefined while the store rests.
   */
  begin(at: number): Trial | undefined;
}

/** A call that was let through. Told at most one of the two; a caller who gives up tells neither. */
export interface Trial {
  succeeded(): void;
  failed(): void;
}

/** A closed breaker. `restMs` in milliseconds. */
export function createBreaker(failures = 3, restMs = 500): Breaker {
  let inARow = 0;
  let retryAt = 0;
  let successes = 0;
  return {
    begin(at) {
      if (inARow >= failures) {
        // A clock that was set back must not keep the breaker open for longer than one rest.
        if (at < retryAt && at >= retryAt - restMs) return undefined;
        retryAt = at + restMs;
      }
      const before = successes;
      return {
        succeeded() {
          inARow = 0;
          successes += 1;
        },
        failed() {
          // A store that answered others meanwhile is busy, and not down: the last of a burst must not shut out the next.
          if (successes !== before) return;
          inARow += 1;
          retryAt = at + restMs;
        },
      };
    },
  };
}
