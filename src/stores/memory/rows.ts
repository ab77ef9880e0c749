/**
 * One row for each counter, found by its fingerprint: a hash table of chains over columns of numbers. A `Map` of objects
 * takes 500 bytes for a counter, the columns take 40; they grow by a quarter, not by doubling, to leave little empty.
 * Rows are numbered from 1, and 0 stands for none.
 */
export interface Rows {
  fingerprints: Float64Array;
  /** What is counted and when, of a tally of one entry; a negative value is the place of a longer tally. */
  values: Float64Array;
  times: Float64Array;
  /** The number of the shelf, and the neighbours there. */
  shelves: Uint32Array;
  older: Uint32Array;
  newer: Uint32Array;
  /** The next row of the same bucket, or the next free row. */
  next: Uint32Array;
  /** The first row of each bucket. Their number is a power of two. */
  buckets: Uint32Array;
  /** Rows that have ever been in use. */
  used: number;
  /** The first row that is free again. */
  free: number;
}

const firstLength = 64;

/** A table without rows. */
export function createRows(): Rows {
  return {
    fingerprints: new Float64Array(firstLength),
    values: new Float64Array(firstLength),
    times: new Float64Array(firstLength),
    shelves: new Uint32Array(firstLength),
    older: new Uint32Array(firstLength),
    newer: new Uint32Array(firstLength),
    next: new Uint32Array(firstLength),
    buckets: new Uint32Array(firstLength),
    used: 0,
    free: 0,
  };
}

/** The row of a fingerprint; 0 when there is none. */
export function findRow({ fingerprints, buckets, next }: Rows, fingerprint: number): number {
  let row = buckets[bucketOf(buckets, fingerprint)] ?? 0;
  while (row !== 0 && fingerprints[row] !== fingerprint) row = next[row] ?? 0;
  return row;
}

/** A new row for a fingerprint that has none. What its other columns hold is left over from whoever had it before. */
export function addRow(rows: Rows, fingerprint: number): number {
  const row = rows.free !== 0 ? rows.free : rows.used + 1;
  if (row === rows.free) rows.free = rows.next[row] ?? 0;
  else {
    if (row === rows.fingerprints.length) lengthen(rows);
    if (row > rows.buckets.length) spread(rows);
    rows.used = row;
  }
  rows.fingerprints[row] = fingerprint;
  chain(rows, row);
  return row;
}

/** Gives a row back. */
export function removeRow(rows: Rows, row: number): void {
  const { buckets, next, fingerprints } = rows;
  const after = next[row] ?? 0;
  const bucket = bucketOf(buckets, fingerprints[row] ?? 0);
  if (buckets[bucket] === row) buckets[bucket] = after;
  else {
    let before = buckets[bucket] ?? 0;
    while (next[before] !== row) before = next[before] ?? 0;
    next[before] = after;
  }
  next[row] = rows.free;
  rows.free = row;
}

function bucketOf(buckets: Uint32Array, fingerprint: number): number {
  return fingerprint & (buckets.length - 1);
}

function chain({ buckets, next, fingerprints }: Rows, row: number): void {
  const bucket = bucketOf(buckets, fingerprints[row] ?? 0);
  next[row] = buckets[bucket] ?? 0;
  buckets[bucket] = row;
}

function lengthen(rows: Rows): void {
  const length = Math.ceil(rows.fingerprints.length * 1.25);
  rows.fingerprints = floats(rows.fingerprints, length);
  rows.values = floats(rows.values, length);
  rows.times = floats(rows.times, length);
  rows.shelves = words(rows.shelves, length);
  rows.older = words(rows.older, length);
  rows.newer = words(rows.newer, length);
  rows.next = words(rows.next, length);
}

/** Twice as many buckets. No row is free while there are too few of them, so all that were ever used are chained. */
function spread(rows: Rows): void {
  rows.buckets = new Uint32Array(2 * rows.buckets.length);
  for (let row = 1; row <= rows.used; row++) chain(rows, row);
}

function floats(from: Float64Array, length: number): Float64Array {
  const longer = new Float64Array(length);
  longer.set(from);
  return longer;
}

function words(from: Uint32Array, length: number): Uint32Array {
  const longer = new Uint32Array(length);
  longer.set(from);
  return longer;
}
