import { aspectKey, type Counter, counterId, type SealedCounter } from "./counter.js";

/** The counters of all signals, each asked for once even when several signals want it. */
export interface Batch {
  readonly counters: readonly SealedCounter[];
  /** Where the counter stands in `counters`. */
  place(counter: Counter): number;
}

/** An empty batch. */
export function createBatch(): Batch {
  const counters: SealedCounter[] = [];
  const places = new Map<string, number>();
  return {
    counters,
    place(counter) {
      const sealable = named(counter);
      const what = counter.kind === "distinct" ? counter.member : String(counter.amount);
      // In front of the member, in which any character may stand.
      const sign = counter.readOnly === true ? "?" : "=";
      const identity = `${sealable.key}${sign}${what}`;
      const known = places.get(identity);
      if (known === undefined) {
        places.set(identity, counters.length);
        return counters.push(sealable) - 1;
      }
      const earlier = counters[known];
      // Asked for with two bounds, the wider one answers both.
      if (earlier?.kind === "distinct" && counter.kind === "distinct" && counter.bound > earlier.bound) {
        counters[known] = { ...earlier, bound: counter.bound };
      }
      return known;
    },
  };
}

/** A counter under one string for a key. */
function named(counter: Counter): SealedCounter {
  if (counter.kind !== "distinct") return { ...counter, key: counterId(counter) };
  const { aspect, key: parts } = counter;
  const key = aspect === undefined ? counterId(counter) : aspectKey(aspect.of, aspect.name);
  return { ...counter, key, attribute: parts[0] };
}
