/**
 * The latest instant that is taken from a caller, epoch ms: the end of the year 2999. What lies later is microseconds,
 * or a slip. A store would count it for ever, or could not keep it.
 */
export const latestInstant: number = Date.UTC(3000, 0) - 1;
