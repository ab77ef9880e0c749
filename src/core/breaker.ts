/**
 * Spares a store that is down, and the people who would wait for it: after `failures` in a row nothing is asked for
 * `restMs`, then one call may try again while the others still go without.
 */
export interface Breaker {
  /** Whether a call may go through now. */
  allows(at: number): boolean;
  succeeded(): void;
  failed(at: number): void;
}

/** A closed breaker. `at` is epoch ms of the caller's clock; `restMs` in milliseconds. */
export function createBreaker(failures = 3, restMs = 500): Breaker {
  let inARow = 0;
  let retryAt = 0;
  return {
    allows(at) {
      if (inARow < failures) return true;
      // A clock that was set back must not keep the breaker open for longer than one rest.
      if (at < retryAt && at >= retryAt - restMs) return false;
      retryAt = at + restMs;
      return true;
    },
    succeeded() {
      inARow = 0;
    },
    failed(at) {
      inARow += 1;
      retryAt = at + restMs;
    },
  };
}
