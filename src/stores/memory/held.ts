import { mostKept } from "../../core/store.js";

/** A counter that holds a subject. Numbers are fingerprints. */
export interface Held {
  readonly counter: number;
  /** What the subject is called there; undefined for a sum or a rate. */
  readonly member: number | undefined;
  /** How its relatives are told of the counter; for one in which the subject stands under its own key. */
  readonly shared?: Shared | undefined;
}

/** The texts of a counter that subjects share. */
export interface Shared {
  readonly attribute: string;
  readonly key: string;
}

/** Notes that a counter holds a subject, as the last of `held`. The one held longest is given up when it is too much. */
export function hold(held: Held[], counter: Held): void {
  letGo(held, counter);
  if (held.length >= mostKept.counters) held.splice(0, held.length + 1 - mostKept.counters);
  held.push(counter);
}

/** Notes that a counter no longer holds a subject. */
export function letGo(held: Held[], { counter, member }: Held): void {
  const place = held.findIndex((one) => one.counter === counter && one.member === member);
  if (place >= 0) held.splice(place, 1);
}

/** Whether a counter holds the subject, whatever it is called there. */
export function isHeld(held: readonly Held[], counter: number): boolean {
  return held.some((one) => one.counter === counter);
}
