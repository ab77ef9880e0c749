import { type Counter, lifetimeMs } from "../../core/counter.js";
import { add, count, type Member, membersOf, newTally, removeMember, size, type Tally } from "./tally.js";

/** All tallies, kept within a bound. */
export interface Shelves {
  /** Counts. What was last seen later than `at` is told by `seenAt`. */
  add(counter: Counter<string>, at: number, seenAt?: number): void;
  count(counter: Counter<string>, at: number): number;
  /** Takes a member out of a counter of distinct members, and answers when it was last seen; undefined if it was not there. */
  remove(key: string, member: string): number | undefined;
  /** The members that count as of `at`, the newest first. */
  members(key: string, at: number): readonly Member[];
}

interface Entry {
  readonly tally: Tally;
  readonly lifetimeMs: number;
  level: number;
  touchedAt: number;
}

/** Entries of one level and lifetime, in the order they were touched. */
type Shelf = Map<string, Entry>;

// Counts above this are one level: among them the oldest goes first.
const highestLevel = 1000;

/**
 * Tallies by key, bounded: beyond `capacity` the expired go first, then the lowest counts, then the oldest, so that no
 * flood of small counts can wash out a large one. No timers: room is made when something is added, a twentieth at
 * a time, which keeps the cost of adding constant on average.
 *
 * Entries stand on shelves, one for each level (the count when last touched) and lifetime, in the order they were
 * touched. So the expired ones of a shelf, and its oldest, are always at its front.
 */
export function createShelves(capacity: number): Shelves {
  const entries = new Map<string, Entry>();
  const shelves = new Map<number, Map<number, Shelf>>();
  /** Keys, and each further member of a key. */
  let taken = 0;

  const shelve = (key: string, entry: Entry): void => {
    const level = shelves.get(entry.level) ?? new Map<number, Shelf>();
    const shelf = level.get(entry.lifetimeMs) ?? new Map<string, Entry>();
    shelves.set(entry.level, level.set(entry.lifetimeMs, shelf.set(key, entry)));
  };
  const unshelve = (key: string, entry: Entry): void => {
    const level = shelves.get(entry.level);
    const shelf = level?.get(entry.lifetimeMs);
    shelf?.delete(key);
    if (shelf?.size === 0) level?.delete(entry.lifetimeMs);
    if (level?.size === 0) shelves.delete(entry.level);
  };
  const drop = (key: string, entry: Entry): void => {
    unshelve(key, entry);
    entries.delete(key);
    taken -= size(entry.tally);
  };

  const dropExpired = (at: number): void => {
    for (const level of shelves.values()) {
      for (const shelf of level.values()) {
        for (const [key, entry] of shelf) {
          if (entry.touchedAt > at - entry.lifetimeMs) break;
          drop(key, entry);
        }
      }
    }
  };
  const makeRoom = (at: number): void => {
    dropExpired(at);
    const enough = Math.floor(capacity * 0.95);
    for (const lowest of [...shelves.keys()].sort((a, b) => a - b)) {
      for (const [key, entry] of oldestFirst(shelves.get(lowest) ?? new Map())) {
        if (taken <= enough) return;
        drop(key, entry);
      }
    }
  };

  return {
    add(counter, at, seenAt = at) {
      let entry = entries.get(counter.key);
      if (entry === undefined) {
        entry = {
          tally: newTally(counter, seenAt),
          lifetimeMs: lifetimeMs(counter),
          level: 0,
          touchedAt: seenAt,
        };
        entries.set(counter.key, entry);
        taken += 1;
      } else {
        unshelve(counter.key, entry);
        const before = size(entry.tally);
        add(entry.tally, counter, seenAt);
        taken += size(entry.tally) - before;
      }
      entry.level = Math.min(highestLevel, Math.floor(count(entry.tally, at)));
      entry.touchedAt = Math.max(entry.touchedAt, seenAt);
      shelve(counter.key, entry);
      if (taken > capacity) makeRoom(at);
    },
    count(counter, at) {
      const entry = entries.get(counter.key);
      return entry === undefined ? 0 : count(entry.tally, at);
    },
    remove(key, member) {
      const entry = entries.get(key);
      const seenAt = entry && removeMember(entry.tally, member);
      if (entry === undefined || seenAt === undefined) return undefined;
      taken -= 1;
      if (size(entry.tally) === 0) drop(key, entry);
      return seenAt;
    },
    members(key, at) {
      const entry = entries.get(key);
      return entry === undefined ? [] : membersOf(entry.tally, at);
    },
  };
}

/**
 * The entries of a level in the order they were touched, whatever their lifetime. May be dropped as they come: it
 * keeps its place in each shelf, where starting over would wade through the holes that dropping leaves in a Map.
 */
function* oldestFirst(level: ReadonlyMap<number, Shelf>): Generator<[string, Entry]> {
  const queues = [...level.values()].map((shelf) => shelf.entries());
  const fronts = queues.map((queue) => queue.next().value);
  for (;;) {
    let oldest = -1;
    for (const [index, front] of fronts.entries()) {
      if (front !== undefined && front[1].touchedAt < (fronts[oldest]?.[1].touchedAt ?? Infinity))
        oldest = index;
    }
    const front = fronts[oldest];
    if (front === undefined) return;
    yield front;
    fronts[oldest] = queues[oldest]?.next().value;
  }
}
