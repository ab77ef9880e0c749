/**
 * Turns a count into a strength: 0 up to `from`, 1 from `to` on, and each doubling between them adds the same, so that
 * no single signup tips somebody over an edge. In hundredths, because engines differ in the last bit of a logarithm.
 */
export function growth(count: number, from: number, to: number): number {
  if (count <= from) return 0;
  if (count >= to) return 1;
  return Math.round((100 * Math.log2(count / from)) / Math.log2(to / from)) / 100;
}
