import { decodeNumbers, encodeNumbers } from "./vlq.js";

/** Everything from `first` to `last`, both included, carries `value`: a whole number above 0. */
export interface Range {
  readonly first: number;
  readonly last: number;
  readonly value: number;
}

/** Sorted ranges as text in three columns; `gaps` count from the end of the range before. */
export interface RangeTable {
  readonly count: number;
  readonly gaps: string;
  readonly lengths: string;
  readonly values: string;
}

/** The value of the range that holds `key`, or 0. */
export type RangeLookup = (key: number) => number;

/** Packs ranges that are sorted and do not overlap; neighbours of one value become one range. */
export function packRanges(sorted: Iterable<Range>): RangeTable {
  const merged: Range[] = [];
  for (const range of sorted) {
    const before = merged.at(-1);
    if (before && range.first <= before.last) throw new RangeError(`ranges overlap at ${range.first}`);
    const joins = before?.value === range.value && before.last + 1 === range.first;
    if (before && joins) merged[merged.length - 1] = { ...before, last: range.last };
    else merged.push(range);
  }
  return {
    count: merged.length,
    gaps: encodeNumbers(merged.map(({ first }, index) => first - ((merged[index - 1]?.last ?? -1) + 1))),
    lengths: encodeNumbers(merged.map(({ first, last }) => last - first)),
    values: encodeNumbers(merged.map(({ value }) => value)),
  };
}

/** Makes packed ranges ready to ask, by binary search: O(log n). */
export function openRanges({ count, gaps, lengths, values }: RangeTable): RangeLookup {
  const starts = decodeNumbers(gaps, count);
  const ends = decodeNumbers(lengths, count);
  const found = Uint16Array.from(decodeNumbers(values, count));
  let next = 0;
  for (let index = 0; index < count; index++) {
    const first = next + (starts[index] ?? 0);
    const last = first + (ends[index] ?? 0);
    starts[index] = first;
    ends[index] = last;
    next = last + 1;
  }
  return (key) => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= key) low = middle + 1;
      else high = middle;
    }
    const index = low - 1;
    return index >= 0 && key <= (ends[index] ?? -1) ? (found[index] ?? 0) : 0;
  };
}
