import { DIGIT_VALUES, encodeNumbers, numberReader } from "./digits.js";

/** Everything from `first` to `last`, both included, carries `value`: a whole number above 0. */
export interface Range {
  readonly first: number;
  readonly last: number;
  readonly value: number;
}

/** Sorted ranges as text, in blocks that are read only when a question falls into one. */
export interface RangeTable {
  readonly count: number;
  /** For each block, since the one before: how far its first range starts, and how many characters on it stands. */
  readonly index: string;
  /** For each range: the gap since the one before in its block, its length less one, its value. */
  readonly blocks: string;
}

/** The value of the range that holds `key`, or 0. */
export type RangeLookup = (key: number) => number;

/** Longer blocks make questions slower, shorter ones the index longer. */
const BLOCK = 16;

function mergeNeighbours(sorted: Iterable<Range>): Range[] {
  const merged: Range[] = [];
  for (const range of sorted) {
    const before = merged.at(-1);
    if (before && range.first <= before.last) throw new RangeError(`ranges overlap at ${range.first}`);
    const continues = before?.value === range.value && before.last + 1 === range.first;
    if (before && continues) merged[merged.length - 1] = { ...before, last: range.last };
    else merged.push(range);
  }
  return merged;
}

/** Packs ranges that are sorted and do not overlap (or it throws); neighbours of one value become one range. */
export function packRanges(sorted: Iterable<Range>): RangeTable {
  const ranges = mergeNeighbours(sorted);
  let index = "";
  let blocks = "";
  let before = { key: 0, at: 0 };
  for (let from = 0; from < ranges.length; from += BLOCK) {
    const block = ranges.slice(from, from + BLOCK);
    const here = { key: block[0]?.first ?? 0, at: blocks.length };
    index += encodeNumbers([here.key - before.key, here.at - before.at]);
    let next = here.key;
    for (const { first, last, value } of block) {
      blocks += encodeNumbers([first - next, last - first, value]);
      next = last + 1;
    }
    before = here;
  }
  return { count: ranges.length, index, blocks };
}

/** Makes packed ranges ready to ask: a binary search for the block, then at most 16 steps in its bytes. */
export function openRanges({ count, index, blocks }: RangeTable): RangeLookup {
  const length = Math.ceil(count / BLOCK);
  const keys = new Float64Array(length);
  const offsets = new Uint32Array(length);
  const next = numberReader(index);
  for (let block = 0; block < length; block++) {
    keys[block] = (keys[block - 1] ?? 0) + next();
    offsets[block] = (offsets[block - 1] ?? 0) + next();
  }
  const bytes = new TextEncoder().encode(blocks);

  return (key) => {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] ?? 0) <= key) low = middle + 1;
      else high = middle;
    }
    const block = low - 1;
    if (block < 0) return 0;
    // A gap, a length and a value in turn. As `numberReader`, but in place: this is asked at every signup.
    let next = keys[block] ?? 0;
    let at = offsets[block] ?? 0;
    const numbers = 3 * Math.min(BLOCK, count - block * BLOCK);
    for (let turn = 0; turn < numbers; turn++) {
      let number = 0;
      for (let weight = 1; ; weight *= 32) {
        const six = DIGIT_VALUES[bytes[at++] ?? 0] ?? 0;
        number += (six & 31) * weight;
        if (six < 32) break;
      }
      const part = turn % 3;
      if (part === 2) {
        if (key < next) return number;
      } else {
        next += number + part;
        if (part === 0 && key < next) return 0;
      }
    }
    return 0;
  };
}
