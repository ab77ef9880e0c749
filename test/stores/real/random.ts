/** Where the draws of these suites begin; set `TRIALGATE_SEED` to try others. */
export const seed = Number(process.env.TRIALGATE_SEED ?? 4);

/** Numbers from 0 up to 1, the same for the same seed: xorshift32 (Marsaglia 2003). */
export function randomFrom(start: number): () => number {
  // The state must not be 0, and neighbouring seeds must not begin alike.
  let state = Math.imul(start + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** The same things in an order drawn by `random`. */
export function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
