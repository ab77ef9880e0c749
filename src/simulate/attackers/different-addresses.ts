import type { Random } from "../random.js";

/**
 * Makes addresses until `count` of them differ: nobody signs up twice with the very same one, as sites refuse that.
 * Fewer where the maker runs dry.
 */
export function differentAddresses(
  random: Random,
  count: number,
  make: (random: Random) => string,
): readonly [string, ...string[]] {
  const first = make(random);
  const made = new Set([first]);
  for (let tries = 0; made.size < count && tries < count * 20; tries += 1) made.add(make(random));
  made.delete(first);
  return [first, ...made];
}
