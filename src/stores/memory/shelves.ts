import { newerAt, olderAt, type Rows, shelfAt } from "./rows.js";
import type { Measure } from "./tally.js";

/** Rows of one measure and one level, in the order they were touched: the expired, and the oldest, are at its old end. */
export interface Shelf {
  readonly measure: Measure;
  readonly level: number;
  readonly number: number;
  /** The rows at its ends; 0 when it is empty. */
  oldest: number;
  newest: number;
}

/** All shelves, so that whatever has to go first is found without looking at the rest. */
export interface Shelves {
  /** Where a row stands. */
  of(row: number): Shelf;
  /** Puts a row at the newest end. The level is the count as it was touched, in whole numbers. */
  put(row: number, measure: Measure, count: number): void;
  take(row: number): void;
  /** By level. Levels and measures are few, whatever is counted. */
  readonly byLevel: readonly (readonly Shelf[])[];
}

// Counts above this are one level: among them the oldest goes first.
const highestLevel = 1000;

/** Shelves for the rows of a table. */
export function createShelves(rows: Rows): Shelves {
  const all: Shelf[] = [];
  const byLevel: Shelf[][] = [];

  const shelfFor = (measure: Measure, level: number): Shelf => {
    while (byLevel.length <= level) byLevel.push([]);
    const standing = byLevel[level] ?? [];
    const { kind, spanMs, lifetimeMs } = measure;
    for (const shelf of standing) {
      if (shelf.measure.spanMs === spanMs && shelf.measure.kind === kind) return shelf;
    }
    const shelf = {
      measure: { kind, spanMs, lifetimeMs },
      level,
      number: all.length,
      oldest: 0,
      newest: 0,
    };
    all.push(shelf);
    standing.push(shelf);
    return shelf;
  };
  const of = (row: number): Shelf => {
    const shelf = all[rows.words[shelfAt(row)] ?? 0];
    if (shelf === undefined) throw new RangeError("a row that is in use stands on a shelf");
    return shelf;
  };

  return {
    of,
    byLevel,
    put(row, measure, count) {
      const shelf = shelfFor(measure, Math.min(highestLevel, Math.floor(count)));
      rows.words[shelfAt(row)] = shelf.number;
      rows.words[olderAt(row)] = shelf.newest;
      rows.words[newerAt(row)] = 0;
      if (shelf.newest === 0) shelf.oldest = row;
      else rows.words[newerAt(shelf.newest)] = row;
      shelf.newest = row;
    },
    take(row) {
      const shelf = of(row);
      const older = rows.words[olderAt(row)] ?? 0;
      const newer = rows.words[newerAt(row)] ?? 0;
      if (older === 0) shelf.oldest = newer;
      else rows.words[newerAt(older)] = newer;
      if (newer === 0) shelf.newest = older;
      else rows.words[olderAt(newer)] = older;
    },
  };
}
