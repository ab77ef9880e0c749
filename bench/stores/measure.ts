import type { Count } from "./peer.js";

/** What one side needs for a signup. */
export interface Timing {
  /** Microseconds from asking to having the answer, one at a time. */
  readonly p50Us: number;
  /** Signups a second, 64 at a time. */
  readonly perSecond: number;
}

const rounds = 12;
const oneByOne = 150;
const together = 1500;
const inFlight = 64;
/** How many signups {@link race} asks for of each side. */
export const signupsNeeded: number = rounds * (oneByOne + together);

/** Both sides turn by turn in one process, slice after slice, so that what slows the machine slows both. */
export async function race(
  sides: Readonly<Record<string, Count>>,
): Promise<Readonly<Record<string, Timing>>> {
  const seen = Object.entries(sides).map(([name, count]) => ({
    name,
    count,
    next: 0,
    us: [] as number[],
    rates: [] as number[],
  }));
  for (let round = 0; round < rounds; round++) {
    for (const side of seen) {
      for (let call = 0; call < oneByOne; call++) {
        const startedAt = performance.now();
        await side.count(side.next++);
        side.us.push((performance.now() - startedAt) * 1000);
      }
    }
    for (const side of seen) {
      const end = side.next + together;
      const startedAt = performance.now();
      const worker = async (): Promise<void> => {
        while (side.next < end) await side.count(side.next++);
      };
      await Promise.all(Array.from({ length: inFlight }, worker));
      side.rates.push(together / ((performance.now() - startedAt) / 1000));
    }
  }
  return Object.fromEntries(
    // The first quarter warms up.
    seen.map(({ name, us, rates }) => [
      name,
      { p50Us: median(us.slice(us.length / 4)), perSecond: median(rates.slice(rates.length / 4)) },
    ]),
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
