import type { SealedCounter } from "../../core/counter.js";

/** How numbers go to a script. */
export const numeral = (value: number): string => String(value);

/** What a script is told of a counter, seven arguments: kind, what to do, key, member or amount, span, bound, attribute. */
export function counterArguments(counter: SealedCounter): readonly string[] {
  const doing = counter.readOnly === true ? "read" : "add";
  const { kind, key } = counter;
  switch (kind) {
    case "distinct": {
      const { member, windowMs, bound, attribute = "" } = counter;
      return [kind, doing, key, member, numeral(windowMs), numeral(bound), attribute];
    }
    case "sum":
      return [kind, doing, key, numeral(counter.amount), numeral(counter.windowMs), "", ""];
    case "rate":
      return [kind, doing, key, numeral(counter.amount), numeral(counter.halfLifeMs), "", ""];
  }
}

/** The list that a script answered. */
export function readList(reply: unknown): readonly unknown[] {
  if (!Array.isArray(reply)) throw new Error("Redis answered something else than the script did");
  return reply;
}

/** A number that a script answered as text: some clients make a number of it before it comes here. */
export const readNumber = (value: unknown): number => (value === undefined ? Number.NaN : Number(value));

/** A name that a script answered, without the sign before it; undefined where there is none. */
export function readName(value: unknown): string | undefined {
  return typeof value === "string" && value.startsWith("=") ? value.slice(1) : undefined;
}
