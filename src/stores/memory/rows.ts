/**
 * One row for each counter, found by its fingerprint: a hash table of chains over two arrays of numbers. A `Map` of
 * objects takes 500 bytes for a counter, a row takes 40; the arrays grow by a quarter, not by doubling, to leave little
 * empty. What belongs to a row stands together, because in a large table each place that is looked at costs more than
 * all that is done there. Rows are numbered from 1, and 0 stands for none.
 */
export interface Rows {
  /** Three for each row, at {@link fingerprintAt} and so on. */
  floats: Float64Array;
  /** Four for each row, at {@link nextAt} and so on. */
  words: Uint32Array;
  /** The first row of each bucket. Their number is a power of two. */
  buckets: Uint32Array;
  /** Rows that have ever been in use. */
  used: number;
  /** The first row that is free again. */
  free: number;
}

const floatsPerRow = 3;
const wordsPerRow = 4;
const firstLength = 64;

/** Where the fingerprint of a row stands in `floats`. */
const fingerprintAt = (row: number): number => row * floatsPerRow;
/** Where the value stands in `floats`: of a tally of one entry; a negative one is the place of a longer tally. */
export const valueAt = (row: number): number => row * floatsPerRow + 1;
/** Where the time of the last entry stands in `floats`. */
export const timeAt = (row: number): number => row * floatsPerRow + 2;
/** Where the next row of the same bucket, or the next free row, stands in `words`. */
const nextAt = (row: number): number => row * wordsPerRow;
/** Where the number of the shelf stands in `words`. */
export const shelfAt = (row: number): number => row * wordsPerRow + 1;
/** Where the neighbour on the shelf that was touched before stands in `words`. */
export const olderAt = (row: number): number => row * wordsPerRow + 2;
/** Where the neighbour on the shelf that was touched after stands in `words`. */
export const newerAt = (row: number): number => row * wordsPerRow + 3;

/** A table without rows. */
export function createRows(): Rows {
  return {
    floats: new Float64Array(firstLength * floatsPerRow),
    words: new Uint32Array(firstLength * wordsPerRow),
    buckets: new Uint32Array(firstLength),
    used: 0,
    free: 0,
  };
}

/** The row of a fingerprint; 0 when there is none. */
export function findRow({ floats, words, buckets }: Rows, fingerprint: number): number {
  let row = buckets[bucketOf(buckets, fingerprint)] ?? 0;
  while (row !== 0 && floats[fingerprintAt(row)] !== fingerprint) row = words[nextAt(row)] ?? 0;
  return row;
}

/** A new row for a fingerprint that has none. What else it holds is left over from whoever had it before. */
export function addRow(rows: Rows, fingerprint: number): number {
  const row = rows.free !== 0 ? rows.free : rows.used + 1;
  if (row === rows.free) rows.free = rows.words[nextAt(row)] ?? 0;
  else {
    if (nextAt(row) === rows.words.length) lengthen(rows);
    if (row > rows.buckets.length) spread(rows);
    rows.used = row;
  }
  rows.floats[fingerprintAt(row)] = fingerprint;
  chain(rows, row);
  return row;
}

/** Gives a row back. */
export function removeRow(rows: Rows, row: number): void {
  const { floats, words, buckets } = rows;
  const after = words[nextAt(row)] ?? 0;
  const bucket = bucketOf(buckets, floats[fingerprintAt(row)] ?? 0);
  if (buckets[bucket] === row) buckets[bucket] = after;
  else {
    let before = buckets[bucket] ?? 0;
    while (words[nextAt(before)] !== row) before = words[nextAt(before)] ?? 0;
    words[nextAt(before)] = after;
  }
  words[nextAt(row)] = rows.free;
  rows.free = row;
}

function bucketOf(buckets: Uint32Array, fingerprint: number): number {
  return fingerprint & (buckets.length - 1);
}

function chain({ floats, words, buckets }: Rows, row: number): void {
  const bucket = bucketOf(buckets, floats[fingerprintAt(row)] ?? 0);
  words[nextAt(row)] = buckets[bucket] ?? 0;
  buckets[bucket] = row;
}

function lengthen(rows: Rows): void {
  const { floats, words } = rows;
  const length = Math.ceil((words.length / wordsPerRow) * 1.25);
  rows.floats = new Float64Array(length * floatsPerRow);
  rows.floats.set(floats);
  rows.words = new Uint32Array(length * wordsPerRow);
  rows.words.set(words);
}

/** Twice as many buckets. No row is free while there are too few of them, so all that were ever used are chained. */
function spread(rows: Rows): void {
  rows.buckets = new Uint32Array(2 * rows.buckets.length);
  for (let row = 1; row <= rows.used; row++) chain(rows, row);
}
