import { addRow, createRows, findRow, removeRow, timeAt, valueAt } from "./rows.js";
import { createShelves, type Shelf } from "./shelves.js";
import {
  type Addition,
  add,
  count,
  countOne,
  entryTime,
  expired,
  type Measure,
  removeMember,
  type Tally,
} from "./tally.js";

/** All counters by fingerprint, kept within a bound. */
export interface Counters {
  /** Counts, and answers the count as of `at`. What was last seen later than that is told by `seenAt`. */
  add(counter: Countable, at: number, seenAt?: number): number;
  /** The count as of `at`; 0 for an unknown counter. */
  count(fingerprint: number, at: number): number;
  /** Takes a member out, and answers when it was last seen; undefined if it was not there. */
  remove(fingerprint: number, member: number): number | undefined;
  /** The members that count as of `at`, the newest first. */
  members(fingerprint: number, at: number): readonly Member[];
}

/** A counter and what to add to it, without its texts. */
export interface Countable extends Measure, Addition {
  readonly fingerprint: number;
}

/** A member of a counter, and when it was last seen. */
export interface Member {
  readonly member: number;
  /** Epoch ms. */
  readonly at: number;
}

const nothing: Tally = { values: [], times: [] };

/**
 * Counters, bounded: beyond `capacity` keys and further members of a key, the expired go first, then the lowest counts,
 * then the oldest, so that no flood of small counts can wash out a large one. No timers, and no call that sweeps: room
 * is made for a thousand at once when something is added, so finding out what has to go costs each of them little.
 *
 * Most counters hold one member or one step. These live in their row; only a longer tally is an object of its own.
 */
export function createCounters(capacity: number): Counters {
  const rows = createRows();
  const shelves = createShelves(rows);
  /** By the negative of what stands in the row. */
  const longer: Tally[] = [nothing];
  const freePlaces: number[] = [];
  /** Keys, and each further member of a key. */
  let taken = 0;

  const tallyOf = (row: number): Tally => {
    const value = rows.floats[valueAt(row)] ?? 0;
    return (value < 0 && longer[-value]) || { values: [value], times: [rows.floats[timeAt(row)] ?? 0] };
  };
  const keep = (row: number, { values, times }: Tally): void => {
    const place = -(rows.floats[valueAt(row)] ?? 0);
    if (values.length > 1) {
      const free = place > 0 ? place : (freePlaces.pop() ?? longer.length);
      // An array that has grown by one has room for sixteen more, and most tallies of two stay so: a copy has none.
      longer[free] = place > 0 ? { values, times } : { values: values.slice(), times: times.slice() };
      rows.floats[valueAt(row)] = -free;
    } else {
      release(place);
      rows.floats[valueAt(row)] = values[0] ?? 0;
    }
    rows.floats[timeAt(row)] = times.at(-1) ?? 0;
  };
  const release = (place: number): void => {
    if (place <= 0) return;
    longer[place] = nothing;
    freePlaces.push(place);
  };
  const countOf = (row: number, measure: Measure, at: number): number => {
    const value = rows.floats[valueAt(row)] ?? 0;
    return value < 0
      ? count(tallyOf(row), measure, at)
      : countOne(value, rows.floats[timeAt(row)] ?? 0, measure, at);
  };
  const size = ({ values }: Tally, { kind }: Measure): number => (kind === "distinct" ? values.length : 1);
  const drop = (row: number): void => {
    taken -= size(tallyOf(row), shelves.of(row).measure);
    release(-(rows.floats[valueAt(row)] ?? 0));
    shelves.take(row);
    removeRow(rows, row);
  };

  const makeRoom = (at: number): void => {
    const enough = capacity - Math.min(1000, Math.floor(capacity / 20));
    const isFull = (): boolean => taken > enough;
    for (const level of shelves.byLevel) {
      for (const shelf of level) {
        while (isFull() && shelf.oldest !== 0 && timeOfOldest(shelf) <= at - shelf.measure.lifetimeMs)
          drop(shelf.oldest);
      }
    }
    for (const level of shelves.byLevel) {
      for (let row = oldestOf(level); row !== 0 && isFull(); row = oldestOf(level)) drop(row);
    }
  };
  const timeOfOldest = ({ oldest }: Shelf): number => rows.floats[timeAt(oldest)] ?? 0;
  const oldestOf = (level: readonly Shelf[]): number => {
    let first: Shelf | undefined;
    for (const shelf of level) {
      if (shelf.oldest !== 0 && (first === undefined || timeOfOldest(shelf) < timeOfOldest(first)))
        first = shelf;
    }
    return first?.oldest ?? 0;
  };

  const begin = (counter: Countable, seenAt: number): number => {
    const row = addRow(rows, counter.fingerprint);
    rows.floats[valueAt(row)] = counter.value;
    rows.floats[timeAt(row)] = entryTime(counter, seenAt);
    taken += 1;
    return row;
  };
  const goOn = (row: number, counter: Countable, seenAt: number): void => {
    const { measure } = shelves.of(row);
    shelves.take(row);
    const tally = tallyOf(row);
    const before = size(tally, measure);
    add(tally, measure, counter, seenAt);
    taken += size(tally, measure) - before;
    keep(row, tally);
  };

  return {
    add(counter, at, seenAt = at) {
      const known = findRow(rows, counter.fingerprint);
      const measure = known === 0 ? counter : shelves.of(known).measure;
      const row = known === 0 ? begin(counter, seenAt) : known;
      if (known !== 0) goOn(known, counter, seenAt);
      const now = countOf(row, measure, at);
      shelves.put(row, measure, now);
      if (taken > capacity) makeRoom(at);
      return now;
    },
    count(fingerprint, at) {
      const row = findRow(rows, fingerprint);
      return row === 0 ? 0 : countOf(row, shelves.of(row).measure, at);
    },
    remove(fingerprint, member) {
      const row = findRow(rows, fingerprint);
      if (row === 0) return undefined;
      const tally = tallyOf(row);
      if (tally.values.length === 1 && tally.values[0] === member) {
        const [seenAt] = tally.times;
        drop(row);
        return seenAt;
      }
      const seenAt = removeMember(tally, member);
      if (seenAt !== undefined) {
        taken -= 1;
        keep(row, tally);
      }
      return seenAt;
    },
    members(fingerprint, at) {
      const row = findRow(rows, fingerprint);
      if (row === 0) return [];
      const tally = tallyOf(row);
      const all = tally.values.map((member, place) => ({ member, at: tally.times[place] ?? 0 }));
      return all.slice(expired(tally, shelves.of(row).measure, at)).reverse();
    },
  };
}
