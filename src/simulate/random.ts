/**
 * Random numbers that a seed decides: the same seed, the same numbers, on every machine. Of `normal` and `lognormal` another
 * JavaScript engine may round the last bit otherwise.
 */
export interface Random {
  /** 0 up to and without 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(lowest: number, highest: number): number;
  /** True with this probability, 0..1. */
  chance(probability: number): boolean;
  /** One of a list, which must not be empty. */
  pick<Item>(items: readonly Item[]): Item;
  /** One of a list, by weights of any sum. */
  weighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item;
  /** About the mean, by the standard deviation. */
  normal(mean: number, deviation: number): number;
  /** Above 0 and skewed, as durations are: half are below the median; `sigma` is the deviation of the logarithm. */
  lognormal(median: number, sigma: number): number;
  /** A stream of its own: what is drawn from it changes nothing here, and the other way round. */
  fork(name: string | number): Random;
}

/** A generator for a seed. */
export function createRandom(seed: string | number): Random {
  const text = String(seed);
  let state = hashOf(text);
  // SplitMix32 (Steele, Lea and Flood, 2014, in 32 bits): small, fast, and passes what a simulation needs.
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  };
  const normal = (mean: number, deviation: number): number =>
    // Box and Muller, 1958; 1 - next() is never 0.
    mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    int: (lowest, highest) => lowest + Math.floor(next() * (highest - lowest + 1)),
    chance: (probability) => next() < probability,
    pick,
    weighted(items) {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return pick(items)[0];
    },
    normal,
    lognormal: (median, sigma) => median * Math.exp(normal(0, sigma)),
    fork: (name) => createRandom(`${text}/${name}`),
  };
}

/** FNV-1a (Fowler, Noll and Vo), over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return hash;
}
