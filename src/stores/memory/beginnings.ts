import type { Shared } from "./held.js";

/** Takes what many keys have in common out of them, and puts it back. */
export interface Beginnings {
  /** Without the beginning; undefined for a key whose beginning is not looked after. */
  shorten(shared: Shared): Shortened | undefined;
  restore(shortened: Shortened): Shared;
}

/** The number of a beginning, and what follows it. */
export type Shortened = readonly [beginning: number, rest: string];

// A signal or two to an attribute, and a window or two to a signal, in a few namespaces. Whoever has more keeps whole keys.
const mostAttributes = 500;
const mostOfAttribute = 20;

/**
 * All keys of an attribute begin alike, up to the attribute itself: with a namespace and a window. That is half of a
 * key, and it is kept once.
 */
export function createBeginnings(): Beginnings {
  const known: { readonly attribute: string; readonly beginning: string }[] = [];
  const byAttribute = new Map<string, number[]>();

  const learn = (numbers: number[], { attribute, key }: Shared): number | undefined => {
    const start = key.indexOf(attribute);
    if (start < 0 || numbers.length >= mostOfAttribute) return undefined;
    const number = known.push({ attribute, beginning: key.slice(0, start + attribute.length) }) - 1;
    numbers.push(number);
    return number;
  };

  return {
    shorten(shared) {
      const { attribute, key } = shared;
      const numbers = byAttribute.get(attribute) ?? [];
      if (numbers.length === 0) {
        if (byAttribute.size >= mostAttributes) return undefined;
        byAttribute.set(attribute, numbers);
      }
      for (const number of numbers) {
        const beginning = known[number]?.beginning ?? key;
        if (key.startsWith(beginning)) return [number, key.slice(beginning.length)];
      }
      const number = learn(numbers, shared);
      return number === undefined ? undefined : [number, key.slice(known[number]?.beginning.length)];
    },
    restore([number, rest]) {
      const { attribute = "", beginning = "" } = known[number] ?? {};
      return { attribute, key: beginning + rest };
    },
  };
}
