/** Tells the time: epoch milliseconds. Passed in everywhere, so that a test or a replay decides what time it is. */
export type Clock = () => number;

/** The machine's clock, the default where a caller passes none. The only place the library reads the time. */
export const systemClock: Clock = () => Date.now();

/** `count` minutes in milliseconds. */
export const minutes = (count: number): number => count * 60_000;

/** `count` hours in milliseconds. */
export const hours = (count: number): number => count * 3_600_000;

/** `count` days of 24 hours in milliseconds. */
export const days = (count: number): number => count * 86_400_000;
