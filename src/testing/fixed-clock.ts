import type { Clock } from "trialgate/core";

/** A clock that stands still until it is told otherwise. */
export interface FixedClock extends Clock {
  /** Moves on by `ms` milliseconds (back, when negative) and answers the new time. */
  advance(ms: number): number;
  /** Jumps to an instant, epoch ms. */
  set(at: number): void;
}

/** A clock for tests and replays. `at` is epoch ms; by default the first instant of 2026 (UTC). */
export function fixedClock(at: number = Date.UTC(2026, 0, 1)): FixedClock {
  let now = at;
  return Object.assign(() => now, {
    advance: (ms: number): number => {
      now += ms;
      return now;
    },
    set: (to: number): void => {
      now = to;
    },
  });
}
