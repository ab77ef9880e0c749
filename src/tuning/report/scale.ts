/** From a value to its place in a drawing. */
export type Scale = (value: number) => number;

/** A straight scale; what lies beyond an end stays at that end. */
export function linear(
  [from, to]: readonly [from: number, to: number],
  [start, end]: readonly [start: number, end: number],
): Scale {
  const span = to === from ? 1 : to - from;
  return (value) => place(start + (end - start) * Math.min(Math.max((value - from) / span, 0), 1));
}

/** Round numbers within the ends, about `most` of them. */
export function ticks(from: number, to: number, most: number): readonly number[] {
  const rough = (to - from) / most;
  if (!(rough > 0)) return [from];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(from / step);
  const length = Math.floor(to / step + 1e-9) - first + 1;
  // Counted in whole steps and rounded, for no tick reads 0.30000000000000004.
  return Array.from({ length }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** A coordinate to a tenth of a unit: finer is not seen, and the page stays small. */
export const place = (value: number): number => Math.round(value * 10) / 10;
